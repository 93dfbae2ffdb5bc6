import {expect, test} from 'vitest';
import {focusOf} from '../../source/ui/focus.ts';
import {layoutOf} from '../../source/ui/layout.ts';
import {pageOf, scrollPane} from '../../source/ui/pane-scroll.ts';
import {entriesOf} from '../../source/ui/progress.ts';
import {sessionOf} from '../../source/ui/session.ts';
import {bookOf, createFakeWorld, making} from '../helpers/fake-world.ts';
import {openBook} from '../helpers/walking.tsx';

const many = (word: string): string => Array.from({length: 40}, (_, line) => `${word} line ${line}`).join('\n');

test('Commands scroll from their first line, output from its last, and each stops at its ends', async () => {
	const book = bookOf(making('a', {run: () => `${many('say')}\nmake a`}));
	const session = sessionOf(openBook(createFakeWorld(), book));
	const {engine, store, walk} = session;
	await engine.start({tasks: ['a']});
	const layout = layoutOf(140, 40, 1);
	const scroll = (pane: 'commands' | 'output', lines: number) => {
		const focus = focusOf(engine, store.getState(), entriesOf(engine), walk.get())!;
		scrollPane(session, focus, layout, pane, lines);
		const now = walk.get();
		return [now.pane ?? focus.pane, now.scroll];
	};

	expect(scroll('commands', 3)).toEqual(['commands', 3]);
	expect(scroll('commands', 300)).toEqual(['commands', 41 - pageOf(layout, 'commands')]);
	// The other pane is where it was when it is left.
	expect(scroll('output', -3)).toEqual(['output', 3]);
	expect(scroll('output', -300)).toEqual(['output', 39]);
	expect(scroll('output', 300)).toEqual(['output', 0]);
});

test('A page is what is in sight of a pane', () => {
	const [narrow, wide] = [layoutOf(80, 24, 4), layoutOf(140, 40, 4)];

	expect(pageOf(narrow, 'output')).toBe(narrow.pane);
	expect([pageOf(wide, 'output'), pageOf(wide, 'commands')]).toEqual([wide.output, wide.commands]);
});
