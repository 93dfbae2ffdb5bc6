import {expect, test} from 'vitest';
import {rowOf} from '../../source/engine/state.ts';
import {bookOf, createFakeWorld, making, openEngine} from '../helpers/fake-world.ts';

test('Hosts of a task run together, those of a one-by-one task after each other', async () => {
	const world = createFakeWorld();
	const running = new Set<string>();
	let most = 0;
	world.onRun = async host => {
		running.add(host);
		most = Math.max(most, running.size);
		await Promise.resolve();
		running.delete(host);
	};
	await openEngine(bookOf(making('a')), world).engine.start();
	expect(most).toBe(3);

	most = 0;
	await openEngine(bookOf(making('b', {pace: 'one-by-one'})), world).engine.start();
	expect(most).toBe(1);
});

test('No more than so many hosts are at work at once, and none begins after a stop', async () => {
	const world = createFakeWorld();
	const hosts = Array.from({length: 7}, (_, index) => ({
		name: `w${index}`,
		address: `10.0.0.${index}`,
		role: 'worker',
	}));
	let [running, most] = [0, 0];
	world.onRun = async () => {
		most = Math.max(most, ++running);
		await Promise.resolve();
		running -= 1;
	};
	await openEngine(bookOf(making('a')), world, {hosts, atOnce: 3}).engine.start();
	expect(most).toBe(3);

	const {engine, store} = openEngine(bookOf(making('b')), world, {hosts, atOnce: 3});
	world.onRun = () => engine.stop();
	expect(await engine.start()).toBe('stopped');
	expect(hosts.map(({name}) => rowOf(store.getState(), 'b', name).status)).toEqual([
		...Array.from({length: 3}, () => 'done'),
		...Array.from({length: 4}, () => 'pending'),
	]);
});

test('A one-by-one task stops at the first host that fails', async () => {
	const world = createFakeWorld();
	const {engine} = openEngine(bookOf(making('a', {pace: 'one-by-one', run: () => 'fail no'})), world);

	expect(await engine.start()).toBe('failed');
	expect(world.log.filter(line => line.includes('run'))).toEqual(['m1 run fail no']);
});

test('The rest of the hosts go on without a worker that is away, and the outcome says so', async () => {
	const world = createFakeWorld();
	world.dead.add('w1');
	const {engine, store} = openEngine(bookOf(making('a'), making('b')), world);

	expect(await engine.start()).toBe('unreachable');
	expect(rowOf(store.getState(), 'b', 'm2').status).toBe('done');
	expect(rowOf(store.getState(), 'b', 'w1')).toMatchObject({
		status: 'unreachable',
		note: 'w1 does not answer: is it switched on?',
	});
});

test('A control plane that is away ends the walk after the task', async () => {
	const world = createFakeWorld();
	world.dead.add('m2');
	const {engine, store} = openEngine(bookOf(making('a'), making('b')), world);

	expect(await engine.start()).toBe('unreachable');
	expect(rowOf(store.getState(), 'a', 'm1').status).toBe('done');
	expect(rowOf(store.getState(), 'b', 'm1').status).toBe('pending');
});

test('A host that came back is asked again by the next run', async () => {
	const world = createFakeWorld();
	world.dead.add('w1');
	const {engine} = openEngine(bookOf(making('a')), world);
	await engine.start();

	world.dead.delete('w1');

	expect(await engine.start()).toBe('done');
});

test('Skipped tasks are passed over until they are named', async () => {
	const world = createFakeWorld();
	const {engine, store} = openEngine(bookOf(making('a', {target: 'workers'})), world);
	engine.skip(['a'], 'not here');

	await engine.start();
	expect(rowOf(store.getState(), 'a', 'w1')).toMatchObject({status: 'skipped', note: 'not here'});

	await engine.start({tasks: ['a']});
	expect(rowOf(store.getState(), 'a', 'w1').status).toBe('done');
});

test('A stop lets the running command end and goes no further', async () => {
	const world = createFakeWorld();
	const {engine, store} = openEngine(
		bookOf(making('a', {target: 'workers'}), making('b', {target: 'workers'})),
		world,
	);
	world.onRun = () => engine.stop();

	expect(await engine.start()).toBe('stopped');
	expect(rowOf(store.getState(), 'a', 'w1').status).toBe('done');
	expect(rowOf(store.getState(), 'b', 'w1').status).toBe('pending');
});
