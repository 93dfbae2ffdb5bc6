import {expect, test} from 'vitest';
import type {Tenant} from '../../source/engine/lease.ts';
import {createHandClock, createLeaseKeeper} from '../helpers/fake-lease.ts';
import {bookOf, createFakeWorld, making, openEngine} from '../helpers/fake-world.ts';
import {settle} from '../helpers/screen.tsx';

const ann: Tenant = {identity: 's1.a', session: 's1', by: 'ann@laptop', pid: 11};
const ben: Tenant = {identity: 's9.b', session: 's9', by: 'ben@bastion', pid: 22};

const book = bookOf(making('a', {target: 'workers'}), making('b', {target: 'workers'}));

const open = (walked = book) => {
	const world = createFakeWorld();
	const keeper = createLeaseKeeper();
	const clock = createHandClock();
	const transport = {...world.transport, lease: keeper.lease};
	const opened = openEngine(walked, {...world, transport}, {clock, lease: {name: 'demo', tenant: ann}});
	const ran = (): readonly string[] => world.log.filter(line => line.includes(' run '));
	return {world, keeper, clock, ran, ...opened};
};

/** A command that ends when the test says so. */
const hanging = (world: ReturnType<typeof createFakeWorld>, script: string) => {
	const {promise, resolve} = Promise.withResolvers<void>();
	world.onRun = (_, run) => (run === script ? promise : undefined);
	return resolve;
};

test('A run takes the lease on the first control plane before anything else, and the end of the session gives it back', async () => {
	const {engine, keeper, ran, events} = open();
	expect(keeper.wishes).toEqual([]);
	expect(await engine.start()).toBe('done');
	expect(await engine.start()).toBe('done');

	expect(ran()).toEqual(['w1 run make a', 'w1 run make b']);
	await engine.close();
	expect(keeper.wishes).toEqual(['take', 'leave']);
	expect(keeper.requests[0]).toMatchObject({name: 'demo', tenant: ann, goneAfter: 90});
	expect(events.filter(({type}) => type === 'lease')).toEqual([{type: 'lease', at: expect.any(Number)}]);
});

test('Hosts that another has are not even asked; who has them, since when and at what stands in the state', async () => {
	const {engine, keeper, world, store, clock} = open();
	keeper.theirs = {tenant: ben, quiet: 12, doing: 'swap-now (m1 m2)'};

	expect(await engine.start()).toBe('held');
	expect(await engine.undo()).toBe('held');
	expect(world.log).toEqual([]);
	expect(store.getState().holder).toEqual({
		session: 's9',
		by: 'ben@bastion',
		pid: 22,
		since: clock.now() - 600_000,
		quiet: 12,
		doing: 'swap-now (m1 m2)',
		gone: false,
	});
	delete keeper.theirs;
	expect(await engine.start()).toBe('done');
	expect(store.getState().holder).toBeUndefined();
});

test('One who is gone is left alone until it is said that the hosts are to be taken over', async () => {
	const {engine, keeper, store} = open();
	keeper.theirs = {tenant: ben, quiet: 30, doing: ''};
	expect(await engine.takeOver()).toBe('held');
	expect(store.getState().holder).toMatchObject({quiet: 30, gone: false});

	keeper.theirs.quiet = 91;
	expect(await engine.start()).toBe('held');
	expect(store.getState().holder).toMatchObject({gone: true});
	expect(await engine.takeOver()).toBe('done');
	expect(store.getState().holder).toBeUndefined();
	expect(await engine.start()).toBe('done');
});

test('While the session is open it gives sign of life, and says what it is at', async () => {
	const {engine, keeper, clock, world} = open();
	const end = hanging(world, 'make a');
	const running = engine.start();
	await settle();
	await clock.pass(45);
	expect(keeper.wishes).toEqual(['take', 'keep', 'keep', 'keep']);
	expect(keeper.requests.at(-1)?.doing).toBe('a (w1)');
	end();
	await running;
	await clock.pass(20);
	expect(keeper.requests.at(-1)).toMatchObject({wish: 'keep', doing: ''});
	await engine.close();
	const {length} = keeper.wishes;
	await clock.pass(60);
	expect(keeper.wishes).toHaveLength(length);
});

