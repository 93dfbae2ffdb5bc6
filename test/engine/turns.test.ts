import {expect, test} from 'vitest';
import {createTurns} from '../../source/engine/turns.ts';
import {never} from '../hosts/workplace.ts';

test('No more than so many work at once, and each gets a turn', async () => {
	const turns = createTurns(2);
	let busy = 0;
	let most = 0;
	const work = async (): Promise<number> => {
		most = Math.max(most, ++busy);
		await Promise.resolve();
		return busy--;
	};

	const done = await Promise.all(Array.from({length: 7}, () => turns(work, never)));

	expect(done).toHaveLength(7);
	expect(most).toBe(2);
});

test('Work that fails gives its turn back', async () => {
	const turns = createTurns(1);

	await expect(turns(() => Promise.reject(new Error('no')), never)).rejects.toThrow('no');
	expect(await turns(() => Promise.resolve('next'), never)).toBe('next');
});

test('Who is stopped while he waits does not wait any longer', async () => {
	const turns = createTurns(1);
	const stop = new AbortController();
	void turns(() => new Promise(() => undefined), never);
	const waiting = turns(() => Promise.resolve('let through'), stop.signal);
	stop.abort();

	expect(await waiting).toBe('let through');
});
