import {beforeEach, expect, test} from 'vitest';
import {
	event,
	get,
	list,
	owned,
	put,
	remove,
	selects,
	touch,
} from '../../../../source/transport/lab/cluster/objects.ts';
import type {World} from '../../../../source/transport/lab/world.ts';
import {createMachines} from '../../../helpers/machines.ts';

let world: World;

beforeEach(() => {
	({world} = createMachines(1, 0));
	world.cluster = {caHash: '', version: 'v1.36.4', objects: [], events: [], revision: 1};
});

const map = (name: string, namespace = 'default', data: Record<string, string> = {}) =>
	put(world, {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name, namespace}, data});

test('A written object gets an id, an age and a revision, and keeps id and age when it is written again', () => {
	const first = map('a');
	world.now += 60_000;
	const again = map('a', 'default', {x: '1'});

	expect(again.metadata.uid).toBe(first.metadata.uid);
	expect(again.metadata.creationTimestamp).toBe(first.metadata.creationTimestamp);
	expect(Number(again.metadata.resourceVersion)).toBeGreaterThan(Number(first.metadata.resourceVersion));
	expect(get(world, 'ConfigMap', 'a')?.data).toEqual({x: '1'});
});

test('Lists are sorted by namespace and name, and see every change at once', () => {
	map('b');
	map('a');
	map('z', 'apps');

	expect(list(world, 'ConfigMap').map(object => object.metadata.name)).toEqual(['z', 'a', 'b']);

	remove(world, 'ConfigMap', 'a');

	expect(list(world, 'ConfigMap', 'default').map(object => object.metadata.name)).toEqual(['b']);
});

test('What an object owns goes with it, and what lives in a namespace goes with the namespace', () => {
	const owner = map('owner');
	put(world, {apiVersion: 'v1', kind: 'Secret', metadata: {name: 'child', ownerReferences: owned(owner)}});
	put(world, {apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'apps'}});
	map('inside', 'apps');

	remove(world, 'ConfigMap', 'owner');
	remove(world, 'Namespace', 'apps');

	expect(list(world, 'Secret')).toEqual([]);
	expect(list(world, 'ConfigMap')).toEqual([]);
});

test('A change in place is counted', () => {
	const object = map('a');
	const before = object.metadata.resourceVersion;
	object.data = {changed: 'yes'};

	expect(touch(world, object).metadata.resourceVersion).not.toBe(before);
});

test('The same event is counted instead of repeated', () => {
	const news = {
		namespace: 'default',
		kind: 'Pod',
		name: 'web',
		type: 'Normal',
		reason: 'Pulling',
		from: 'kubelet',
		message: 'Pulling image "nginx"',
	} as const;
	event(world, news);
	world.now += 30_000;
	event(world, news);

	expect(world.cluster!.events).toMatchObject([{count: 2, first: world.now - 30_000, at: world.now}]);
});

test.each([
	[{matchLabels: {app: 'web'}}, true],
	[{matchLabels: {app: 'other'}}, false],
	[{app: 'web', tier: 'front'}, true],
	[{matchExpressions: [{key: 'tier', operator: 'In', values: ['front', 'back']}]}, true],
	[{matchExpressions: [{key: 'gone', operator: 'DoesNotExist'}]}, true],
	[{matchExpressions: [{key: 'tier', operator: 'NotIn', values: ['front']}]}, false],
	[{}, false],
])('The selector %j chooses %s', (selector, chosen) => {
	expect(selects(selector, {app: 'web', tier: 'front'})).toBe(chosen);
});

test('Without a cluster nothing can be written', () => {
	delete world.cluster;

	expect(() => map('a')).toThrow('No cluster has been initialised');
});
