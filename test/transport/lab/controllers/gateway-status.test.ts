import {expect, test} from 'vitest';
import {get, put} from '../../../../source/transport/lab/cluster/objects.ts';
import {judgeRoute, said} from '../../../../source/transport/lab/controllers/gateway-status.ts';
import {withStorage} from '../../../helpers/lab-storage.ts';

const words = (controllerName: string) => ({
	controllerName,
	accepted: `${controllerName} accepts`,
	resolved: 'all found',
	lost: (namespace: string, name: string): string => `${namespace}/${name} is lost`,
});

test('A condition keeps its time while it stays as it is', async () => {
	const {world} = await withStorage({provisioner: false});
	const [first] = said(world, undefined, [{type: 'Accepted', status: 'True', reason: 'Accepted', message: ''}]);
	world.now += 60_000;
	expect(said(world, [first], [{type: 'Accepted', status: 'True', reason: 'Other', message: ''}])[0]).toMatchObject({
		reason: 'Other',
		lastTransitionTime: first!.lastTransitionTime,
	});
	expect(
		said(world, [first], [{type: 'Accepted', status: 'False', reason: 'Other', message: ''}])[0]!
			.lastTransitionTime,
	).not.toBe(first!.lastTransitionTime);
});

test('Each controller judges a route at its own Gateways, and leaves what others say', async () => {
	const {world} = await withStorage({provisioner: false});
	const gateways = ['one', 'two'].map(name =>
		put(world, {
			apiVersion: 'gateway.networking.k8s.io/v1',
			kind: 'Gateway',
			metadata: {name, namespace: 'default'},
			spec: {},
		}),
	);
	const route = put(world, {
		apiVersion: 'gateway.networking.k8s.io/v1',
		kind: 'HTTPRoute',
		metadata: {name: 'web', namespace: 'default'},
		spec: {
			parentRefs: [{name: 'one'}, {name: 'two'}],
			rules: [{backendRefs: [{name: 'nobody'}]}],
		},
	});
	judgeRoute(world, route, [gateways[0]!], words('first'));
	judgeRoute(world, route, [gateways[1]!], words('second'));
	judgeRoute(world, route, [], words('third'));
	expect(
		(
			get(world, 'HTTPRoute', 'web', 'default')!.status!['parents'] as {
				controllerName: string;
				parentRef: object;
			}[]
		).map(({controllerName, parentRef}) => [controllerName, parentRef]),
	).toEqual([
		['first', {name: 'one'}],
		['second', {name: 'two'}],
	]);
	expect(JSON.stringify(route.status)).toContain('default/nobody is lost');
});
