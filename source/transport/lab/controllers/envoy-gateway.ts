// Envoy Gateway's controller: while its pod is ready it takes the classes that name it, runs a proxy with a Service for each of
// their Gateways, and says in conditions how far Gateways and routes are. Whatever it has not looked at stays Unknown.
import {createHash} from 'node:crypto';
import {loose, plainText} from '../cluster/loose.ts';
import {get, list, put, remove} from '../cluster/objects.ts';
import {isReady, specOf} from '../cluster/pod.ts';
import {controllerName, namespace} from '../envoy-gateway-release.ts';
import type {KubeObject, World} from '../world.ts';
import {type Condition, judgeRoute, said} from './gateway-status.ts';
import {setStatus} from './owned-pods.ts';

const waiting = (type: string): Condition => ({
	type,
	status: 'Unknown',
	reason: 'Pending',
	message: 'Waiting for controller',
});

/** What the definitions themselves say of an object that nobody has looked at: the API server fills it in. */
const waitForController = (world: World): void => {
	for (const [kind, types] of [
		['GatewayClass', ['Accepted']],
		['Gateway', ['Accepted', 'Programmed']],
	] as const)
		for (const object of list(world, kind))
			if (object.status === undefined)
				setStatus(world, object, {
					conditions: types.map(type => ({...waiting(type), lastTransitionTime: '1970-01-01T00:00:00Z'})),
				});
};

type Listener = {readonly name: string; readonly port: number};

const listenersOf = (gateway: KubeObject): readonly Listener[] =>
	(gateway.spec?.['listeners'] as readonly Listener[] | undefined) ?? [];

/** Ports below 1024 need rights that the proxy does not have. */
const containerPort = (port: number): number => (port < 1024 ? port + 10_000 : port);

const proxyName = ({metadata}: KubeObject): string =>
	`envoy-${metadata.namespace}-${metadata.name}-${createHash('sha256').update(`${metadata.namespace}/${metadata.name}`).digest('hex').slice(0, 8)}`;

const labelsOf = ({metadata}: KubeObject) => ({
	'app.kubernetes.io/component': 'proxy',
	'app.kubernetes.io/managed-by': 'envoy-gateway',
	'app.kubernetes.io/name': 'envoy',
	'gateway.envoyproxy.io/owning-gateway-name': metadata.name,
	'gateway.envoyproxy.io/owning-gateway-namespace': metadata.namespace ?? 'default',
});

/** `provider.kubernetes` of the EnvoyProxy that the class names. */
const settingsOf = (world: World, gatewayClass: KubeObject) => {
	const {name, namespace: where} = loose(gatewayClass.spec?.['parametersRef']);
	const proxy = get(world, 'EnvoyProxy', plainText(name), plainText(where, namespace));
	const kubernetes = loose(loose(loose(proxy?.spec)['provider'])['kubernetes']);
	const deployment = loose(kubernetes['envoyDeployment']);
	return {
		image: plainText(loose(deployment['container'])['image'], 'docker.io/envoyproxy/envoy:distroless-v1.39.0'),
		pod: loose(deployment['pod']),
		type: plainText(loose(kubernetes['envoyService'])['type'], 'LoadBalancer'),
	};
};

const makeProxy = (world: World, gateway: KubeObject, gatewayClass: KubeObject, own: string): void => {
	const name = proxyName(gateway);
	const labels = labelsOf(gateway);
	const {image, pod, type} = settingsOf(world, gatewayClass);
	const ports = listenersOf(gateway);
	if (get(world, 'Deployment', name, namespace) === undefined)
		put(world, {
			apiVersion: 'apps/v1',
			kind: 'Deployment',
			metadata: {name, namespace, labels},
			spec: {
				replicas: 1,
				selector: {matchLabels: labels},
				template: {
					metadata: {labels},
					spec: {
						...pod,
						containers: [
							{
								name: 'envoy',
								image,
								command: ['envoy'],
								ports: ports.map(({port}) => ({containerPort: containerPort(port)})),
							},
							{
								name: 'shutdown-manager',
								image: own,
								command: ['envoy-gateway'],
								args: ['envoy', 'shutdown-manager'],
							},
						],
					},
				},
			},
		});
	if (get(world, 'Service', name, namespace) === undefined)
		put(world, {
			apiVersion: 'v1',
			kind: 'Service',
			metadata: {name, namespace, labels},
			spec: {
				type,
				selector: labels,
				ports: ports.map(({name: listener, port}) => ({
					name: `${listener}-${port}`,
					port,
					targetPort: containerPort(port),
					protocol: 'TCP',
				})),
			},
		});
};

