// Time that passes so many times as fast (BENCH_SPEED), for a program that imports this before anything else.
const speed = Number(process.env['BENCH_SPEED'] ?? 1);
const [began, epoch] = [performance.now(), Date.now()];
const since = (): number => (clock() - began) * speed;
const clock = performance.now.bind(performance);
const timers = {setTimeout, setInterval};

type Start = (work: (...args: readonly unknown[]) => void, after?: number, ...args: readonly unknown[]) => unknown;

for (const name of ['setTimeout', 'setInterval'] as const) {
	const start = timers[name] as unknown as Start;
	const faster: Start = (work, after = 0, ...args) => start(work, after / speed, ...args);
	Object.assign(globalThis, {[name]: faster});
}
performance.now = () => began + since();
Date.now = () => Math.round(epoch + since());
