// A session of 200 hosts, 120 checks on each, and 200,000 lines of output, opened again by the program itself on a
// pseudo-terminal of 80x24: how long until its screen is there, the memory, and how soon a key is answered.
// Run: npm run bench:large
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {cpus, loadavg, tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {performance} from 'node:perf_hooks';
import {books} from '../steps/books.ts';
import {homeOf} from '../source/session/home.ts';
import {logPath} from '../source/session/journal.ts';
import {createSession, stateOf} from '../source/session/sessions.ts';
import {keepSummary} from '../source/session/summary.ts';
import {countFrames} from './frames.ts';
import {median, percentile} from './median.ts';
import {onTerminal, pause, type Answer} from './terminal.ts';

const hosts = Array.from({length: 200}, (_, index) => ({
	name: `n${index + 1}`,
	address: `10.0.0.${index + 1}`,
	role: index < 3 ? ('control-plane' as const) : ('worker' as const),
}));
const checks = 120;
const lines = 200_000;
/** Of 80 answers 99 % would be all of them. */
const rounds = 100;

const planText = `name: large
kubernetes: {version: "1.36"}
endpoint: {kind: keepalived-haproxy, address: 10.0.0.250, port: 9443}
hosts:
${hosts.map(({name, address, role}) => `  - {name: ${name}, address: ${address}, role: ${role}, transport: by-hand}`).join('\n')}
`;

const home = mkdtempSync(join(tmpdir(), 'kubewalk-bench-'));
const planPath = join(home, 'cluster.yaml');
writeFileSync(planPath, planText);
const now = Date.now() - 3_600_000;
const session = createSession(
	homeOf({KUBEWALK_HOME: home}, home),
	'large',
	{book: 'install', planPath, planText, language: 'en'},
	new Date(now),
);
const {files, id} = session;
const tasks = books
	.find(book => book.id === 'install')!
	.stages.flatMap(stage => stage.tasks)
	.slice(0, checks);
let at = now;
const journal: string[] = [];
const tell = (event: object): void => void journal.push(`${JSON.stringify({...event, at: (at += 20)})}\n`);
const perRow = Math.ceil(lines / (tasks.length * hosts.length));
tell({type: 'session-opened', session: id, book: 'install', hosts, by: 'bench'});
for (const task of tasks) {
	for (const {name: host} of hosts) {
		const row = {type: 'task', task: task.id, host};
		tell({...row, status: 'checking'});
		tell({...row, status: 'running', attempt: 1});
		tell({...row, status: 'verifying', exit: 0});
		tell({...row, status: 'done', exit: 0});
		const log = logPath(files.logs, task.id, host, 1);
		mkdirSync(dirname(log), {recursive: true});
		writeFileSync(
			log,
			'a line of output, as long as lines usually are when a command says what it does\n'.repeat(perRow),
		);
	}
}
writeFileSync(files.journal, journal.join(''));
// As the program leaves it.
keepSummary(files, stateOf(session));

/** Milliseconds of a processor that it has had, in all of its threads: a busy machine changes them little. */
const workOf = (pid: number): number => {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
	return (Number(fields[11]) + Number(fields[12])) * 10;
};

const peakOf = (pid: number): number =>
	Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1000;

const bin = join(import.meta.dirname, '../build/source/bin.js');
const environment = {KUBEWALK_HOME: home, NODE_ENV: 'production', CI: ''};
const began = performance.now();
// It goes on with the last session by itself.
const terminal = await onTerminal([process.execPath, bin, '--lang', 'en'], 'real hosts', {environment});
const opened = performance.now() - began;
const worked = workOf(terminal.pid);
await pause(2000);
// Anything that is written answers. A task of every host: the next one may be for one alone, and then no other can be chosen.
await terminal.press('g', '');
await pause(100);
const answers: Answer[] = [];
for (let round = 0; round < rounds; round += 1) {
	answers.push(await terminal.press('?', 'close help'));
	await pause(100);
	answers.push(await terminal.press('\u001B', 'real hosts'));
	await pause(100);
}
await pause(2000);
const moves: Answer[] = [];
for (let round = 0; round < rounds; round += 1) {
	moves.push(await terminal.press('\t', ''));
	await pause(100);
	moves.push(await terminal.press(round % 2 === 0 ? 'l' : 'h', ''));
	await pause(100);
}
const peak = peakOf(terminal.pid);
// The first frame clears the screen: a console without a second one has what stood there before.
const {clears, rewritten} = countFrames(terminal.take(), began + opened);
await terminal.end('q');
rmSync(home, {recursive: true, force: true});

const figures = (name: string, all: readonly Answer[]): void => {
	const took = all.map(answer => answer.took);
	const own = all.map(answer => answer.took - answer.waited);
	console.log(
		`${name}${median(took).toFixed(0)} ms in the middle of ${took.length}, ${percentile(took, 99).toFixed(0)} ms in 99 % (goal: at most 50); ${percentile(own, 99).toFixed(0)} ms without the time in which no processor was free`,
	);
};
console.log(
	`${hosts.length} hosts x ${tasks.length} checks, ${journal.length} events, ${perRow * tasks.length * hosts.length} lines`,
);
console.log(
	`its screen is there after ${opened.toFixed(0)} ms (goal: at most 1000), of which it worked ${worked.toFixed(0)} ms`,
);
console.log(`memory at its peak        ${peak.toFixed(0)} MB (goal: less than 150)`);
figures('help opens and closes in  ', answers);
figures('panes and hosts change in ', moves);
console.log(`full-screen clears        ${clears} (goal: 0)`);
console.log(`rows written unchanged    ${rewritten} (goal: 0)`);
console.log(`the machine's load        ${loadavg()[0]?.toFixed(1)} on ${cpus().length} processors`);