const addressesOf = (world: World, service: KubeObject | undefined): readonly object[] =>
	service?.spec?.['type'] !== 'NodePort'
		? []
		: list(world, 'Node').flatMap(node =>
				((node.status?.['addresses'] as {type: string; address: string}[] | undefined) ?? [])
					.filter(({type}) => type === 'InternalIP')
					.map(({address}) => ({type: 'IPAddress', value: address})),
			);

const no = (reason: string, message: string): Condition => ({type: 'Programmed', status: 'False', reason, message});

const programmed = (addresses: readonly object[], deployment: KubeObject | undefined): Condition => {
	const {availableReplicas: available = 0, replicas = 0} = (deployment?.status ?? {}) as Record<string, number>;
	if (addresses.length === 0) return no('AddressNotAssigned', 'No addresses have been assigned to the Gateway');
	return available === 0
		? no('NoResources', 'Envoy replicas unavailable')
		: {
				type: 'Programmed',
				status: 'True',
				reason: 'Programmed',
				message: `Address assigned to the Gateway, ${available}/${replicas} envoy replicas available`,
			};
};

/** Of a route that it judges. */
const words = {
	controllerName,
	accepted: 'Route is accepted',
	resolved: 'Resolved all the Object references for the Route',
	lost: (namespace: string, name: string): string =>
		`Failed to process route rule 0 backendRef 0: service ${namespace}/${name} not found.`,
};

const tendGateway = (world: World, gateway: KubeObject, gatewayClass: KubeObject, own: string): void => {
	makeProxy(world, gateway, gatewayClass, own);
	const name = proxyName(gateway);
	const addresses = addressesOf(world, get(world, 'Service', name, namespace));
	const deployment = get(world, 'Deployment', name, namespace);
	setStatus(world, gateway, {
		...(addresses.length > 0 && {addresses}),
		conditions: said(world, gateway.status?.['conditions'], [
			{
				type: 'Accepted',
				status: 'True',
				reason: 'Accepted',
				message: 'The Gateway has been scheduled by Envoy Gateway',
			},
			programmed(addresses, deployment),
		]),
	});
};

/** Proxies of Gateways that are gone. */
const clear = (world: World, mine: readonly KubeObject[]): void => {
	const wanted = new Set(mine.map(proxyName));
	for (const kind of ['Deployment', 'Service'])
		for (const {metadata} of list(world, kind, namespace))
			if (metadata.labels?.['app.kubernetes.io/managed-by'] === 'envoy-gateway' && !wanted.has(metadata.name))
				remove(world, kind, metadata.name, namespace);
};

export const envoyGateway = (world: World): void => {
	waitForController(world);
	const pod = list(world, 'Pod', namespace).find(
		one => one.metadata.labels?.['control-plane'] === 'envoy-gateway' && isReady(one),
	);
	if (pod === undefined) return;
	const own = specOf(pod).containers[0]!.image;
	const classes = list(world, 'GatewayClass').filter(({spec}) => spec?.['controllerName'] === controllerName);
	for (const gatewayClass of classes)
		setStatus(world, gatewayClass, {
			conditions: said(world, gatewayClass.status?.['conditions'], [
				{type: 'Accepted', status: 'True', reason: 'Accepted', message: 'Valid GatewayClass'},
			]),
		});
	const classOf = (gateway: KubeObject): KubeObject | undefined =>
		classes.find(({metadata}) => metadata.name === gateway.spec?.['gatewayClassName']);
	const mine = list(world, 'Gateway').filter(gateway => classOf(gateway) !== undefined);
	for (const gateway of mine) tendGateway(world, gateway, classOf(gateway)!, own);
	for (const route of list(world, 'HTTPRoute')) judgeRoute(world, route, mine, words);
	clear(world, mine);
};
