// The cluster's own network: Services as kube-proxy has put them into a machine's kernel, and the way to a pod's address.
import {publicIp} from './cluster/flanneld.ts';
import {get, list} from './cluster/objects.ts';
import {leaving, specOf} from './cluster/pod.ts';
import {proxied} from './cluster/service-proxy.ts';
import type {FilesOf} from './files.ts';
import {firewallVerdict} from './firewall.ts';
import {holderFor, linked} from './wire.ts';
import {podListens} from './pod-programs.ts';
import type {Listener} from './unit.ts';
import type {KubeObject, Machine, World} from './world.ts';
import {word} from './word.ts';

type ServicePort = {name?: string; port: number; targetPort?: number | string; nodePort?: number; protocol?: string};

const portsOf = (service: KubeObject): readonly ServicePort[] =>
	(service.spec?.['ports'] as ServicePort[] | undefined) ?? [];

const clusterAddresses = (service: KubeObject): readonly string[] =>
	(service.spec?.['clusterIPs'] as string[] | undefined) ?? [word(service.spec?.['clusterIP'], 'None')];

const ofKind = (world: World, kind: string): readonly KubeObject[] =>
	(world.cluster?.objects ?? []).filter(object => object.kind === kind);

/** The Service that a machine's kernel sends this address and port to; kube-proxy has to run there. */
export const serviceAt = (
	world: World,
	from: Machine,
	address: string,
	port: number,
	protocol: Listener['protocol'],
): {readonly service: KubeObject; readonly port: ServicePort} | undefined => {
	const speaks = (entry: ServicePort): boolean => (entry.protocol ?? 'TCP').toLowerCase() === protocol;
	for (const service of ofKind(world, 'Service')) {
		const own = clusterAddresses(service).includes(address)
			? portsOf(service).find(entry => entry.port === port && speaks(entry))
			: undefined;
		if (own !== undefined && proxied(world, from)) return {service, port: own};
		const node = portsOf(service).find(entry => entry.nodePort === port && speaks(entry));
		if (node === undefined) continue;
		const machine = holderFor(world, from, address);
		if (machine !== undefined && proxied(world, machine)) return {service, port: node};
	}
	return undefined;
};

type Subset = {addresses?: {ip: string}[]; ports?: {name?: string; port: number}[]};

/** Ready endpoints, as the endpoint controller has written them down. */
export const backends = (
	world: World,
	service: KubeObject,
	port: ServicePort,
): readonly {readonly address: string; readonly port: number}[] => {
	const endpoints = get(world, 'Endpoints', service.metadata.name, service.metadata.namespace);
	return ((endpoints?.['subsets'] as Subset[] | undefined) ?? []).flatMap(subset => {
		const target = subset.ports?.find(entry => (entry.name ?? '') === (port.name ?? '')) ?? subset.ports?.[0];
		return target === undefined ? [] : (subset.addresses ?? []).map(({ip}) => ({address: ip, port: target.port}));
	});
};

export type ServiceRoute = {
	/** `default/kubernetes:https`. */
	readonly name: string;
	/** Left out: a NodePort, at every address of the node. */
	readonly address?: string;
	readonly port: number;
	readonly protocol: 'tcp' | 'udp';
	readonly backends: readonly {readonly address: string; readonly port: number}[];
};

/** Everything that kube-proxy leads somewhere, in the order of names. */
export const serviceRoutes = (world: World): readonly ServiceRoute[] =>
	ofKind(world, 'Service')
		.flatMap(service =>
			portsOf(service).flatMap(entry => {
				const {name, namespace} = service.metadata;
				const route = {
					name: `${namespace ?? 'default'}/${name}:${entry.name ?? ''}`,
					protocol: entry.protocol === 'UDP' ? ('udp' as const) : ('tcp' as const),
					backends: backends(world, service, entry),
				};
				return [
					...clusterAddresses(service)
						.filter(address => address !== 'None')
						.map(address => ({...route, address, port: entry.port})),
					...(entry.nodePort === undefined ? [] : [{...route, port: entry.nodePort}]),
				];
			}),
		)
		.toSorted((one, other) => one.name.localeCompare(other.name) || one.port - other.port);

/** The pod that has an address of the pod network; pods of the host's network have none of their own. */
export const podAt = (world: World, address: string): KubeObject | undefined =>
	ofKind(world, 'Pod').find(pod => pod.status?.['podIP'] === address && !specOf(pod).hostNetwork);

export const machineOfNode = (world: World, node: string | undefined): Machine | undefined =>
	Object.values(world.machines).find(machine => (machine.kubelet?.node ?? machine.hostname) === node);

const inPod = (pod: KubeObject | undefined): boolean => pod !== undefined && !specOf(pod).hostNetwork;

type Path =
	| {readonly outcome: 'pod'; readonly pod: KubeObject; readonly port: number}
	| {readonly outcome: 'refused'; readonly machine: Machine}
	| {readonly outcome: 'timeout' | 'unreachable'};

/** The components whose packets between nodes go through a tunnel: both ends need it, and a firewall may eat it. */
const overlays = [
	{set: 'kube-flannel', container: 'kube-flannel', port: 8472},
	{set: 'calico-node', container: 'calico-node', port: 4789},
	{set: 'cilium', container: 'cilium-agent', port: 8472},
] as const;

/** The way from node to node. */
const tunnel = (world: World, filesOf: FilesOf, from: Machine, to: Machine): boolean => {
	if (!linked(from, to)) return false;
	const sets = list(world, 'DaemonSet').map(({metadata}) => metadata.name);
	const component = overlays.find(({set}) => sets.some(name => name.startsWith(set)));
	if (component === undefined) return true;
	const ends = [from, to].every(machine =>
		machine.containers.some(({state, name}) => state === 'running' && name === component.container),
	);
	// flannel sends to what the other node has made known; an address that this node has as well leads to itself.
	const known = get(world, 'Node', to.kubelet?.node ?? to.hostname)?.metadata.annotations?.[publicIp];
	if (component.set === 'kube-flannel' && known !== undefined && holderFor(world, from, known) !== to) return false;
	return ends && firewallVerdict(to, from, component.port, 'udp', filesOf(to.name)) === 'accept';
};

// Leaving the pod's own node, and entering another's, is routing: the kernel has to forward.
const forwards = (router: Machine): boolean => router.sysctl['net.ipv4.ip_forward'] === '1';

export const podPath = (
	world: World,
	filesOf: FilesOf,
	from: Machine,
	target: KubeObject,
	port: number,
	{protocol, pod}: {readonly protocol: Listener['protocol']; readonly pod: KubeObject | undefined},
): Path => {
	const machine = machineOfNode(world, specOf(target).nodeName);
	if (machine === undefined || machine.power === 'off') return {outcome: 'timeout'};
	if (inPod(pod) && pod !== target && machine !== from && !forwards(from)) return {outcome: 'timeout'};
	if (machine !== from && (!forwards(machine) || !tunnel(world, filesOf, from, machine))) return {outcome: 'timeout'};
	if (leaving(target) && target.status?.['phase'] !== 'Running') return {outcome: 'timeout'};
	return podListens(target, machine, port, protocol)
		? {outcome: 'pod', pod: target, port}
		: {outcome: 'refused', machine};
};

/** The answer of a Service on the pod's own node comes back over the bridge, where it has to be seen by iptables. */
export const bridgeSeesServices = (machine: Machine): boolean =>
	machine.sysctl['net.bridge.bridge-nf-call-iptables'] === '1';
