import {expect, test} from 'vitest';
import {addRan, type Ran} from '../../source/engine/ran.ts';
import type {EngineEvent} from '../../source/engine/event.ts';

type TaskEvent = Extract<EngineEvent, {type: 'task'}>;

const after = (...events: readonly Omit<TaskEvent, 'type' | 'task' | 'host'>[]): readonly Ran[] =>
	events.reduce<readonly Ran[]>((ran, event) => addRan(ran, {type: 'task', task: 'a', host: 'm1', ...event}), []);

test('A run ends when its command ends, and its verification says how it came out', () => {
	expect(
		after(
			{at: 1, status: 'checking'},
			{at: 2, status: 'running', attempt: 1},
			{at: 7, status: 'verifying', exit: 0},
			{at: 9, status: 'done'},
			{at: 20, status: 'checking'},
			{at: 21, status: 'satisfied'},
		),
	).toEqual([{attempt: 1, began: 2, ended: 7, exit: 0, status: 'done'}]);
});

test('Every attempt stands for itself, and so does what took it back', () => {
	const ran = after(
		{at: 1, status: 'running', attempt: 1},
		{at: 2, status: 'failed', exit: 3},
		{at: 3, status: 'running', attempt: 2},
		{at: 4, status: 'verifying', exit: 0},
		{at: 5, status: 'done'},
		{at: 6, status: 'undoing', undo: 1},
		{at: 8, status: 'undone'},
	);

	expect(ran.map(({status, exit, undo}) => [status, exit, undo])).toEqual([
		['failed', 3, undefined],
		['done', 0, undefined],
		['undone', undefined, true],
	]);
	expect(ran.at(-1)).toMatchObject({began: 6, ended: 8});
});

test('A job that was lost sight of has no end, until it is attached to again', () => {
	const lost = [
		{at: 1, status: 'running', attempt: 1},
		{at: 5, status: 'unreachable'},
	] as const;
	expect(after(...lost)).toEqual([{attempt: 1, began: 1, status: 'unreachable'}]);
	expect(
		after(
			...lost,
			{at: 9, status: 'running', attempt: 1},
			{at: 10, status: 'verifying', exit: 0},
			{at: 11, status: 'done'},
		),
	).toEqual([{attempt: 1, began: 1, ended: 10, exit: 0, status: 'done'}]);
});

test('A task that was so already ran nothing', () => {
	expect(after({at: 1, status: 'checking'}, {at: 2, status: 'satisfied'})).toEqual([]);
});
