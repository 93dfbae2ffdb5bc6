// The endpoint controller, and what the API server itself keeps: the Service `kubernetes` and where it leads.
import {apiServerOn, flag, running} from '../cluster/health.ts';
import {get, list, put, remove, selects} from '../cluster/objects.ts';
import {isReady, leaving, specOf} from '../cluster/pod.ts';
import {nth} from '../cluster/pki.ts';
import type {KubeObject, World} from '../world.ts';

type Port = {name?: string; port: number; targetPort?: number | string; protocol?: string};

const target = (pod: KubeObject, port: Port): number => {
	const wanted = port.targetPort ?? port.port;
	if (typeof wanted === 'number') return wanted;
	const named = specOf(pod)
		.containers.flatMap(container => container.ports ?? [])
		.find(entry => entry.name === wanted);
	return named?.containerPort ?? port.port;
};

const address = (pod: KubeObject): Record<string, unknown> => ({
	ip: pod.status!['podIP'],
	nodeName: specOf(pod).nodeName,
	targetRef: {kind: 'Pod', name: pod.metadata.name, namespace: pod.metadata.namespace, uid: pod.metadata.uid},
});

const selected = (world: World, service: KubeObject): KubeObject[] =>
	list(world, 'Pod', service.metadata.namespace).filter(pod =>
		selects(service.spec?.['selector'], pod.metadata.labels),
	);

const subsetsOf = (service: KubeObject, pods: readonly KubeObject[]): unknown[] => {
	const ports = (service.spec?.['ports'] as Port[] | undefined) ?? [];
	const shown = pods.filter(pod => pod.status?.['podIP'] !== undefined && !leaving(pod));
	const [ready, waiting] = [
		shown.filter(isReady),
		shown.filter(pod => !isReady(pod) && pod.status?.['phase'] === 'Running'),
	];
	if (ready.length + waiting.length === 0) return [];
	return [
		{
			...(ready.length === 0 ? {} : {addresses: ready.map(address)}),
			...(waiting.length === 0 ? {} : {notReadyAddresses: waiting.map(address)}),
			ports: ports.map(port => ({
				...(port.name === undefined ? {} : {name: port.name}),
				port: target((ready[0] ?? waiting[0])!, port),
				protocol: port.protocol ?? 'TCP',
			})),
		},
	];
};

/** Endpoints, and the slices that kube-proxy reads, say the same. */
const write = (world: World, name: string, namespace: string, subsets: unknown[]): boolean => {
	const old = get(world, 'Endpoints', name, namespace);
	if (old !== undefined && JSON.stringify(old['subsets'] ?? []) === JSON.stringify(subsets)) return false;
	put(world, {
		apiVersion: 'v1',
		kind: 'Endpoints',
		metadata: {name, namespace},
		...(subsets.length === 0 ? {} : {subsets}),
	});
	const [first] = subsets as {addresses?: {ip: string}[]; ports?: unknown[]}[];
	put(world, {
		apiVersion: 'discovery.k8s.io/v1',
		kind: 'EndpointSlice',
		metadata: {name, namespace, labels: {'kubernetes.io/service-name': name}},
		addressType: 'IPv4',
		endpoints: (first?.addresses ?? []).map(({ip}) => ({addresses: [ip], conditions: {ready: true}})),
		ports: first?.ports ?? [],
	});
	return true;
};

export const endpoints = (world: World): boolean => {
	let changed = false;
	for (const service of list(world, 'Service')) {
		const {name, namespace = 'default'} = service.metadata;
		if (service.spec?.['selector'] === undefined) continue;
		changed = write(world, name, namespace, subsetsOf(service, selected(world, service))) || changed;
	}
	for (const entry of list(world, 'Endpoints')) {
		const {name, namespace} = entry.metadata;
		if (get(world, 'Service', name, namespace) !== undefined) continue;
		remove(world, 'Endpoints', name, namespace);
		remove(world, 'EndpointSlice', name, namespace);
		changed = true;
	}
	return changed;
};

/** Each API server writes itself in; one that does not renew its lease for some time is written out by the others. */
const apiServerLease = 15_000;

export const kubernetesService = (world: World): boolean => {
	if (world.cluster === undefined) return false;
	const serving = Object.values(world.machines).filter(machine => apiServerOn(world, machine) === 'serving');
	const [first] = serving;
	if (first === undefined) return false;
	const container = running(first, 'kube-apiserver')!;
	const version = container.image.split(':').at(-1)!;
	let changed = world.cluster.version !== version;
	world.cluster.version = version;
	if (get(world, 'Service', 'kubernetes') === undefined) {
		put(world, {
			apiVersion: 'v1',
			kind: 'Service',
			metadata: {
				name: 'kubernetes',
				namespace: 'default',
				labels: {component: 'apiserver', provider: 'kubernetes'},
			},
			spec: {
				clusterIP: nth(flag(container, 'service-cluster-ip-range') ?? '10.96.0.0/12', 1),
				ports: [{name: 'https', port: 443, protocol: 'TCP', targetPort: 6443}],
			},
		});
		changed = true;
	}
	const seen = (world.cluster.apiServers ??= {});
	for (const machine of serving) seen[machine.addresses[0]!.address] = world.now;
	for (const [address, at] of Object.entries(seen)) if (world.now - at > apiServerLease) delete seen[address];
	const addresses = Object.keys(seen)
		.toSorted()
		.map(ip => ({ip}));
	return (
		write(world, 'kubernetes', 'default', [
			{
				addresses,
				ports: [{name: 'https', port: Number(flag(container, 'secure-port') ?? 6443), protocol: 'TCP'}],
			},
		]) || changed
	);
};
