// Files as a process in a pod sees them: its own names and resolvers, its volumes, and what its host lends it.
import {readInside} from '../cluster/container-files.ts';
import type {Inside} from '../cluster/inside.ts';
import {specOf, type ContainerSpec} from '../cluster/pod.ts';
import type {FilesOf} from '../files.ts';
import type {Container, KubeObject, Machine, World} from '../world.ts';
import {word} from '../word.ts';

export type PodPlace = {
	readonly world: World;
	readonly filesOf: FilesOf;
	readonly machine: Machine;
	readonly pod: KubeObject;
	readonly spec: ContainerSpec;
	readonly container: Container;
	/** Files that somebody has written in the container. */
	readonly written: Map<string, string>;
};

/** The kubelet writes it from its own clusterDNS, not from what the cluster has. */
export const podResolvers = ({pod, machine, filesOf}: PodPlace): readonly string[] => {
	const spec = specOf(pod) as {dnsPolicy?: string; hostNetwork?: boolean};
	const own = machine.kubelet?.clusterDns ?? [];
	if (
		spec.dnsPolicy === 'Default' ||
		(spec.hostNetwork && spec.dnsPolicy !== 'ClusterFirstWithHostNet') ||
		own.length === 0
	)
		return [...(filesOf(machine.name).read('/etc/resolv.conf') ?? '').matchAll(/^nameserver\s+(\S+)/gm)].map(
			([, address]) => address!,
		);
	return own;
};

const resolvConf = (place: PodPlace): string => {
	const {pod} = place;
	const servers = podResolvers(place);
	if (!(place.machine.kubelet?.clusterDns ?? []).includes(servers[0] ?? ''))
		return servers.map(server => `nameserver ${server}\n`).join('');
	const namespace = pod.metadata.namespace ?? 'default';
	return `search ${namespace}.svc.cluster.local svc.cluster.local cluster.local\n${servers.map(server => `nameserver ${server}\n`).join('')}options ndots:5\n`;
};

/** The place as a program in it sees it. */
export const insideOf = ({world, machine, filesOf, pod, spec, container}: PodPlace): Inside => ({
	world,
	machine,
	files: filesOf(machine.name),
	filesOf,
	pod,
	spec,
	container,
	say: () => undefined,
});

const accountPath = '/var/run/secrets/kubernetes.io/serviceaccount';

export const readPodFile = (place: PodPlace, path: string): string | undefined => {
	const {machine, filesOf, pod, written} = place;
	if (written.has(path)) return written.get(path);
	if (path === '/etc/resolv.conf') return resolvConf(place);
	if (path === '/etc/hostname') return `${specOf(pod).hostNetwork ? machine.hostname : pod.metadata.name}\n`;
	if (path === '/etc/hosts')
		return `# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n${word(pod.status?.['podIP'])}\t${pod.metadata.name}\n`;
	if (path === `${accountPath}/namespace`) return pod.metadata.namespace ?? 'default';
	if (path === `${accountPath}/ca.crt`) return filesOf(machine.name).read('/etc/kubernetes/pki/ca.crt');
	return readInside(insideOf(place), path);
};
