import {expect, test} from 'vitest';
import type {Book, Badge} from '../../source/engine/declare.ts';
import {bookOf, createFakeWorld, making, openEngine, text} from '../helpers/fake-world.ts';

const lamp: Badge = {
	id: 'lamp',
	title: text('Lamp'),
	tells: {
		a: ({exit}, {host}, before) =>
			exit === 0 ? {[host.name]: 'on'} : before === undefined ? {} : {[host.name]: 'off'},
	},
	words: {on: {text: text('lit'), tone: 'good'}},
};

const book: Book = {...bookOf(making('a'), making('b')), badges: [lamp]};

test('Answers of checks and verifications tell of hosts, once for each change, and cost no question', async () => {
	const world = createFakeWorld();
	const {engine, store, events} = openEngine(book, world);
	await engine.start({tasks: ['a'], hosts: ['m1']});
	const asked = world.log.length;
	await engine.survey();

	expect(events.filter(({type}) => type === 'badge')).toHaveLength(1);
	expect(store.getState().badges).toMatchObject({m1: {lamp: {word: 'on'}}});
	expect(world.log.slice(asked)).toEqual(['m1 ask 2', 'm2 ask 2', 'w1 ask 2']);
});

test('A survey tells what has changed since', async () => {
	const world = createFakeWorld();
	const {engine, store} = openEngine(book, world);
	await engine.start({tasks: ['a'], hosts: ['m1']});
	world.files.get('m1')?.clear();
	await engine.survey();

	expect(store.getState().badges['m1']?.['lamp']?.word).toBe('off');
});
