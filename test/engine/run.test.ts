import {expect, test} from 'vitest';
import {rowOf} from '../../source/engine/state.ts';
import {bookOf, createFakeWorld, making, openEngine} from '../helpers/fake-world.ts';

test('A task that is already so runs nothing', async () => {
	const world = createFakeWorld();
	world.files.set('m1', new Set(['a']));
	const {engine, statuses} = openEngine(bookOf(making('a', {target: 'first-control-plane'})), world);

	const outcome = await engine.start();

	expect(outcome).toBe('done');
	expect(world.log).toEqual(['m1 ask 1']);
	expect(statuses()).toEqual(['a m1 checking', 'a m1 satisfied']);
});

test('A task that is not so is run and verified', async () => {
	const world = createFakeWorld();
	const {engine, statuses} = openEngine(bookOf(making('a', {target: 'workers'})), world);

	expect(await engine.start()).toBe('done');

	expect(world.log).toEqual(['w1 ask 1', 'w1 run make a', 'w1 ask 1']);
	expect(statuses()).toEqual(['a w1 checking', 'a w1 running', 'a w1 verifying', 'a w1 done']);
});

test('A command that ends badly fails with its last words and ends the walk', async () => {
	const world = createFakeWorld();
	const {engine, store} = openEngine(bookOf(making('a', {run: () => 'fail the disk is full'}), making('b')), world);

	expect(await engine.start()).toBe('failed');

	expect(rowOf(store.getState(), 'a', 'm1')).toMatchObject({status: 'failed', note: 'the disk is full', exit: 3});
	expect(rowOf(store.getState(), 'b', 'm1').status).toBe('pending');
});

test('A command that ends well without its effect fails at the verification', async () => {
	const world = createFakeWorld();
	const {engine, store} = openEngine(
		bookOf(making('a', {target: 'workers', run: () => 'say nothing happened'})),
		world,
	);

	expect(await engine.start()).toBe('failed');

	expect(rowOf(store.getState(), 'a', 'w1').note).toBe(
		'The command ended well, but the verification says no: no a on w1',
	);
});

test('A verification is asked again until its time is over', async () => {
	const world = createFakeWorld();
	let asked = 0;
	const slow = making('a', {
		target: 'workers',
		run: () => 'say starting',
		verify: {ask: () => 'has a', within: 60, expect: () => (asked += 1) > 5},
	});
	const {engine} = openEngine(bookOf(slow), world);

	expect(await engine.start()).toBe('done');
	expect(asked).toBe(6);
});

test('A task that may be retried is run again after it failed', async () => {
	const world = createFakeWorld();
	let tries = 0;
	const flaky = making('a', {
		target: 'workers',
		retries: 2,
		run: () => ((tries += 1) < 3 ? 'fail try again' : 'make a'),
	});
	const {engine, store} = openEngine(bookOf(flaky), world);

	expect(await engine.start()).toBe('done');
	expect(rowOf(store.getState(), 'a', 'w1').attempt).toBe(3);
});

test('The checks of a stage travel together and are asked again only after a change', async () => {
	const world = createFakeWorld();
	world.files.set('w1', new Set(['a', 'c']));
	const only = {target: 'workers'} as const;
	const {engine} = openEngine(bookOf(making('a', only), making('b', only), making('c', only)), world);

	await engine.start();

	expect(world.log).toEqual(['w1 ask 3', 'w1 run make b', 'w1 ask 2']);
});

test('An edited command is what runs, and the record keeps it', async () => {
	const world = createFakeWorld();
	const {engine, store} = openEngine(bookOf(making('a', {target: 'workers'})), world);

	engine.edit('a', 'w1', 'say by my own words\nmake a');

	expect(engine.preview('a', 'w1')).toEqual({script: 'say by my own words\nmake a', edited: true, missing: []});
	expect(await engine.start()).toBe('done');
	expect(world.log).toContain('w1 run say by my own words');
	expect(rowOf(store.getState(), 'a', 'w1').edited).toBe('say by my own words\nmake a');
});

