// Who answers at an address and port seen from a machine: past the wire (network.ts) through load balancers, Services
// and the pod network, to a process, a pod, or something outside the lab.
import {ciliumEnvoyOn, leadsToCiliumEnvoy} from './cilium-envoy.ts';
import type {FilesOf} from './files.ts';
import {route, serverAddress} from './haproxy/balance.ts';
import {type Connection, connect} from './network.ts';
import {backends, podAt, podPath, serviceAt} from './pod-network.ts';
import type {Listener} from './unit.ts';
import {holderFor} from './wire.ts';
import type {KubeObject, Machine, World} from './world.ts';

export type Reached =
	| Connection
	/** Accepted, and closed without a word: a load balancer with nobody behind it. */
	| {readonly outcome: 'closed'}
	| {readonly outcome: 'pod'; readonly pod: KubeObject; readonly port: number}
	/** The network beyond the lab's wire. */
	| {readonly outcome: 'outside'; readonly address: string; readonly port: number};

export type ReachOptions = {
	readonly protocol?: Listener['protocol'];
	/** The packet comes from this pod on the machine; pods of the host's network are the machine itself. */
	readonly pod?: KubeObject | undefined;
	/** How many load balancers the packet has met. */
	readonly hops?: number;
};

const throughBalancer = (
	world: World,
	filesOf: FilesOf,
	machine: Machine,
	address: string,
	port: number,
	options: ReachOptions & {readonly client: string},
): Reached => {
	const way = route(machine, address, port, options.client);
	if (way?.server === undefined) return {outcome: 'closed'};
	const target = serverAddress(world, filesOf(machine.name), way.server);
	if (target === undefined) return {outcome: 'closed'};
	const hops = (options.hops ?? 0) + 1;
	// A loop of load balancers ends when their connections run out.
	if (hops > 4) return {outcome: 'closed'};
	const reached = reach(world, filesOf, machine, target, way.server.port, {hops});
	return reached.outcome === 'open' || reached.outcome === 'outside' || reached.outcome === 'pod'
		? reached
		: {outcome: 'closed'};
};

const beginning = (address: string, prefix: number): string =>
	address
		.split('.')
		.slice(0, Math.floor(prefix / 8))
		.join('.');

/** Addresses on the machines' own wire, whether or not somebody has them; anything else is routed. */
const onWire = (from: Machine, address: string): boolean =>
	from.addresses.some(
		({address: own, prefix, owner}) => owner === undefined && beginning(address, prefix) === beginning(own, prefix),
	);

/** A private address is somewhere only when the world knows it; packets to others are lost on the way. */
const routed = (world: World, address: string, port: number): Reached => {
	const {names, registries, packageSources} = world.outside;
	const known = [...Object.values(names), ...Object.keys(registries), ...Object.keys(packageSources)];
	const lost =
		/^(10|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(address) && !known.some(place => place.includes(address));
	return lost ? {outcome: 'timeout'} : {outcome: 'outside', address, port};
};

/** An external load balancer asks its backends by TCP before it passes anything on. */
const throughExternal = (world: World, filesOf: FilesOf, from: Machine): Reached => {
	const open = (world.outside.loadBalancer?.backends ?? [])
		.map(backend => connect(world, filesOf, from, backend.address, backend.port))
		.find(target => target.outcome === 'open');
	return open ?? {outcome: 'closed'};
};

export const reach = (
	world: World,
	filesOf: FilesOf,
	from: Machine,
	address: string,
	port: number,
	options: ReachOptions = {},
): Reached => {
	const {protocol = 'tcp', pod} = options;
	const own = address.startsWith('127.') || from.addresses.some(entry => entry.address === address);
	const near = own || onWire(from, address);
	if (from.cut && pod === undefined && !own) return {outcome: 'unreachable'};
	// On the wire only NodePorts belong to a Service, and they are above the ports of every component.
	const service = near && port < 20_000 ? undefined : serviceAt(world, from, address, port, protocol);
	if (service !== undefined && leadsToCiliumEnvoy(service.service)) {
		const machine = holderFor(world, from, address) ?? from;
		const proxy = ciliumEnvoyOn(world, machine);
		return proxy === undefined
			? {outcome: 'refused', machine}
			: {outcome: 'pod', pod: proxy, port: service.port.nodePort ?? port};
	}
	if (service !== undefined) {
		const open = backends(world, service.service, service.port);
		// kube-proxy rejects what has no endpoints.
		if (open.length === 0) return {outcome: 'refused', machine: from};
		const chosen = open[Math.floor(world.now / 10 + port) % open.length]!;
		const {hops = 0} = options;
		if (hops > 4) return {outcome: 'timeout'};
		return reach(world, filesOf, from, chosen.address, chosen.port, {...options, hops: hops + 1});
	}
	const target = near ? undefined : podAt(world, address);
	if (target !== undefined) return podPath(world, filesOf, from, target, port, {protocol, pod});
	const {loadBalancer} = world.outside;
	if (loadBalancer?.address === address)
		return loadBalancer.port === port ? throughExternal(world, filesOf, from) : {outcome: 'refused', machine: from};
	if (!near) return routed(world, address, port);
	const connection = connect(world, filesOf, from, address, port, protocol);
	if (connection.outcome !== 'open' || connection.listener.program !== 'haproxy') return connection;
	const client = from.addresses[0]!.address;
	return throughBalancer(world, filesOf, connection.machine, address, port, {...options, client});
};
