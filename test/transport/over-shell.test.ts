import {expect, test} from 'vitest';
import type {Clock} from '../../source/engine/clock.ts';
import {overShell, type Way} from '../../source/transport/over-shell.ts';
import type {Shell} from '../../source/transport/shell.ts';
import {here, makeWorkplace, never} from '../hosts/workplace.ts';

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
