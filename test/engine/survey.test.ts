import {expect, test} from 'vitest';
import {bookOf, createFakeWorld, making, openEngine} from '../helpers/fake-world.ts';

test('A survey asks everything of a host in one round trip and changes nothing', async () => {
	const world = createFakeWorld();
	world.files.set('m1', new Set(['b']));
	world.dead.add('w1');
	const {engine, statuses} = openEngine(bookOf(making('a'), making('b')), world);

	const surveyed = await engine.survey();

	expect(world.log).toEqual(['m1 ask 2', 'm2 ask 2']);
	expect(statuses()).toEqual([]);
	expect(surveyed.filter(({host}) => host === 'm1').map(({answer}) => answer)).toEqual(['no', 'yes']);
	expect(surveyed).toContainEqual({
		task: 'a',
		host: 'w1',
		answer: 'unknown',
		detail: 'w1 does not answer: is it switched on?',
	});
});
