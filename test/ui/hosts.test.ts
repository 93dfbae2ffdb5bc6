import {expect, test} from 'vitest';
import {initialState, reduce, type State} from '../../source/engine/state.ts';
import type {News} from '../../source/engine/event.ts';
import {atWork, contactOf, entriesOn, factsOf, badgesOf} from '../../source/ui/hosts.ts';
import {entriesOf} from '../../source/ui/progress.ts';
import {createFakeWorld, openEngine, text} from '../helpers/fake-world.ts';
import {fiveHosts, walkBook} from '../helpers/walk-book.ts';

const after = (...news: readonly (News & {at: number})[]): State =>
	news.reduce((state, event) => reduce(state, event), initialState);

const task = (task: string, status: 'done' | 'unreachable', at: number) =>
	({type: 'task', task, host: 'm1', status, at}) as const;

test('A host that does not answer has been silent since the first time, until it answers again', () => {
	expect(contactOf(initialState, 'm1')).toEqual({kind: 'none'});
	expect(contactOf(after(task('a', 'done', 1)), 'm1')).toEqual({kind: 'answered', at: 1});
	const silent = after(task('a', 'done', 1), task('b', 'unreachable', 2), task('c', 'unreachable', 3));
	expect(contactOf(silent, 'm1')).toEqual({kind: 'away', at: 2});
	expect(contactOf(reduce(silent, task('d', 'done', 4)), 'm1')).toEqual({kind: 'answered', at: 4});
});

test('Badges and facts are shown as the book words them, and what it has no word for is not', () => {
	const book = {
		...walkBook,
		facts: {
			system: {
				ask: () => '',
				parse: () => '',
				shown: {title: text('System'), brief: (value: string) => value.slice(4)},
			},
		},
		badges: [{id: 'x', title: text('X'), tells: {}, words: {on: {text: text('lit'), tone: 'good' as const}}}],
	};
	const state = after(
		{type: 'fact', host: 'm1', name: 'system', value: 'apt debian', at: 1},
		{type: 'badge', host: 'm1', badge: 'x', word: 'on', at: 2},
		{type: 'badge', host: 'm2', badge: 'x', word: 'off', at: 2},
	);

	expect(factsOf(book, state, 'm1')).toMatchObject([{text: 'debian'}]);
	expect(factsOf(book, state, 'm2')).toMatchObject([{text: undefined}]);
	expect(badgesOf(book, state, 'm1')).toMatchObject([{text: {en: 'lit'}, at: 2}]);
	expect(badgesOf(book, state, 'm2')).toEqual([]);
});

test('A host’s own tasks are its own only, and its mark tells work and trouble, not rest', () => {
	const {engine} = openEngine(walkBook, createFakeWorld(), {hosts: fiveHosts});
	const entries = entriesOf(engine);
	const failed = after({type: 'task', task: 'join', host: 'w1', status: 'failed', at: 1});

	expect(entriesOn(entries, 'w1').map(({task, hosts}) => [task.id, hosts])).toContainEqual(['join', ['w1']]);
	expect(entriesOn(entries, 'm2').map(({task}) => task.id)).not.toContain('join');
	expect(atWork(failed, entries, 'w1')).toBe('failed');
	expect(atWork(failed, entries, 'm1')).toBeUndefined();
});
