import {expect, test} from 'vitest';
import {rowOf} from '../../source/engine/state.ts';
import {bookOf, createFakeWorld, making, openEngine} from '../helpers/fake-world.ts';

test('A task done by hand counts only when the verification agrees', async () => {
	const world = createFakeWorld();
	const {engine, store} = openEngine(bookOf(making('a', {target: 'workers'})), world);

	expect(await engine.markDone('a', 'w1')).toBe(false);
	expect(rowOf(store.getState(), 'a', 'w1')).toMatchObject({status: 'pending', note: 'Not done yet: no a on w1'});

	world.files.set('w1', new Set(['a']));
	expect(await engine.markDone('a', 'w1')).toBe(true);
	expect(rowOf(store.getState(), 'a', 'w1')).toMatchObject({status: 'done', byHand: true});
});

test('Only one run goes on at a time', async () => {
	const world = createFakeWorld();
	const {engine} = openEngine(bookOf(making('a')), world);
	const first = engine.start();

	await expect(engine.start()).rejects.toThrow('Something is running already');
	await first;
});

test('A task whose condition says no has no hosts', () => {
	const {engine} = openEngine(bookOf(making('a', {when: ({host}) => host.name !== 'm1'})), createFakeWorld());

	expect(engine.hostsOf('a')).toEqual(['m2', 'w1']);
});

test('A running command tells how long it takes and what it waits for', async () => {
	const world = createFakeWorld();
	const waitingFor = {en: 'the image', zh: '镜像'};
	const {engine} = openEngine(bookOf(making('a', {target: 'workers', usually: 40, waitingFor})), world);
	let stall: unknown;
	world.onRun = () => {
		stall = engine.stallOf('a', 'w1');
	};

	await engine.start();

	expect(stall).toMatchObject({elapsed: 0, usually: 40, waitingFor});
	expect(engine.stallOf('a', 'w1')).toBeUndefined();
});

test('A skip leaves hosts alone on which the task is done', async () => {
	const world = createFakeWorld();
	const {engine, store} = openEngine(bookOf(making('a')), world);
	await engine.start({tasks: ['a'], hosts: ['m1']});

	engine.skip(['a'], 'the others later');

	expect(rowOf(store.getState(), 'a', 'm1').status).toBe('done');
	expect(rowOf(store.getState(), 'a', 'm2')).toMatchObject({status: 'skipped', note: 'the others later'});
});
