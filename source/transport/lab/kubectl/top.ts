// kubectl top: what metrics-server has heard.
import {list} from '../cluster/objects.ts';
import {metricsApi} from '../cluster/metrics-server.ts';
import {specOf} from '../cluster/pod.ts';
import {type CommandResult, failed} from '../command.ts';
import {machineOfNode} from '../pod-network.ts';
import type {KubeObject, World} from '../world.ts';
import type {Client} from './client.ts';
import {kindNamed} from './kinds.ts';
import {printTable} from './table.ts';

type Use = {readonly cpu: number; readonly memory: number};

/** A component uses more than a pod that waits; the figures are of that size. */
const useOf = (pod: KubeObject): Use => {
	const heavy = /^(kube-apiserver|etcd)/.test(pod.metadata.name);
	const system = pod.metadata.namespace === 'kube-system';
	return {cpu: heavy ? 38 : system ? 6 : 1, memory: heavy ? 210 : system ? 34 : 9};
};

const podsOn = (world: World, node: string): readonly KubeObject[] =>
	list(world, 'Pod').filter(pod => specOf(pod).nodeName === node && pod.status?.['phase'] === 'Running');

const sum = (uses: readonly Use[], base: Use): Use =>
	uses.reduce((all, {cpu, memory}) => ({cpu: all.cpu + cpu, memory: all.memory + memory}), base);

const unknown = '<unknown>';

const share = (part: number, whole: number): string => `${Math.floor((part / whole) * 100)}%`;

const nodeRow = (world: World, node: KubeObject, heard: readonly string[]): string[] => {
	const {name} = node.metadata;
	const machine = machineOfNode(world, name);
	if (machine === undefined || !heard.includes(name)) return [name, unknown, unknown, unknown, unknown];
	const uses = podsOn(world, name).map(useOf);
	const {cpu, memory} = sum(uses, {cpu: 24, memory: 310});
	return [name, `${cpu}m`, share(cpu, machine.cpus * 1000), `${memory}Mi`, share(memory, machine.memoryMiB - 100)];
};

export const topVerb = (client: Client): CommandResult => {
	const {at, flags, namespace} = client;
	const {world} = at;
	const [what = '', name] = flags.words;
	const kind = kindNamed(what)?.kind;
	if (kind !== 'Node' && kind !== 'Pod') return failed(`error: unknown command "${what}" for "kubectl top"\n`);
	const heard = metricsApi(world);
	if (heard === 'missing') return failed('error: Metrics API not available\n');
	if (heard === 'unavailable')
		return failed(
			`Error from server (ServiceUnavailable): the server is currently unable to handle the request (get ${what.replace(/s$/, '')}s.metrics.k8s.io)\n`,
		);
	if (heard.length === 0) return failed('error: metrics not available yet\n');
	const everywhere = flags.has('all-namespaces');
	const rows =
		kind === 'Node'
			? list(world, 'Node')
					.filter(node => name === undefined || node.metadata.name === name)
					.map(node => nodeRow(world, node, heard))
			: heard
					.flatMap(node => podsOn(world, node))
					.filter(
						pod =>
							(everywhere || pod.metadata.namespace === namespace) &&
							(name === undefined || pod.metadata.name === name),
					)
					.map(pod => {
						const {cpu, memory} = useOf(pod);
						return [
							...(everywhere ? [pod.metadata.namespace ?? ''] : []),
							pod.metadata.name,
							`${cpu}m`,
							`${memory}Mi`,
						];
					});
	const [cpuShare, memoryShare] = client.minor < 33 ? ['CPU%', 'MEMORY%'] : ['CPU(%)', 'MEMORY(%)'];
	const head =
		kind === 'Node'
			? ['NAME', 'CPU(cores)', cpuShare, 'MEMORY(bytes)', memoryShare]
			: [...(everywhere ? ['NAMESPACE'] : []), 'NAME', 'CPU(cores)', 'MEMORY(bytes)'];
	return {stdout: printTable({head, rows}, !flags.has('no-headers'))};
};
