import {expect, test} from 'vitest';
import {sh} from '../../source/engine/script.ts';
import {rowOf} from '../../source/engine/state.ts';
import {bookOf, createFakeClock, createFakeWorld, making, openEngine} from '../helpers/fake-world.ts';

const token = (output: string): string | undefined => /token (\S+)/.exec(output)?.[1];

const giving = making('give', {
	target: 'first-control-plane',
	run: () => 'make give\nsay the token abcdef.0123456789',
	capture: {'join-token': {parse: token, secret: true, lasts: 60, renew: () => 'say renewed.0123456789'}},
});
const taking = making('take', {
	target: 'workers',
	run: given => `make take\nsay used ${sh`${given.captured('join-token')}`}`,
});

test('A captured secret reaches the script that needs it and no event', async () => {
	const world = createFakeWorld();
	const {engine, events} = openEngine(bookOf(giving, taking), world);

	expect(await engine.start()).toBe('done');

	expect(world.jobs.get('s1.take.w1.1')?.stdout).toBe('used abcdef.0123456789\n');
	expect(JSON.stringify(events)).not.toContain('abcdef.0123456789');
	expect(events).toContainEqual(expect.objectContaining({type: 'output', text: 'the token <join-token>\n'}));
});

test('A preview shows a secret by its name, also when it is there', async () => {
	const world = createFakeWorld();
	const {engine} = openEngine(bookOf(giving, taking), world);
	expect(engine.preview('take', 'w1')).toEqual({
		script: 'make take\nsay used <join-token>',
		edited: false,
		missing: ['join-token'],
	});

	await engine.start();

	expect(engine.preview('take', 'w1')).toEqual({
		script: 'make take\nsay used <join-token>',
		edited: false,
		missing: [],
	});
});

test('An edited command may keep the placeholder of a secret', async () => {
	const world = createFakeWorld();
	const {engine} = openEngine(bookOf(giving, taking), world);
	engine.edit('take', 'w1', 'make take\nsay edited <join-token>');

	await engine.start();

	expect(world.jobs.get('s1.take.w1.1')?.stdout).toBe('edited abcdef.0123456789\n');
});

test('A value that ran out is renewed where it was captured', async () => {
	const world = createFakeWorld();
	const clock = createFakeClock();
	const {engine} = openEngine(bookOf(giving, taking), world, {clock});
	await engine.start({tasks: ['give']});
	await clock.sleep(61_000);

	await engine.start({tasks: ['take']});

	expect(world.log).toContain('m1 run say renewed.0123456789');
	expect(world.jobs.get('s1.take.w1.1')?.stdout).toBe('used say renewed.0123456789\n'.replace('say ', ''));
});

test('A value that nobody can renew fails the task with the way out', async () => {
	const world = createFakeWorld();
	const {renew: _, ...capture} = giving.capture!['join-token']!;
	const {engine, store} = openEngine(bookOf({...giving, capture: {'join-token': capture}}, taking), world);

	expect(await engine.start({tasks: ['take']})).toBe('failed');
	expect(rowOf(store.getState(), 'take', 'w1').note).toBe(
		'The value join-token is missing: run the task that captures it first.',
	);
});

test('A resumed session takes secrets from their keeper', async () => {
	const world = createFakeWorld();
	const secrets = new Map<string, string>();
	const first = openEngine(bookOf(giving, taking), world, {secrets});
	await first.engine.start({tasks: ['give']});

	const second = openEngine(bookOf(giving, taking), world, {secrets, from: first.store.getState(), resumed: true});
	await second.engine.start({tasks: ['take']});

	expect(world.jobs.get('s1.take.w1.1')?.stdout).toBe('used abcdef.0123456789\n');
});

test('A job whose end was not seen is finished, not started again', async () => {
	const world = createFakeWorld();
	const book = bookOf(giving, taking);
	const first = openEngine(book, world);
	// The process dies while the job runs: the journal ends with `running`.
	first.store.emit({type: 'task', task: 'give', host: 'm1', status: 'running', attempt: 1, at: 5});
	world.jobs.set('s1.give.m1.1', {exit: 0, stdout: 'the token fedcba.0123456789\n', stderr: ''});
	world.files.set('m1', new Set(['give']));

	const second = openEngine(book, world, {from: first.store.getState(), resumed: true});
	expect(rowOf(second.store.getState(), 'give', 'm1').status).toBe('cancelled');
	await second.engine.start();

	expect(world.log.filter(line => line.startsWith('m1 run'))).toEqual([]);
	expect(world.jobs.get('s1.take.w1.1')?.stdout).toBe('used fedcba.0123456789\n');
});
