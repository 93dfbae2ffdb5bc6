import {expect, test} from 'vitest';
import {topologyOf} from '../../source/ui/topology.ts';
import {fiveHosts} from '../helpers/walk-book.ts';

const many = (count: number) =>
	Array.from({length: count}, (_, index) => ({
		name: `h${index}`,
		address: `10.0.0.${index}`,
		role: index < 3 ? 'control-plane' : 'worker',
	}));

test('Control planes stand side by side where there is room, workers below', () => {
	const {columns, cell, below, left} = topologyOf(fiveHosts, 80, 8, 4);

	expect(columns.map(({name}) => name)).toEqual(['m1', 'm2', 'm3']);
	expect(cell * 3).toBeLessThanOrEqual(80);
	expect(below.map(({name}) => name)).toEqual(['w1', 'w2']);
	expect(left).toBe(0);
});

test('In a narrow place every host has a line of its own', () => {
	expect(topologyOf(fiveHosts, 32, 28, 4)).toMatchObject({columns: [], cell: 32, below: fiveHosts, left: 0});
});

test('Whom there is no room for is counted', () => {
	const {below, left} = topologyOf(many(200), 80, 9, 4);

	expect(below.length + left).toBe(197);
	expect(left).toBeGreaterThan(0);
});
