// What a screen reader is told: every state in words, and nothing anew unless something has happened.
import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Doctor} from '../../source/ui/doors.ts';
import {sessionOf} from '../../source/ui/session.ts';
import {createFakeWorld} from '../helpers/fake-world.ts';
import {settle} from '../helpers/screen.tsx';
import {toldFinding} from '../helpers/told.ts';
import {openBook, showProgram, walking} from '../helpers/walking.tsx';

const before = process.env['INK_SCREEN_READER'];
beforeAll(() => {
	process.env['INK_SCREEN_READER'] = 'true';
});
afterAll(() => {
	if (before === undefined) delete process.env['INK_SCREEN_READER'];
	else process.env['INK_SCREEN_READER'] = before;
});

/** Marks and lines that mean nothing when they are read aloud. */
const drawn = /[│─›✓✗]|\+-{3}|\[Commands\]|(?:^|\s)[.=~>?](?:\s|$)/m;

test('The walk says which stage and task is selected, what each state is and on which host', async () => {
	const {text, press} = await walking();
	expect(text()).toMatch(/Selected: +to do, /);
	expect(text()).toMatch(/m1 to do,.* m2 to do,/);
	expect(text()).toContain('1: Walk (shown);');
	expect(text()).toContain('Commands (shown)');
	expect(text()).not.toMatch(drawn);

	await press('return');
	expect(text()).toMatch(/m1 done,.* m2 done,/);
	expect(text()).not.toMatch(drawn);
});

test('In Chinese a sentence is one piece, and states are words', async () => {
	const {text} = await walking({language: 'zh'});
	expect(text()).toMatch(/当前选中： +待做，/);
	expect(text()).toContain('1: 执行（当前）;');
	expect(text()).toMatch(/m1 待做， m2 待做，/);
	expect(text()).not.toMatch(drawn);
});

test('Nothing is said anew while nothing happens, however much time passes', async () => {
	const {written} = await walking();
	const said = written().length;
	await new Promise(resolve => setTimeout(resolve, 2200));
	await settle();

	expect(written()).toHaveLength(said);
});

test('The start screen and the new plan say what is selected; no terminal is too small to be read aloud', async () => {
	const {text, press} = await showProgram(undefined, {columns: 40, rows: 10});
	expect(text()).toContain('Selected: Rehearse on simulated hosts');
	await press('down', 'down', 'return');

	expect(text()).toContain('Selected: Topology');
	expect(text()).not.toMatch(drawn);
});

test('Help is one column of keys and what they do, without the marks that nobody hears', async () => {
	const {text, lines, press} = await walking();
	await press('?');

	const said = lines().map(line => line.trim());
	for (const line of ['Enter: next task, or retry', 'q: quit', 'Always']) expect(said).toContain(line);
	expect(text()).not.toContain('already so');
});

test('A survey’s answer is a word', async () => {
	const {text, press} = await walking();
	await press('2', 'r');

	expect(text()).toMatch(/^m1 not so/m);
	expect(text()).not.toMatch(drawn);
});

test('A finding says how sure it is, and the command that showed it is one piece', async () => {
	const command = `swapon --show ${'--and-more '.repeat(12)}--to-the-end`;
	const opened = openBook(createFakeWorld());
	const evidence = [{host: 'm2', command, lines: ['/dev/sda2']}];
	const found = [toldFinding('swap', {evidence})];
	const doctor: Doctor = {
		look: async () =>
			opened.store.emit({type: 'diagnosis', at: 1, found, asked: 1, rounds: 1, milliseconds: 1, away: {}}),
		cure: async () => 'done',
	};
	const {text, press, resize} = await showProgram(sessionOf({...opened, doctor}));
	await resize(200, 40);
	await press('3', 'r');

	expect(text()).toContain('1. It is swap, confirmed m2');
	expect(text()).toContain(`m2# ${command}`);
});
