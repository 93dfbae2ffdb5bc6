import {expect, test} from 'vitest';
import {textsOf} from '../../source/texts/texts.ts';
import {exitOf, keyOfLog, lengthOf, logRows, logText, timeOfDay} from '../../source/ui/log.ts';
import {entriesOf} from '../../source/ui/progress.ts';
import {bookOf, createFakeWorld, making, openEngine} from '../helpers/fake-world.ts';

const walked = async () => {
	const world = createFakeWorld();
	const {engine, store} = openEngine(bookOf(making('a'), making('b', {run: () => 'fail no'})), world);
	await engine.start();
	return logRows(store.getState().ran, entriesOf(engine));
};

test('Every start has a line in the order of time, with its end', async () => {
	const rows = await walked();

	expect(rows.map(({task, host, ran}) => [task.id, host, ran.status, exitOf(ran)])).toEqual([
		['a', 'm1', 'done', '0'],
		['a', 'm2', 'done', '0'],
		['a', 'w1', 'done', '0'],
		['b', 'm1', 'failed', '3'],
		['b', 'm2', 'failed', '3'],
		['b', 'w1', 'failed', '3'],
	]);
	expect(new Set(rows.map(keyOfLog)).size).toBe(6);
});

test('What was not seen to end has no length', () => {
	expect(lengthOf({attempt: 1, began: 1000, ended: 63_000, status: 'done'}, 's')).toBe('1:02');
	expect(lengthOf({attempt: 1, began: 1000, status: 'unreachable'}, 's')).toBe('');
	expect(timeOfDay(new Date(2026, 0, 2, 3, 4, 5).getTime())).toBe('03:04:05');
});

test('As a file it is a line a command, with columns', async () => {
	const [first] = logText(await walked(), textsOf('en'), 'en').split('\n');

	expect(first?.split('\t').slice(1, 5)).toEqual(['m1', 'run', 'done', '0']);
	expect(first?.split('\t')[6]).toBe('a#1');
});
