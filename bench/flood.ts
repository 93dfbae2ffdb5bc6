// A command that prints 1 GB, walked on the real screen over a real ssh: memory, the log to the byte, and how soon keys are
// answered, beside plain `ssh host command > file`. Needs root, for the host is a namespace of its own.
// Run: npm run bench:flood   (or, for 0.1 GB, npm run bench:flood 0.1)
import {spawn} from 'node:child_process';
import {createHash} from 'node:crypto';
import {createReadStream, readFileSync, statSync} from 'node:fs';
import {cpus, loadavg} from 'node:os';
import {join} from 'node:path';
import {performance} from 'node:perf_hooks';
import {median, percentile} from './median.ts';
import {startOneCommand} from './one-command.ts';
import {pause, type Answer} from './terminal.ts';

const gigabytes = Number(process.argv[2] ?? 1);
/** Each 80 bytes with its newline. */
const lines = Math.round((gigabytes * 1e9) / 80);
const command = `seq -f 'line %011.0f of many, printed as fast as a command can print them, 80 bytes' 1 ${lines}`;

const hashOf = async (path: string): Promise<string> => {
	const hash = createHash('sha256');
	for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
	return hash.digest('hex');
};

const bench = await startOneCommand();
const plainFile = join(bench.directory, 'plain');

const plain = async (): Promise<number> => {
	const start = performance.now();
	const child = spawn('sh', ['-c', `exec "$@" > ${plainFile}`, 'sh', ...bench.ssh, command], {
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	const code = await new Promise<number | null>(resolve => child.once('close', resolve));
	if (code !== 0) throw new Error(`Plain ssh ended with ${code}.`);
	return performance.now() - start;
};

/** The highest memory the process has had, in MB, as the kernel counts. */
const peakOf = (pid: number): number =>
	Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1000;

/** Seconds of a processor that it has had, in all of its threads: a busy machine changes them little. */
const workOf = (pid: number): number => {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
	return (Number(fields[11]) + Number(fields[12])) / 100;
};

const plainSeconds = (await plain()) / 1000;
const walk = await bench.open(command);
const start = performance.now();
await walk.press('a', 'many, printed');
const answers: Answer[] = [];
let seconds = 0;
while (!walk.isOver()) {
	answers.push(await walk.press('?', 'close help'));
	await pause(300);
	answers.push(await walk.press('\u001B', 'real hosts'));
	await pause(300);
	seconds = (performance.now() - start) / 1000;
}
const peak = peakOf(walk.pid);
const worked = workOf(walk.pid);
await walk.end('q');
const {most, max} = walk.delays();
const whole = (await hashOf(walk.log)) === (await hashOf(plainFile));
const {size} = statSync(walk.log);
bench.close();

console.log(`${lines} lines of 80 bytes, ${(lines * 80) / 1e9} GB`);
console.log(`ssh host command > file   ${plainSeconds.toFixed(1)} s`);
console.log(`the same, walked          ${seconds.toFixed(1)} s, ${(seconds / plainSeconds).toFixed(2)}x`);
console.log(`its own processor time    ${worked.toFixed(1)} s`);
console.log(`memory at its peak        ${peak.toFixed(0)} MB (goal: less than 200)`);
console.log(`log file                  ${size} bytes, ${whole ? 'the same to the byte' : 'NOT what was printed'}`);
const took = answers.map(answer => answer.took);
const worst = answers.toSorted((one, other) => other.took - one.took)[0]!;
const own = Math.max(...answers.map(answer => answer.took - answer.waited));
console.log(
	`a key was answered in     ${median(took).toFixed(0)} ms in the middle of ${took.length}, ${percentile(took, 95).toFixed(0)} ms in 95 %, ${worst.took.toFixed(0)} ms at worst (goal: at most 100)`,
);
console.log(
	`                          of the worst no processor was free for ${worst.waited.toFixed(0)} ms; without such waits at most ${own.toFixed(0)} ms`,
);
console.log(
	`its event loop kept waiting ${(most / 1e6).toFixed(0)} ms at most in 99.9 % of the time, ${(max / 1e6).toFixed(0)} ms at worst`,
);
console.log(`the machine's load        ${loadavg()[0]?.toFixed(1)} on ${cpus().length} processors`);
