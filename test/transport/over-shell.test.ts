import {expect, test} from 'vitest';
import type {Clock} from '../../source/engine/clock.ts';
import {overShell, type Way} from '../../source/transport/over-shell.ts';
import {type Shell, start} from '../../source/transport/shell.ts';
import {deaf, here, makeWorkplace, never} from '../hosts/workplace.ts';

const jobs = makeWorkplace();
/** Time that does not pass, or is over at once. */
const still: Clock = {now: () => 0, sleep: () => new Promise(() => undefined)};
const over: Clock = {now: () => 0, sleep: () => Promise.resolve()};

const wayOf = (shell: Shell, clock: Clock, lost: string[] = []): Way => ({
	jobs,
	clock,
	open: async () => shell,
	explain: async (host, {exit, stderr}) => `${host.name}: ${exit} ${stderr}`,
	lost: host => void lost.push(host.name),
	close: async () => undefined,
});

/** A shell that ends when it is stopped, and not before. */
const hangs: Shell = (_, signal) =>
	new Promise(resolve => {
		const end = (): void => resolve({exit: undefined, stderr: ''});
		if (signal.aborted) end();
		else signal.addEventListener('abort', end);
	});

test('A shell that ends without answers is explained, and its connection is not trusted any more', async () => {
	const lost: string[] = [];
	const {ask} = overShell(wayOf(async () => ({exit: 255, stderr: 'gone'}), still, lost));

	await expect(ask(here, ['true'], never)).rejects.toThrow('operator: 255 gone');
	expect(lost).toEqual(['operator']);
});

test('A host that takes the questions and never answers is unreachable after a while', async () => {
	const {ask} = overShell(wayOf(hangs, over));

	await expect(ask(here, ['true'], never)).rejects.toThrow(
		/^operator took the questions but did not answer within \d+ s: look whether its disk or memory is exhausted\.$/,
	);
});

test('Who is stopped while asking gets answers that say so', async () => {
	const stop = new AbortController();
	const asking = overShell(wayOf(hangs, still)).ask(here, ['true', 'true'], stop.signal);
	stop.abort();

	expect((await asking).map(({exit}) => exit)).toEqual([130, 130]);
});

const hasNoRoom: Shell = async (script, _, onData) => {
	const mark = /^mark=(.*)$/m.exec(script)?.[1];
	onData(Buffer.from(`\n${mark} problem 7\nno room`));
	return {exit: 1, stderr: ''};
};

test('A host without any place for the answers says which it tried', async () => {
	await expect(overShell(wayOf(hasNoRoom, still)).ask(here, ['true'], never)).rejects.toThrow(
		'operator cannot be asked: no room.',
	);
});

/** A real shell, and how often it was needed; `fate` may break a conversation. */
const counting = (fate: (shell: Shell, count: number) => Shell = shell => shell) => {
	let trips = 0;
	const shell: Shell = (script, signal, onData) => {
		trips += 1;
		return fate((...all) => start(['sh', '-s'], ...all), trips)(script, signal, onData);
	};
	return {shell, trips: () => trips};
};

const jobOf = (id: string, script: string, ...asks: readonly string[]) => ({
	id,
	script,
	timeout: 20,
	next: () => asks.map(ask => ({ask})),
});

test('What is asked after a job that ended well comes in its round trip, as the host is then, and once only', async () => {
	const {shell, trips} = counting();
	const {run, ask} = overShell(wayOf(shell, still));
	const file = `${jobs}/made`;
	const [isMade, says] = [`[ -e ${file} ]`, 'echo out; echo err >&2; exit 3'];

	expect(await run(here, jobOf('next', `echo x >> ${file}`, isMade, says), never, deaf)).toMatchObject({exit: 0});
	expect(await ask(here, [says, isMade], never)).toEqual([
		{exit: 3, stdout: 'out\n', stderr: 'err\n'},
		{exit: 0, stdout: '', stderr: ''},
	]);
	expect(trips()).toBe(1);
	await ask(here, [isMade], never);
	expect(trips()).toBe(2);
});

test('A job is told to have ended before what comes after it is answered', async () => {
	const {run, ask} = overShell(wayOf(counting().shell, still));
	const seen = `${jobs}/seen`;
	const waits = `until [ -e ${seen} ]; do sleep 0.1; done`;

	await run(here, jobOf('told', 'true', waits), never, deaf);
	await start(['sh', '-s'], `touch ${seen}\n`, never, () => undefined);

	expect((await ask(here, [waits], never)).map(({exit}) => exit)).toEqual([0]);
});

test('Nothing is asked after a job that failed, nor what is asked later', async () => {
	const {shell, trips} = counting();
	const {run, ask} = overShell(wayOf(shell, still));
	const [failed, later] = [`${jobs}/after-failed`, `${jobs}/after-later`];
	const {next, ...job} = jobOf('later', 'true', 'true', `touch ${later}`);

	await run(here, jobOf('failed', 'exit 4', `touch ${failed}`), never, deaf);
	await run(
		here,
		{...job, next: () => next().map((one, at) => (at === 0 ? one : {...one, later: true}))},
		never,
		deaf,
	);
	expect((await ask(here, ['true', `[ ! -e ${failed} ] && [ ! -e ${later} ]`], never)).map(({exit}) => exit)).toEqual(
		[0, 0],
	);
	expect(trips()).toBe(3);
});

/** Gone as soon as it has said that the job has ended. */
const breaks: Shell = async (script, signal, onData) => {
	const cut = new AbortController();
	await start(['sh', '-s'], script, AbortSignal.any([signal, cut.signal]), chunk => {
		const end = chunk.indexOf(' ended ');
		onData(end < 0 ? chunk : chunk.subarray(0, chunk.indexOf('\n', end) + 1));
		if (end >= 0) cut.abort();
	});
	return {exit: 255, stderr: 'gone'};
};

test('Answers that were lost with the connection, or are no longer fresh, are asked for again', async () => {
	let now = 0;
	const {shell, trips} = counting((straight, count) => (count === 1 ? breaks : straight));
	const {run, ask} = overShell(wayOf(shell, {...still, now: () => now}));

	await run(here, jobOf('lost', 'true', 'echo on'), never, deaf);
	expect((await ask(here, ['echo on'], never))[0]?.stdout).toBe('on\n');
	expect(trips()).toBe(2);
	await run(here, jobOf('old', 'true', 'echo on'), never, deaf);
	now = 60_000;
	await ask(here, ['echo on'], never);
	expect(trips()).toBe(4);
});
