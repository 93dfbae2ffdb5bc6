// A command that prints 1 GB, walked on the real screen over a real ssh: memory, the log to the byte, and how soon keys are
// answered, beside plain `ssh host command > file`. Needs root, for the host is a namespace of its own.
// Run: npm run bench:flood   (or, for 0.1 GB, npm run bench:flood 0.1)
import {spawn} from 'node:child_process';
import {createHash} from 'node:crypto';
import {createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {cpus, loadavg, tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {performance} from 'node:perf_hooks';
import {build} from 'rolldown';
import {hasNamespaces, startHosts, stopHosts, whereNamespaces} from '../test/hosts/namespaces.ts';
import rolldownConfig from '../rolldown.config.ts';
import type {FloodPlan} from './flood-walk.ts';
import {median, percentile} from './median.ts';

const gigabytes = Number(process.argv[2] ?? 1);
/** Each 80 bytes with its newline. */
const lines = Math.round((gigabytes * 1e9) / 80);
const command = `seq -f 'line %011.0f of many, printed as fast as a command can print them, 80 bytes' 1 ${lines}`;
/** Milliseconds after which a key counts as unanswered. */
const limit = 60_000;

if (!hasNamespaces) throw new Error(`This bench needs a host of its own ${whereNamespaces}.`);

const pause = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds));

const hashOf = async (path: string): Promise<string> => {
	const hash = createHash('sha256');
	for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
	return hash.digest('hex');
};

const directory = mkdtempSync(join(tmpdir(), 'kubewalk-flood-'));
const [host] = await startHosts(1);
const {ssh, config, knownHosts} = host!;
const plan: FloodPlan = {host: host!.host, ssh, config, knownHosts, command};
const planFile = join(directory, 'plan.json');
writeFileSync(planFile, JSON.stringify(plan));

const plain = async (): Promise<number> => {
	const words = [
		'-F',
		config,
		'-i',
		ssh.identity!,
		'-o',
		`UserKnownHostsFile=${knownHosts}`,
		`root@${plan.host.address}`,
	];
	const start = performance.now();
	const child = spawn('sh', ['-c', `exec ssh "$@" > ${join(directory, 'plain')}`, 'sh', ...words, command], {
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	const code = await new Promise<number | null>(resolve => child.once('close', resolve));
	if (code !== 0) throw new Error(`Plain ssh ended with ${code}.`);
	return performance.now() - start;
};

/** The highest memory the process has had, in MB, as the kernel counts. */
const peakOf = (pid: number): number =>
	Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1000;

/** Milliseconds for which the process could have gone on if a processor had been free. */
const waitOf = (pid: number): number =>
	Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')[1]) / 1e6;

/** Milliseconds from a key until the screen says what it should, and for how many of them no processor was free. */
type Answer = {readonly took: number; readonly waited: number};

/** Built as the program itself is. */
const program = join(directory, 'program/flood-walk.mjs');
await build({
	...rolldownConfig,
	input: join(import.meta.dirname, 'flood-walk.ts'),
	output: {dir: dirname(program), format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs'},
});

const walk = async () => {
	const child = spawn(
		'script',
		[
			'-qefc',
			`stty cols 80 rows 24; echo $$ > ${join(directory, 'pid')}; exec '${process.execPath}' '${program}' ${directory} ${planFile}`,
			'/dev/null',
		],
		{env: {...process.env, TERM: 'xterm-256color', NODE_ENV: 'production'}},
	);
	let screen = '';
	child.once('close', code => {
		if (!over) throw new Error(`The walk ended with ${code}: ${screen}`);
	});
	let over = false;
	const waiting = new Set<() => void>();
	child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
		screen = (screen + chunk).slice(-50_000);
		for (const look of waiting) look();
	});
	while (!existsSync(join(directory, 'pid')) || !screen.includes('Print a lot')) await pause(50);
	const pid = Number(readFileSync(join(directory, 'pid'), 'utf8'));
	const press = (key: string, words: string): Promise<Answer> =>
		new Promise((resolve, reject) => {
			screen = '';
			const waitedBefore = waitOf(pid);
			const start = performance.now();
			const late = setTimeout(
				() => reject(new Error(`“${words}” did not come; the screen says ${screen}`)),
				limit,
			);
			const look = (): void => {
				if (!screen.includes(words)) return;
				waiting.delete(look);
				clearTimeout(late);
				resolve({took: performance.now() - start, waited: waitOf(pid) - waitedBefore});
			};
			waiting.add(look);
			child.stdin.write(key);
		});
	const journal = join(directory, 'journal.jsonl');
	const isOver = (): boolean => /"status":"(?:done|failed)"/.test(readFileSync(journal, 'utf8'));
	const start = performance.now();
	child.stdin.write('o');
	await press('a', 'many, printed');
	const answers: Answer[] = [];
	let seconds = 0;
	while (!isOver()) {
		answers.push(await press('?', 'close help'));
		await pause(300);
		answers.push(await press('\u001B', 'real hosts'));
		await pause(300);
		seconds = (performance.now() - start) / 1000;
	}
	over = true;
	const peak = peakOf(pid);
	const gone = new Promise(resolve => child.once('close', resolve));
	child.stdin.write('q');
	await Promise.race([gone, pause(10_000)]);
	child.kill();
	const {most, max} = JSON.parse(readFileSync(join(directory, 'delays'), 'utf8')) as {most: number; max: number};
	return {seconds, peak, most: most / 1e6, max: max / 1e6, answers};
};

const plainSeconds = (await plain()) / 1000;
const {seconds, peak, most, max, answers} = await walk();
const log = join(directory, 'logs/flood/m1.1.log');
const whole = (await hashOf(log)) === (await hashOf(join(directory, 'plain')));
const {size} = statSync(log);
rmSync(directory, {recursive: true, force: true});
stopHosts();

console.log(`${lines} lines of 80 bytes, ${(lines * 80) / 1e9} GB`);
console.log(`ssh host command > file   ${plainSeconds.toFixed(1)} s`);
console.log(`the same, walked          ${seconds.toFixed(1)} s, ${(seconds / plainSeconds).toFixed(2)}x`);
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
	`its event loop kept waiting ${most.toFixed(0)} ms at most in 99.9 % of the time, ${max.toFixed(0)} ms at worst`,
);
console.log(`the machine's load        ${loadavg()[0]?.toFixed(1)} on ${cpus().length} processors`);
