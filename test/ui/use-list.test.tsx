import {expect, test} from 'vitest';
import {walking} from '../helpers/walking.tsx';
import {severalValues} from '../helpers/walk-book.ts';

const selected = (lines: readonly string[]): string | undefined => lines.find(line => line.startsWith('›'));

test('A list is moved through with arrows and letters, and stays within its ends', async () => {
	const {press, lines} = await walking({book: severalValues});
	await press('5');
	expect(selected(lines())).toContain('first');
	await press('up', 'j');
	expect(selected(lines())).toContain('second');
	await press('G');
	expect(selected(lines())).toContain('last');
	await press('down', 'g');
	expect(selected(lines())).toContain('first');
});

test('Esc goes back by one step: all rows, the natural place, the tasks', async () => {
	const {press, type, text, lines} = await walking({book: severalValues});
	await press('5', '/');
	await type('last');
	await press('return');
	expect(text()).toContain('1 of 1');
	expect(text()).not.toContain('second');

	await press('escape');
	expect(text()).toContain('second');
	await press('j', 'escape');
	expect(selected(lines())).toContain('first');
	await press('escape');
	expect(text()).toContain('Enter run “Give”');
});

test('While a query is typed no letter is a command, and its rows are there at once', async () => {
	const {press, type, text} = await walking({book: severalValues});
	await press('5', '/');
	await type('quick');
	expect(text()).toContain('Nothing matches.');
	await press('escape');
	expect(text()).toContain('1 of 3');
});
