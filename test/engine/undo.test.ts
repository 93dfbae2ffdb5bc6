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
