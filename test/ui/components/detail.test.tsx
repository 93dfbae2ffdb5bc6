import {expect, test} from 'vitest';
import {walking} from '../../helpers/walking.tsx';

test('The pane’s title says the host, its mark in words, an edit, and how many values were captured', async () => {
	const {press, type, text} = await walking({columns: 100});
	await press('e');
	await type('say hello');
	await press('return', 'ctrl+s');
	expect(text()).toContain('on m1 (1/5) · to do · edited');

	await press('a', 'escape', 'G', 'k');
	expect(text()).toContain('on m1 · done · 1 value captured');
});

test('With room for all, Tab chooses which pane scrolls', async () => {
	const {press, text} = await walking({columns: 140, rows: 40});
	expect(text()).toContain('[Commands]');
	await press('tab');
	expect(text()).toContain('[Output]');
	await press('tab');
	expect(text()).toContain('[Commands]');
});
