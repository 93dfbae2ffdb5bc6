import {expect, test} from 'vitest';
import {emptyField} from '../../source/ui/text-field.ts';
import {initialWalk, reduceWalk, type WalkChange} from '../../source/ui/walk-state.ts';

const after = (...changes: readonly WalkChange[]) => changes.reduce(reduceWalk, initialWalk);

test('Following lets go of everything that was selected', () => {
	const state = after(
		{type: 'task-selected', task: 'a'},
		{type: 'host-selected', host: 'm2'},
		{type: 'pane-selected', pane: 'why'},
		{type: 'followed'},
	);

	expect(state).toEqual(initialWalk);
});

test('The host stays when another task is selected, the scroll does not', () => {
	const state = after(
		{type: 'host-selected', host: 'm2'},
		{type: 'scrolled', by: 5, most: 9},
		{type: 'task-selected', task: 'b'},
	);

	expect(state).toMatchObject({task: 'b', host: 'm2', scroll: 0});
});

test('Scrolling ends where the text ends', () => {
	expect(after({type: 'scrolled', by: 50, most: 9}).scroll).toBe(9);
	expect(after({type: 'scrolled', by: -3, most: 9}).scroll).toBe(0);
});

test('What is typed goes into the open dialog, and into nothing when none is open', () => {
	const field = {text: 'no time', at: 7};
	const open = {type: 'dialog-opened', dialog: {kind: 'skip', task: 'a', field: emptyField}} as const;

	expect(after(open, {type: 'dialog-typed', field}).dialog).toMatchObject({field});
	expect(after({type: 'dialog-typed', field})).toBe(initialWalk);
	expect(after(open, {type: 'dialog-closed'})).toEqual(initialWalk);
});

const said = (whileBusy?: true): WalkChange => ({
	type: 'said',
	message: {tone: 'warn', say: () => '', ...(whileBusy && {whileBusy})},
});

test('That something runs is said no longer than it runs; how it went stays', () => {
	expect(after({type: 'began'}, said(true), {type: 'ended'}).message).toBeUndefined();
	expect(after({type: 'began'}, said(), {type: 'ended'}).message).toBeDefined();
});

test('A new run forgets the last message and that it was being stopped', () => {
	const said = {type: 'said', message: {tone: 'warn', say: () => 'Stopped.'}} as const;

	expect(after(said, {type: 'stopping'}, {type: 'began'})).toEqual({...initialWalk, busy: true});
	expect(after({type: 'began'}, {type: 'stopping'}, {type: 'ended'})).toEqual(initialWalk);
});
