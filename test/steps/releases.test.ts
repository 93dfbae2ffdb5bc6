import {expect, test} from 'vitest';
import {knownMinors, release} from '../../source/transport/lab/cluster/versions.ts';
import {releases} from '../../steps/releases.ts';

test('Releases come one after the other, and end after they began', () => {
	const dates = releases.map(({released}) => released);
	expect(dates.toSorted()).toEqual(dates);
	expect(releases.filter(({released, ended = '9999'}) => ended <= released)).toEqual([]);
});

test('A patch release belongs to its minor release', () => {
	for (const {minor, patch} of releases) expect(patch.startsWith(`${minor}.`)).toBe(true);
});

test('The lab’s kubeadm asks for the same pause image, and has a config API of its own for every minor', () => {
	expect(knownMinors.map(minor => `1.${minor}`)).toEqual(releases.map(({minor}) => minor));
	expect(knownMinors.map(minor => release(minor).pause)).toEqual(releases.map(({pause}) => pause));
});