test('A run that finds its hosts taken by another starts nothing more, and says so', async () => {
	const {engine, keeper, clock, world, ran, statuses} = open();
	const end = hanging(world, 'make a');
	const running = engine.start();
	await settle();
	keeper.theirs = {tenant: ben, quiet: 1, doing: ''};
	await clock.pass(3);
	end();

	expect(await running).toBe('held');
	expect(ran()).toEqual(['w1 run make a']);
	expect(statuses().at(-1)).toBe('a w1 done');
	expect(await engine.start()).toBe('held');
});

test('Nor is a command that failed tried once more on hosts that another has by now', async () => {
	const failing = bookOf(making('a', {target: 'workers', run: () => 'fail no', retries: 2}));
	const {engine, keeper, clock, world, ran, events} = open(failing);
	const end = hanging(world, 'fail no');
	const running = engine.start();
	await settle();
	keeper.theirs = {tenant: ben, quiet: 1, doing: ''};
	await clock.pass(3);
	end();
	await settle();
	await clock.pass(10);

	expect(await running).toBe('held');
	expect(ran()).toEqual(['w1 run fail no']);
	expect(events.at(-1)).toMatchObject({
		status: 'cancelled',
		note: 'Not run: ben@bastion (process 22) has these hosts, in session s9.',
	});
});

test('When the link to the lease is down for long nothing more is started; once it is back the run can go on', async () => {
	const {engine, keeper, clock, world, ran, events} = open();
	const end = hanging(world, 'make a');
	const running = engine.start();
	await settle();
	keeper.down = true;
	await clock.pass(70);
	end();

	expect(await running).toBe('unreachable');
	expect(ran()).toEqual(['w1 run make a']);
	expect(events.at(-1)).toMatchObject({
		note: 'Nothing is changed while it cannot be told who else is at it: m1 does not answer.',
	});
	delete keeper.down;
	expect(await engine.start()).toBe('done');
	await engine.close();
});

test('A short gap in the link stops nothing', async () => {
	const {engine, keeper, clock, world} = open();
	const end = hanging(world, 'make a');
	const running = engine.start();
	await settle();
	keeper.down = true;
	await clock.pass(30);
	delete keeper.down;
	end();

	expect(await running).toBe('done');
	await engine.close();
});

test('Where the first control plane is away its own tasks say so, and nothing is changed anywhere', async () => {
	const {engine, keeper, ran, store} = open();
	keeper.down = true;

	expect(await engine.start()).toBe('unreachable');
	expect(ran()).toEqual([]);
	expect(store.getState().rows['a']?.['w1']?.status).toBe('unreachable');
});

test('Hosts on which something still runs are not given free when the session is left', async () => {
	const {engine, keeper, world} = open();
	hanging(world, 'make a');
	void engine.start();
	await settle();
	await engine.close();

	expect(keeper.wishes).toEqual(['take']);
});

test('A run that is left behind starts nothing more', async () => {
	const {engine, world, ran} = open();
	const end = hanging(world, 'make a');
	const running = engine.start();
	await settle();
	await engine.close();
	end();

	expect(await running).toBe('stopped');
	expect(ran()).toEqual(['w1 run make a']);
});

test('On a host that cannot keep a lease work goes on without one, and that is said once', async () => {
	const world = createFakeWorld();
	const transport = {...world.transport, lease: async () => undefined};
	const {engine, events} = openEngine(book, {...world, transport}, {lease: {name: 'demo', tenant: ann}});
	expect(await engine.start()).toBe('done');
	expect(await engine.start()).toBe('done');
	await engine.close();

	expect(events.flatMap(event => (event.type === 'note' ? [event.text] : []))).toEqual([
		'No lock is kept on m1: see to it that nobody else changes these hosts meanwhile.',
	]);
});

test('Where nobody else can come, work goes on without a lease', async () => {
	const {engine, statuses} = openEngine(book, createFakeWorld(), {lease: {name: 'demo', tenant: ann}});
	expect(await engine.start()).toBe('done');
	expect(statuses().at(-1)).toBe('b w1 done');
});

test('A link that is down does not keep anybody from leaving', async () => {
	const {engine, keeper, clock} = open();
	await engine.start();
	keeper.silent = true;
	const closing = engine.close();
	await settle();
	await clock.pass(5);
	await closing;
	expect(keeper.wishes).toEqual(['take', 'leave']);
});
