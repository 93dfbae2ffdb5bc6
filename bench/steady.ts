// How calm the screen is while a command runs: it waits, prints now and then, or 5,000 lines a second. 80x24, over a real ssh.
// Needs root. Run: npm run bench:steady
import {readFileSync} from 'node:fs';
import {cpus, loadavg} from 'node:os';
import {performance} from 'node:perf_hooks';
import {countFrames} from './frames.ts';
import {median, percentile} from './median.ts';
import {startOneCommand} from './one-command.ts';
import {pause, type Answer, type Written} from './terminal.ts';

/** 80 bytes with its newline. */
const line = 'line %011.0f of many, printed by a command on a host that has a lot to tell, ok';

/** Seconds of a processor that the process has used, in user space and in the kernel. */
const usedBy = (pid: number): number => {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
	return (Number(fields[11]) + Number(fields[12])) / 100;
};

const bench = await startOneCommand();

/** What the screen does in so many seconds of a command, after its first `settle` seconds. */
const watch = async (command: string, seconds: number, withKeys: boolean) => {
	const walk = await bench.open(command);
	await walk.press('a', 'running');
	await pause(4000);
	const since = performance.now();
	const used = usedBy(walk.pid);
	const answers: Answer[] = [];
	const written: Written[] = [];
	while (performance.now() < since + seconds * 1000) {
		if (withKeys) {
			answers.push(await walk.press('?', 'close help'), await walk.press('\u001B', 'real hosts'));
		}
		await pause(300);
	}
	const taken = (performance.now() - since) / 1000;
	const share = (usedBy(walk.pid) - used) / taken;
	written.push(...walk.take());
	await walk.end();
	return {...countFrames(written, since), seconds: taken, share, answers};
};

const show = (name: string, figure: string): void => console.log(`${name.padEnd(26)}${figure}`);
const calm = ({clears, rewritten, most}: Awaited<ReturnType<typeof watch>>): void => {
	show('full-screen clears', `${clears} (goal: 0)`);
	show('rows written unchanged', `${rewritten} (goal: 0)`);
	show('frames in a second', `${most} at most (goal: at most 30)`);
};

console.log('A command that prints nothing, for 10 s');
const waiting = await watch('sleep 30', 10, false);
show('bytes a second', `${(waiting.bytes / waiting.seconds).toFixed(0)} (goal: less than 200)`);
calm(waiting);

for (const rate of [2, 20, 200]) {
	console.log(`\n${rate} lines a second, for 10 s`);
	const printing = await watch(
		`for i in $(seq 1 ${rate < 10 ? rate * 30 : 300}); do seq -f '${line}' $((i * ${Math.max(1, rate / 10)} + 1000000)) $((i * ${Math.max(1, rate / 10)} + ${Math.max(1, rate / 10)} + 999999)); sleep ${rate < 10 ? 1 / rate : 0.1}; done`,
		10,
		false,
	);
	show('bytes for a line of 80', `${(printing.bytes / (rate * printing.seconds)).toFixed(0)} (goal: less than 160)`);
	calm(printing);
}

console.log('\n2 lines a second that have nothing in common, for 20 s');
const various = await watch(
	'for i in $(seq 1 80); do head -c 59 /dev/urandom | base64 -w 79; echo; sleep 0.5; done',
	20,
	false,
);
show('bytes for a line of 80', `${(various.bytes / (2 * various.seconds)).toFixed(0)} (goal: less than 160)`);
calm(various);

const fast = Number(process.argv[2] ?? 60);
console.log(`\n5,000 lines a second, for ${fast} s, with a key now and then`);
const flooded = await watch(
	`for i in $(seq 1 ${fast * 10 + 200}); do seq -f '${line}' $((i * 500 + 1000000)) $((i * 500 + 1000499)); sleep 0.095; done`,
	fast,
	true,
);
const took = flooded.answers.map(answer => answer.took);
const own = flooded.answers.map(answer => answer.took - answer.waited);
show('bytes for a line of 80', `${(flooded.bytes / (5000 * flooded.seconds)).toFixed(1)} (goal: less than 160)`);
calm(flooded);
show('one processor is used', `${(flooded.share * 100).toFixed(0)} % (goal: less than 40 %)`);
show(
	'a key is answered in',
	`${median(took).toFixed(0)} ms in the middle of ${took.length}, ${percentile(took, 99).toFixed(0)} ms in 99 % (goal: at most 100); ${percentile(own, 99).toFixed(0)} ms without the time in which no processor was free`,
);
show("the machine's load", `${loadavg()[0]?.toFixed(1)} on ${cpus().length} processors`);
bench.close();
