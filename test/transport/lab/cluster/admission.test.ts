import {beforeEach, expect, test} from 'vitest';
import {put} from '../../../../source/transport/lab/cluster/objects.ts';
import type {World} from '../../../../source/transport/lab/world.ts';
import {createMachines} from '../../../helpers/machines.ts';

let world: World;

beforeEach(() => {
	({world} = createMachines(1, 0));
	world.cluster = {caHash: '', version: 'v1.36.4', objects: [], events: [], revision: 1};
});

const service = (spec: Record<string, unknown>) =>
	put(world, {apiVersion: 'v1', kind: 'Service', metadata: {name: 'web'}, spec});

test('A Service gets an address of the service network and keeps it', () => {
	const first = service({ports: [{port: 80}], selector: {app: 'web'}});
	const again = service({type: 'NodePort', ports: [{port: 80}], selector: {app: 'web'}});

	expect(first.spec).toMatchObject({
		type: 'ClusterIP',
		clusterIP: expect.stringMatching(/^10\.(9[6-9]|10\d|11[01])\./),
		ports: [{port: 80, targetPort: 80, protocol: 'TCP'}],
	});
	expect(again.spec!['clusterIP']).toBe(first.spec!['clusterIP']);
});

test('A NodePort lies between 30000 and 32767 and stays when the Service is written again', () => {
	const port = (object: ReturnType<typeof service>) => (object.spec!['ports'] as {nodePort: number}[])[0]!.nodePort;
	const first = port(service({type: 'NodePort', ports: [{port: 80}]}));

	expect(first).toBeGreaterThanOrEqual(30_000);
	expect(first).toBeLessThan(32_768);
	expect(port(service({type: 'NodePort', ports: [{port: 80}]}))).toBe(first);
});

test('A pod waits five minutes on a node that is not ready, unless it says otherwise', () => {
	const pod = put(world, {apiVersion: 'v1', kind: 'Pod', metadata: {name: 'a'}, spec: {containers: []}});
	const daemon = put(world, {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {name: 'b'},
		spec: {containers: [], tolerations: [{operator: 'Exists'}]},
	});

	expect(pod.spec!['tolerations']).toHaveLength(2);
	expect(daemon.spec!['tolerations']).toEqual([{operator: 'Exists'}]);
	expect(pod.status).toMatchObject({phase: 'Pending'});
});

const write = (replicas: number) =>
	put(world, {
		apiVersion: 'apps/v1',
		kind: 'Deployment',
		metadata: {name: 'web'},
		spec: {replicas, template: {}},
	});

test('The generation of a workload goes up with its specification only', () => {
	expect(write(1).metadata['generation']).toBe(1);
	expect(write(1).metadata['generation']).toBe(1);
	expect(write(2).metadata['generation']).toBe(2);
});
