// Cilium's operator as the controller of Gateways: it takes the classes that name it and gives each Gateway a Service, which the
// agents lead to the node's Envoy. It does none of that when it missed the definitions as it started.
// Words: cilium/cilium operator/pkg/gateway-api; that a Gateway without a load balancer waits for an address: cilium#47092.
import {get, list, owned, put} from '../cluster/objects.ts';
import type {Container, KubeObject, World} from '../world.ts';
import {type Condition, judgeRoute, said} from './gateway-status.ts';
import {setStatus} from './owned-pods.ts';

export const ciliumController = 'io.cilium/gateway-controller';
export const owningGateway = 'io.cilium.gateway/owning-gateway';

/** Of several operators the one that was first leads, until it ends. */
const leader = (world: World): Container | undefined =>
	Object.values(world.machines)
		.flatMap(({containers}) => containers)
		.filter(
			({name, namespace, state}) =>
				name === 'cilium-operator' && namespace === 'kube-system' && state === 'running',
		)
		.toSorted((one, other) => one.created - other.created)[0];

type Listener = {readonly port: number};

/** Nobody is behind this address: the agents take what is sent to the Service before it gets there. */
const nowhere = [{addresses: [{ip: '192.192.192.192'}], ports: [{port: 9999, protocol: 'TCP'}]}];

const lead = (world: World, gateway: KubeObject): KubeObject => {
	const {name, namespace = 'default'} = gateway.metadata;
	const metadata = {
		name: `cilium-gateway-${name}`,
		namespace,
		labels: {[owningGateway]: name, 'gateway.networking.k8s.io/gateway-name': name},
		ownerReferences: owned(gateway),
	};
	const there = get(world, 'Service', metadata.name, namespace);
	if (there !== undefined) return there;
	const listeners = (gateway.spec?.['listeners'] as readonly Listener[] | undefined) ?? [];
	const service = put(world, {
		apiVersion: 'v1',
		kind: 'Service',
		metadata,
		spec: {type: 'LoadBalancer', ports: listeners.map(({port}) => ({name: `port-${port}`, port, protocol: 'TCP'}))},
	});
	put(world, {apiVersion: 'v1', kind: 'Endpoints', metadata, subsets: nowhere});
	return service;
};

const addressesOf = ({status}: KubeObject): readonly object[] =>
	((status?.['loadBalancer'] as {ingress?: {ip: string}[]} | undefined)?.ingress ?? []).map(({ip}) => ({
		type: 'IPAddress',
		value: ip,
	}));

const programmed = (has: boolean): Condition =>
	has
		? {type: 'Programmed', status: 'True', reason: 'Programmed', message: 'Gateway successfully reconciled'}
		: {
				type: 'Programmed',
				status: 'False',
				reason: 'AddressNotAssigned',
				message: 'Gateway waiting for address',
			};

const words = {
	controllerName: ciliumController,
	accepted: 'Accepted HTTPRoute',
	resolved: 'Service reference is valid',
	lost: (_: string, name: string): string => `Service "${name}" not found`,
};

export const ciliumGateway = (world: World): void => {
	if (leader(world)?.takesGateways !== true) return;
	const classes = list(world, 'GatewayClass').filter(({spec}) => spec?.['controllerName'] === ciliumController);
	for (const gatewayClass of classes)
		setStatus(world, gatewayClass, {
			conditions: said(world, gatewayClass.status?.['conditions'], [
				{type: 'Accepted', status: 'True', reason: 'Accepted', message: 'Valid GatewayClass'},
			]),
		});
	const mine = list(world, 'Gateway').filter(({spec}) =>
		classes.some(({metadata}) => metadata.name === spec?.['gatewayClassName']),
	);
	for (const gateway of mine) {
		const addresses = addressesOf(lead(world, gateway));
		setStatus(world, gateway, {
			...(addresses.length > 0 && {addresses}),
			conditions: said(world, gateway.status?.['conditions'], [
				{type: 'Accepted', status: 'True', reason: 'Accepted', message: 'Gateway successfully scheduled'},
				programmed(addresses.length > 0),
			]),
		});
	}
	for (const route of list(world, 'HTTPRoute')) judgeRoute(world, route, mine, words);
};
