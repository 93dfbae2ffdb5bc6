import {expect, test} from 'vitest';
import type {Book} from '../../source/engine/declare.ts';
import {bookOf, createFakeWorld, making, openEngine, type FakeWorld} from '../helpers/fake-world.ts';

/** A host has the file of the paint that it is, and says so. */
const paints = ['red', 'blue'];

const painted = (): {readonly world: FakeWorld; readonly book: Book} => {
	const world = createFakeWorld();
	const {ask} = world.transport;
	const answering: FakeWorld = {
		...world,
		transport: {
			...world.transport,
			ask: async (host, questions, signal) => {
				const answers = await ask(host, questions, signal);
				return answers.map((answer, index) =>
					questions[index] === 'which paint'
						? {...answer, stdout: paints.find(paint => world.files.get(host.name)?.has(paint)) ?? ''}
						: answer,
				);
			},
		},
	};
	world.files.set('m1', new Set(['red']));
	world.files.set('m2', new Set(['blue']));
	world.files.set('w1', new Set());
	const book = bookOf({
		...making('a'),
		check: {ask: given => `has a-${given.fact('paint') ?? 'unpainted'}`},
		run: given => `make a-${given.fact('paint') ?? 'unpainted'}`,
	});
	const facts = {paint: {ask: () => 'which paint', parse: (output: string) => output || undefined}};
	return {world: answering, book: {...book, facts}};
};

test('Each host’s scripts go by what that host said before its first one', async () => {
	const {world, book} = painted();
	const {engine} = openEngine(book, world);
	expect(engine.preview('a', 'm1').script).toBe('make a-unpainted');

	expect(await engine.start()).toBe('done');

	expect(world.log.filter(line => line.includes('run')).toSorted()).toEqual([
		'm1 run make a-red',
		'm2 run make a-blue',
		'w1 run make a-unpainted',
	]);
	expect(engine.preview('a', 'm2').script).toBe('make a-blue');
});

test('A host is asked once, and again only for what it did not say', async () => {
	const {world, book} = painted();
	const {engine, store} = openEngine(book, world);
	await engine.start();
	expect(store.getState().facts).toEqual({m1: {paint: 'red'}, m2: {paint: 'blue'}});
	world.log.length = 0;

	await engine.start();

	expect(world.log.filter(line => line.startsWith('m1'))).toEqual(['m1 ask 1']);
	expect(world.log.filter(line => line.startsWith('w1'))).toEqual(['w1 ask 1', 'w1 ask 1']);
});

test('A host that does not answer is left to its tasks, which say so once', async () => {
	const {world, book} = painted();
	world.dead.add('m2');
	const {engine, statuses} = openEngine(book, world);

	expect(await engine.start()).toBe('unreachable');

	expect(statuses().filter(line => line.includes('m2'))).toEqual(['a m2 unreachable']);
});

test('A survey asks for facts first, and then its checks', async () => {
	const {world, book} = painted();
	world.files.get('m1')!.add('a-red');

	const surveyed = await openEngine(book, world).engine.survey();

	expect(surveyed.find(({host}) => host === 'm1')?.answer).toBe('yes');
	expect(world.log.filter(line => line.startsWith('m1'))).toEqual(['m1 ask 1', 'm1 ask 1']);
});
