import {join} from 'node:path';
import {expect, test} from 'vitest';
import type {Clock} from '../../source/engine/clock.ts';
import {HostUnreachable} from '../../source/engine/transport.ts';
import {followJob} from '../../source/transport/follow-job.ts';
import type {Way} from '../../source/transport/over-shell.ts';
import {type Shell, start} from '../../source/transport/shell.ts';
import {deaf, here, linesOf, makeWorkplace, never} from '../hosts/workplace.ts';

const workplace = makeWorkplace();

/** Time that passes by sleeping only. */
const fastClock = (): Clock & {readonly slept: number[]} => {
	let now = 0;
	const slept: number[] = [];
	return {
		slept,
		now: () => now,
		// Long sleeps are guards against a host that says nothing; they never come to an end here.
		sleep: milliseconds => {
			if (milliseconds > 20_000) return new Promise(() => undefined);
			slept.push(milliseconds);
			now += milliseconds;
			return Promise.resolve();
		},
	};
};

const straight: Shell = (script, signal, onData) => start(['sh', '-s'], script, signal, onData);

/** The connection breaks after so many bytes. */
const breaksAfter =
	(bytes: number): Shell =>
	async (script, signal, onData) => {
		const cut = new AbortController();
		let left = bytes;
		await straight(script, AbortSignal.any([signal, cut.signal]), chunk => {
			if (left <= 0) return;
			onData(chunk.subarray(0, left));
			left -= chunk.length;
			if (left <= 0) cut.abort();
		});
		return {exit: 255, stderr: 'Connection closed by remote host'};
	};

const silent: Shell = async () => ({exit: 255, stderr: ''});

const wayOf = (clock: Clock, ...shells: readonly (Shell | Error)[]): Way => {
	const left = [...shells];
	return {
		jobs: join(workplace, 'jobs'),
		clock,
		open: async () => {
			const next = left.shift() ?? straight;
			if (next instanceof Error) throw next;
			return next;
		},
		explain: async host => `${host.name} hung up.`,
		close: async () => undefined,
	};
};

test('After a lost connection every byte comes once, and the job has run once', async () => {
	const count = join(workplace, 'count');
	const script = `echo x >> ${count}; for i in $(seq 2000); do echo line $i; done; echo 完 >&2`;
	let live = '';
	const way = wayOf(fastClock(), breaksAfter(100), breaksAfter(3000), breaksAfter(9000));

	const answer = await followJob(way, here, {id: 'broken', script, timeout: 60}, never, (text, stream) => {
		if (stream === 'stdout') live += text;
	});

	const expected = Array.from({length: 2000}, (_, index) => `line ${index + 1}\n`).join('');
	expect(answer).toEqual({exit: 0, stdout: expected, stderr: '完\n'});
	expect(live).toBe(expected);
	expect(linesOf(count)).toEqual(['x']);
});

test('A host that does not come back within two minutes is unreachable, and the sentence says that the job may go on', async () => {
	const clock = fastClock();
	const gone = new HostUnreachable('operator', 'operator does not answer.');
	const way = wayOf(clock, breaksAfter(60), ...Array.from({length: 40}, () => gone));

	const following = followJob(way, here, {id: 'gone', script: 'sleep 0.1; echo on', timeout: 60}, never, deaf);

	await expect(following).rejects.toThrow(
		new HostUnreachable(
			'operator',
			'operator does not answer. The job may go on there: run again to attach to it.',
		),
	);
	expect(clock.now()).toBeGreaterThan(120_000);
	expect(clock.now()).toBeLessThan(140_000);
});

test('When nothing has begun yet, a failed connection is told at once', async () => {
	const clock = fastClock();

	await expect(followJob(wayOf(clock, silent), here, {id: 'none', script: 'true'}, never, deaf)).rejects.toThrow(
		new HostUnreachable('operator', 'operator hung up.'),
	);
	expect(clock.slept).toEqual([]);
});

test('A job that cannot be stopped says that it may be running still', async () => {
	const stop = new AbortController();
	const way = wayOf(fastClock(), straight, silent);

	const following = followJob(
		way,
		here,
		{id: 'unstoppable', script: 'echo on; sleep 5', timeout: 6},
		stop.signal,
		() => stop.abort(),
	);

	await expect(following).rejects.toThrow(
		'The job on operator could not be stopped and may be running still: operator hung up.',
	);
	await followJob(wayOf(fastClock()), here, {id: 'unstoppable', script: ''}, AbortSignal.abort(), deaf);
});

test('Live output is clean and cut where it is too long; the answer is clean and whole', async () => {
	const live: string[] = [];
	const script = String.raw`printf '\033[31mred\033[0m\n 1%%\r 2%%\n'; head -c 5000 /dev/zero | tr '\0' x; echo`;

	const answer = await followJob(wayOf(fastClock()), here, {id: 'clean', script, timeout: 60}, never, text => {
		live.push(text);
	});

	expect(live.join('')).toBe(`red\n 2%\n${'x'.repeat(4000)} […]\n`);
	expect(answer?.stdout).toBe(`red\n 2%\n${'x'.repeat(5000)}\n`);
});

test('What ended a job stands last on stderr, as a sentence', async () => {
	const answer = await followJob(
		wayOf(fastClock()),
		here,
		{id: 'late', script: 'printf x >&2; sleep 99', timeout: 1},
		never,
		deaf,
	);

	expect(answer).toEqual({
		exit: 124,
		stdout: '',
		stderr: 'x\nkubewalk: stopped, because it was still running after 1 s.\n',
	});
});