test('An abort leaves the row as not known', async () => {
	const world = createFakeWorld();
	const {engine, store} = openEngine(bookOf(making('a', {target: 'workers'})), world);
	world.onRun = () => engine.abort();

	expect(await engine.start()).toBe('stopped');
	expect(rowOf(store.getState(), 'a', 'w1').status).toBe('cancelled');
	expect(engine.isRunning()).toBe(false);
});

const sentence =
	'kubewalk: the host went down, or the job was killed, before it ended; it is not started again by itself.';

test('A job that was interrupted is not started again by itself; a new run asks first and has the next number', async () => {
	const world = createFakeWorld();
	const book = bookOf(making('a', {target: 'workers', retries: 2}));
	const first = openEngine(book, world);
	// The process died while the job ran, and then the host did.
	first.store.emit({type: 'task', task: 'a', host: 'w1', status: 'running', attempt: 1, at: 5});
	world.jobs.set('s1.a.w1.1', {exit: 125, stdout: 'half of it\n', stderr: `${sentence}\n`});
	const {engine, store, statuses} = openEngine(book, world, {from: first.store.getState(), resumed: true});

	expect(await engine.start()).toBe('failed');

	expect(rowOf(store.getState(), 'a', 'w1')).toMatchObject({status: 'failed', exit: 125, attempt: 1, note: sentence});
	expect(statuses()).toEqual(['a w1 running', 'a w1 failed']);
	expect(store.getState().output.map(({text}) => text)).toContain('half of it\n');
	expect(world.log).toEqual([]);

	expect(await engine.start()).toBe('done');

	expect(world.log).toEqual(['w1 ask 1', 'w1 run make a', 'w1 ask 1']);
	expect(rowOf(store.getState(), 'a', 'w1')).toMatchObject({status: 'done', attempt: 2});
});

test('A task that may be retried is not, when its job was interrupted while we looked on', async () => {
	const world = createFakeWorld();
	const {engine, store} = openEngine(bookOf(making('a', {target: 'workers', retries: 2})), world);
	world.jobs.set('s1.a.w1.1', {exit: 125, stdout: '', stderr: `${sentence}\n`});

	expect(await engine.start()).toBe('failed');

	expect(rowOf(store.getState(), 'a', 'w1')).toMatchObject({attempt: 1, note: sentence});
});

test('A job that the operator stopped is over: the next run asks, and starts another', async () => {
	const world = createFakeWorld();
	let runs = 0;
	const run = (): string => ((runs += 1) === 1 ? 'fail stopped' : 'make a');
	const {engine, store} = openEngine(bookOf(making('a', {target: 'workers', run})), world);
	world.onRun = () => engine.abort();
	expect(await engine.start()).toBe('stopped');
	delete world.onRun;

	expect(await engine.start()).toBe('done');
	expect(rowOf(store.getState(), 'a', 'w1')).toMatchObject({status: 'done', attempt: 2});
});

test('A job that ended well although it was to be stopped is not lost: the next run captures and verifies it', async () => {
	const world = createFakeWorld();
	const capture = {word: {parse: (output: string) => /word=(\d+)/.exec(output)?.[1]}};
	const task = making('a', {target: 'first-control-plane', run: () => 'make a\nsay word=42', capture});
	const {engine, store} = openEngine(bookOf(task), world);
	world.onRun = () => engine.abort();
	expect(await engine.start()).toBe('stopped');
	expect(store.getState().captured).toEqual({});

	expect(await engine.start()).toBe('done');
	expect(rowOf(store.getState(), 'a', 'm1')).toMatchObject({status: 'done', attempt: 1, ours: true});
	expect(store.getState().captured['word']?.['m1']?.value).toBe('42');
	expect(world.log.filter(line => line.includes(' run '))).toEqual(['m1 run make a']);
});
