import {expect, test} from 'vitest';
import {defaultMinor, minorNumber, nearestMinors, versionOf, versions} from '../../steps/versions.ts';

test('The table goes from the oldest release to the newest, each once', () => {
	const numbers = versions.map(({minor}) => minorNumber(minor));
	expect(numbers).toEqual([20, 31, 32, 33, 34, 35, 36, 37]);
});

test('The default is a release that is current', () => {
	expect(versionOf(defaultMinor).status).toBe('current');
});

test('Each release has the configuration that its kubeadm reads', () => {
	expect(versionOf('1.20').configApi).toBe('v1beta2');
	const recent = versions.filter(({minor}) => minorNumber(minor) >= 31);
	expect(new Set(recent.map(({configApi}) => configApi))).toEqual(new Set(['v1beta4']));
});

test('The kubelet refuses cgroup v1 from 1.35 on', () => {
	expect(versions.filter(({cgroupV1}) => !cgroupV1).map(({minor}) => minor)).toEqual(['1.35', '1.36', '1.37']);
});

test('A patch release belongs to its minor release', () => {
	for (const {minor, patch} of versions) expect(patch.startsWith(`${minor}.`)).toBe(true);
});

test('Of a release that is not offered the nearest ones are named, the nearer first', () => {
	expect(nearestMinors(25)).toEqual(['1.20', '1.31']);
	expect(nearestMinors(30)).toEqual(['1.31', '1.20']);
	expect(nearestMinors(18)).toEqual(['1.20']);
	expect(nearestMinors(40)).toEqual(['1.37']);
});

test('A release outside the table is a mistake of the program, and says so', () => {
	expect(() => versionOf('1.25')).toThrow('Kubernetes 1.25 is not in the table of versions.');
});
