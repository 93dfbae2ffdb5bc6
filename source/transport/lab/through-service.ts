// What a proxy in a pod meets when it passes a request on to a Service: its first ready pod, or why it gets no further.
import {get} from './cluster/objects.ts';
import {specOf} from './cluster/pod.ts';
import type {FilesOf} from './files.ts';
import {backends, machineOfNode, podAt, podPath} from './pod-network.ts';
import {type PodReply, podReply} from './pod-programs.ts';
import type {KubeObject, Machine, World} from './world.ts';

type Port = {readonly name?: string; readonly port: number};

export type Asked = {
	readonly name: string;
	readonly namespace: string | undefined;
	/** Which of the Service's ports is meant. */
	readonly port: (port: Port) => boolean;
	readonly path: string;
};

export type Passed =
	| ({readonly outcome: 'reply'} & PodReply)
	| {readonly outcome: 'no-service' | 'no-backend' | 'refused' | 'lost'};

export const throughService = (
	world: World,
	filesOf: FilesOf,
	from: Machine,
	pod: KubeObject,
	{name, namespace, port, path}: Asked,
): Passed => {
	const service = get(world, 'Service', name, namespace);
	const chosen = ((service?.spec?.['ports'] as readonly Port[] | undefined) ?? []).find(port);
	if (service === undefined || chosen === undefined) return {outcome: 'no-service'};
	const [open] = backends(world, service, chosen);
	const target = open && podAt(world, open.address);
	if (open === undefined || target === undefined) return {outcome: 'no-backend'};
	const way = podPath(world, filesOf, from, target, open.port, {protocol: 'tcp', pod});
	const machine = machineOfNode(world, specOf(target).nodeName);
	if (way.outcome !== 'pod' || machine === undefined)
		return {outcome: way.outcome === 'refused' ? 'refused' : 'lost'};
	return {outcome: 'reply', ...podReply(target, machine, open.port, path, from.addresses[0]!.address)};
};
