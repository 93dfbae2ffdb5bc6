// Names inside the cluster: the pod asks the DNS Service, CoreDNS answers from the objects, and only when one is reached.
import {get} from '../cluster/objects.ts';
import {reach} from '../reach.ts';
import {bridgeSeesServices, machineOfNode} from '../pod-network.ts';
import {specOf} from '../cluster/pod.ts';
import {isAddress} from '../resolve.ts';
import type {KubeObject, World} from '../world.ts';
import {type PodPlace, podResolvers, readPodFile} from './pod-files.ts';

export type Lookup =
	| {readonly kind: 'found'; readonly address: string; readonly name: string; readonly server: string}
	| {readonly kind: 'nxdomain'; readonly name: string; readonly server: string}
	| {readonly kind: 'silent'; readonly server: string};

/** SERVICE.NAMESPACE.svc.cluster.local, and pods of headless ones. */
const clusterAddress = (world: World, name: string): string | undefined => {
	const [, service = '', namespace = ''] = /^([\w-]+)\.([\w-]+)\.svc\.cluster\.local$/.exec(name) ?? [];
	const address = get(world, 'Service', service, namespace)?.spec?.['clusterIP'] as string | undefined;
	if (address !== 'None') return address;
	type Subset = {addresses?: {ip: string}[]};
	return (get(world, 'Endpoints', service, namespace)?.['subsets'] as Subset[] | undefined)?.[0]?.addresses?.[0]?.ip;
};

const candidates = (place: PodPlace, name: string): readonly string[] => {
	if (name.endsWith('.')) return [name.slice(0, -1)];
	const search = /^search (.*)$/m.exec(readPodFile(place, '/etc/resolv.conf') ?? '')?.[1]?.split(' ') ?? [];
	const spread = search.map(suffix => `${name}.${suffix}`);
	// ndots:5 tries the search list first for every name with fewer dots.
	return name.split('.').length > 5 ? [name, ...spread] : [...spread, name];
};

const answering = (place: PodPlace, server: string): KubeObject | 'host' | undefined => {
	const {world, filesOf, machine, pod} = place;
	const target = reach(world, filesOf, machine, server, 53, {protocol: 'udp', pod});
	if (target.outcome === 'outside') return 'host';
	// The DNS outside is no machine of the lab; hosts know it from their resolv.conf.
	if (target.outcome !== 'pod')
		return (filesOf(machine.name).read('/etc/resolv.conf') ?? '').includes(`nameserver ${server}`)
			? 'host'
			: undefined;
	const there = machineOfNode(world, specOf(target.pod).nodeName);
	// The answer of a pod on the same node would come from the wrong address.
	return there === machine && !bridgeSeesServices(machine) && !specOf(pod).hostNetwork ? undefined : target.pod;
};

export const lookup = (place: PodPlace, name: string): Lookup => {
	const {world} = place;
	if (isAddress(name)) return {kind: 'found', address: name, name, server: ''};
	const hosts = readPodFile(place, '/etc/hosts') ?? '';
	const own = hosts.split('\n').find(line => line.split(/\s+/).slice(1).includes(name));
	if (own !== undefined) return {kind: 'found', address: own.split(/\s+/)[0]!, name, server: ''};
	const [server = '10.96.0.10'] = podResolvers(place);
	const who = answering(place, server);
	if (who === undefined) return {kind: 'silent', server};
	for (const candidate of candidates(place, name)) {
		const address =
			who === 'host'
				? world.outside.names[candidate]
				: (clusterAddress(world, candidate) ?? world.outside.names[candidate]);
		if (address !== undefined) return {kind: 'found', address, name: candidate, server};
	}
	return {kind: 'nxdomain', name, server};
};
