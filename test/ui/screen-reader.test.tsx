// What a screen reader is told: every state in words, and nothing anew unless something has happened.
import {afterAll, beforeAll, expect, test} from 'vitest';
import {settle} from '../helpers/screen.tsx';
import {showProgram, walking} from '../helpers/walking.tsx';

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
