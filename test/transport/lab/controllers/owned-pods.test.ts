import {expect, test} from 'vitest';
import {list, put} from '../../../../source/transport/lab/cluster/objects.ts';
import {
	condition,
	leave,
	makePod,
	podsOf,
	say,
	setStatus,
	templateOf,
} from '../../../../source/transport/lab/controllers/owned-pods.ts';
import {createMachines} from '../../../helpers/machines.ts';

test('Pods carry their template’s labels and their owner, and leave at once while no node has them', () => {
	const {world} = createMachines(1, 0);
	world.cluster = {caHash: '', version: '', objects: [], events: [], revision: 1};
	const owner = put(world, {
		apiVersion: 'apps/v1',
		kind: 'ReplicaSet',
		metadata: {name: 'web'},
		spec: {template: {metadata: {labels: {app: 'web'}}, spec: {containers: []}}},
	});
	const pod = makePod(world, owner, 'web-a', {extra: 'yes'}, {...templateOf(owner).spec});
	const bound = makePod(world, owner, 'web-b', {}, {...templateOf(owner).spec, nodeName: 'w1'});

	expect(pod.metadata.labels).toEqual({app: 'web', extra: 'yes'});
	expect(podsOf(world, owner)).toHaveLength(2);

	leave(world, pod);
	leave(world, bound);

	expect(list(world, 'Pod')).toEqual([bound]);
	expect(bound.metadata['deletionTimestamp']).toBeDefined();
});

test('A status is written only when it says something new, and a condition keeps the time of its last change', () => {
	const {world} = createMachines(1, 0);
	world.cluster = {caHash: '', version: '', objects: [], events: [], revision: 1};
	const owner = put(world, {apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: {name: 'web'}, spec: {}});

	expect(setStatus(world, owner, {replicas: 1})).toBe(true);
	expect(setStatus(world, owner, {replicas: 1})).toBe(false);

	const first = condition(world, undefined, 'Available', true, 'Enough', 'yes');
	world.now += 60_000;

	expect(condition(world, {conditions: [first]}, 'Available', true, 'Enough', 'yes')).toEqual(first);
	expect(condition(world, {conditions: [first]}, 'Available', false, 'Less', 'no').lastTransitionTime).not.toBe(
		first.lastTransitionTime,
	);

	say(world, owner, 'controller', 'SuccessfulCreate', 'Created pod: a');

	expect(world.cluster.events).toMatchObject([{kind: 'ReplicaSet', name: 'web', reason: 'SuccessfulCreate'}]);
});
