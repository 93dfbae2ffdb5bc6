import {expect, test} from 'vitest';
import {bootstrapToken, hex, suffix, uid} from '../../../../source/transport/lab/cluster/ids.ts';
import {createMachines} from '../../../helpers/machines.ts';

test('The same seed gives the same ids, and every id only once', () => {
	const [one, other] = [createMachines(1, 0).world, createMachines(1, 0).world];
	const drawn = Array.from({length: 50}, () => uid(one));

	expect(Array.from({length: 50}, () => uid(other))).toEqual(drawn);
	expect(new Set(drawn).size).toBe(50);
});

test('Ids have the forms that Kubernetes gives them', () => {
	const {world} = createMachines(1, 0);

	expect(uid(world)).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
	expect(bootstrapToken(world)).toMatch(/^[a-z\d]{6}\.[a-z\d]{16}$/);
	expect(suffix(world)).toMatch(/^[bcdfghjklmnpqrstvwxz2456789]{5}$/);
	expect(hex(world, 64)).toMatch(/^[\da-f]{64}$/);
});
