import {expect, test} from 'vitest';
import {get, put, remove} from '../../../../source/transport/lab/cluster/objects.ts';
import {endpoints, kubernetesService} from '../../../../source/transport/lab/controllers/endpoints.ts';
import {connected} from '../../../helpers/machines.ts';

test('Endpoints are the ready pods of a Service, with the port that the pod calls by that name', async () => {
	const {world, wait} = await connected(1, 1);
	put(world, {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {name: 'web', labels: {app: 'web'}},
		spec: {containers: [{name: 'a', image: 'nginx:1.27', ports: [{name: 'http', containerPort: 80}]}]},
	});
	put(world, {
		apiVersion: 'v1',
		kind: 'Service',
		metadata: {name: 'web'},
		spec: {selector: {app: 'web'}, ports: [{name: 'http', port: 8080, targetPort: 'http'}]},
	});
	wait(15);

	expect(get(world, 'Endpoints', 'web')?.['subsets']).toMatchObject([
		{addresses: [{ip: get(world, 'Pod', 'web')!.status!['podIP']}], ports: [{name: 'http', port: 80}]},
	]);
	expect(get(world, 'EndpointSlice', 'web')).toBeDefined();

	remove(world, 'Service', 'web');

	expect(endpoints(world)).toBe(true);
	expect(get(world, 'Endpoints', 'web')).toBeUndefined();
});

test('The Service kubernetes leads to the API servers that serve', async () => {
	const {world, off, wait} = await connected(3, 0);
	const addresses = () =>
		(get(world, 'Endpoints', 'kubernetes')!['subsets'] as {addresses: {ip: string}[]}[])[0]!.addresses.map(
			({ip}) => ip,
		);

	expect(addresses()).toEqual(['10.77.0.11', '10.77.0.12', '10.77.0.13']);
	expect(get(world, 'Service', 'kubernetes')?.spec?.['clusterIP']).toBe('10.96.0.1');

	off('m2');
	wait(30);

	expect(addresses()).toEqual(['10.77.0.11', '10.77.0.13']);
	expect(kubernetesService(world)).toBe(false);
});
