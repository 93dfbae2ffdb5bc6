import {expect, test} from 'vitest';
import {foldEvents, initialState, reduce, rowOf, type State} from '../../source/engine/state.ts';
import type {EngineEvent} from '../../source/engine/event.ts';
import {threeHosts} from '../helpers/fake-world.ts';

const opened: EngineEvent = {type: 'session-opened', at: 1, session: 's', book: 'b', hosts: threeHosts, by: 'me'};
const fold = (...events: readonly EngineEvent[]): State => [opened, ...events].reduce(reduce, initialState);

test('A pair that nothing happened to is pending', () => {
	expect(rowOf(fold(), 'a', 'm1')).toMatchObject({status: 'pending', attempt: 0});
});

test('A run leaves its attempt, start and end on the row', () => {
	const state = fold(
		{type: 'task', at: 2, task: 'a', host: 'm1', status: 'running', attempt: 1},
		{type: 'task', at: 7, task: 'a', host: 'm1', status: 'verifying', exit: 0},
		{type: 'task', at: 9, task: 'a', host: 'm1', status: 'done'},
	);

	expect(rowOf(state, 'a', 'm1')).toEqual({status: 'done', since: 9, attempt: 1, started: 2, ended: 9, ours: true});
});

test('What a run has done took as long as it did, however much later it is found so', () => {
	const state = fold(
		{type: 'task', at: 2, task: 'a', host: 'm1', status: 'running', attempt: 1},
		{type: 'task', at: 9, task: 'a', host: 'm1', status: 'done'},
		{...opened, at: 400, resumed: true},
		{type: 'task', at: 401, task: 'a', host: 'm1', status: 'checking'},
		{type: 'task', at: 402, task: 'a', host: 'm1', status: 'done'},
	);

	expect(rowOf(state, 'a', 'm1')).toMatchObject({status: 'done', since: 402, started: 2, ended: 9});
});

test('After a resume what was under way is not known, and its job is still open', () => {
	const state = fold(
		{type: 'task', at: 2, task: 'a', host: 'm1', status: 'running', attempt: 1},
		{...opened, at: 3, resumed: true},
	);

	expect(rowOf(state, 'a', 'm1')).toMatchObject({status: 'cancelled', attempt: 1, open: true});
});

test('A row that failed is closed: the next run is a new attempt', () => {
	const state = fold(
		{type: 'task', at: 2, task: 'a', host: 'm1', status: 'running', attempt: 1},
		{type: 'task', at: 3, task: 'a', host: 'm1', status: 'failed', note: 'no'},
	);

	expect(rowOf(state, 'a', 'm1').open).toBeUndefined();
});

test('Output stands as it came, with its place and time', () => {
	const state = fold({type: 'output', at: 2, task: 'a', host: 'm1', stream: 'stdout', text: 'one\ntwo\n'});

	expect(state.output).toEqual([{at: 2, task: 'a', host: 'm1', stream: 'stdout', text: 'one\ntwo\n', lines: 2}]);
});

test('A new session forgets the old one, a closed one keeps its outcome', () => {
	const closed = fold({type: 'note', at: 2, text: 'hello'}, {type: 'session-closed', at: 3, outcome: 'failed'});
	expect(closed).toMatchObject({outcome: 'failed', notes: [{at: 2, text: 'hello'}]});
	expect(reduce(closed, {...opened, session: 't'}).notes).toEqual([]);
});

test('What a journal comes to is the same in one go, and leaves what was there before as it was', () => {
	const events: readonly EngineEvent[] = [
		opened,
		{type: 'task', at: 2, task: 'a', host: 'm1', status: 'running', attempt: 1},
		{type: 'edited', at: 3, task: 'a', host: 'm2', script: 'true'},
		{...opened, at: 4, resumed: true},
		{type: 'task', at: 5, task: 'a', host: 'm1', status: 'running', attempt: 1},
		{type: 'task', at: 6, task: 'a', host: 'm1', status: 'done', exit: 0},
		{type: 'captured', at: 7, task: 'a', host: 'm1', name: 'token', value: 'x'},
	];

	expect(foldEvents(events)).toEqual(events.reduce(reduce, initialState));
	expect(foldEvents([opened]).rows).toEqual({});
	expect(initialState.rows).toEqual({});
});
