import {expect, test} from 'vitest';
import {rowOf} from '../../source/engine/state.ts';
import {bookOf, createFakeWorld, making, openEngine} from '../helpers/fake-world.ts';

const onWorker = {target: 'workers'} as const;

test('Only what the session did is taken back, last first', async () => {
	const world = createFakeWorld();
	world.files.set('w1', new Set(['b']));
	const {engine, store} = openEngine(
		bookOf(making('a', onWorker), making('b', onWorker), making('c', onWorker)),
		world,
	);
	await engine.start();
	world.log.length = 0;

	expect(await engine.undo()).toBe('done');

	expect(world.log).toEqual(['w1 run remove c', 'w1 run remove a']);
	expect(rowOf(store.getState(), 'a', 'w1').status).toBe('undone');
	expect(rowOf(store.getState(), 'b', 'w1').status).toBe('satisfied');
});

test('An undo that fails says why and goes no further', async () => {
	const world = createFakeWorld();
	const {engine, store} = openEngine(
		bookOf(making('a', onWorker), making('b', {...onWorker, undo: () => 'fail it is in use'})),
		world,
	);
	await engine.start();

	expect(await engine.undo()).toBe('failed');
	expect(rowOf(store.getState(), 'b', 'w1').note).toBe('It could not be taken back: it is in use');
	expect(rowOf(store.getState(), 'a', 'w1').status).toBe('done');
});

test('What was undone can be done again', async () => {
	const world = createFakeWorld();
	const {engine, store} = openEngine(bookOf(making('a', onWorker)), world);
	await engine.start();
	await engine.undo();

	expect(await engine.start()).toBe('done');
	expect(rowOf(store.getState(), 'a', 'w1')).toMatchObject({status: 'done', attempt: 2});
});

test('An undo whose end was not seen is finished, not started a second time', async () => {
	const world = createFakeWorld();
	const book = bookOf(making('a', onWorker));
	const first = openEngine(book, world);
	await first.engine.start();
	// The process dies while the job runs: the journal ends with `undoing`.
	first.store.emit({type: 'task', task: 'a', host: 'w1', status: 'undoing', undo: 1, at: 5});
	world.jobs.set('s1.a.w1.undo-1', {exit: 0, stdout: '', stderr: ''});

	const second = openEngine(book, world, {from: first.store.getState(), resumed: true});
	expect(rowOf(second.store.getState(), 'a', 'w1')).toMatchObject({status: 'cancelled', undoing: true});
	expect(await second.engine.undo()).toBe('done');

	expect(world.log).not.toContain('w1 run remove a');
	expect(rowOf(second.store.getState(), 'a', 'w1')).toMatchObject({status: 'undone', undo: 1});
});

test('An undo that never reached its host is started under the next number', async () => {
	const world = createFakeWorld();
	const book = bookOf(making('a', onWorker));
	const first = openEngine(book, world);
	await first.engine.start();
	first.store.emit({type: 'task', task: 'a', host: 'w1', status: 'undoing', undo: 1, at: 5});

	const second = openEngine(book, world, {from: first.store.getState(), resumed: true});
	expect(await second.engine.undo()).toBe('done');

	expect(world.jobs.has('s1.a.w1.undo-2')).toBe(true);
	expect(rowOf(second.store.getState(), 'a', 'w1')).toMatchObject({status: 'undone', undo: 2});
});
