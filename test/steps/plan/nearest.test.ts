import {expect, test} from 'vitest';
import {nearest} from '../../../steps/plan/nearest.ts';

test.each([
	['adress', 'address'],
	['netwrok', 'network'],
	['pod_subnet', 'podSubnet'],
	['hots', 'hosts'],
	['Containerd', 'containerd'],
])('%s was probably meant to be %s', (word, meant) => {
	expect(nearest(word, ['address', 'network', 'podSubnet', 'hosts', 'containerd'])).toBe(meant);
});

test('A word that is like none of them has no suggestion', () => {
	expect(nearest('colour', ['address', 'network', 'role'])).toBeUndefined();
	expect(nearest('x', [])).toBeUndefined();
});
