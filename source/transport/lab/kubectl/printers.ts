// Columns of `kubectl get` for each kind.
import {list} from '../cluster/objects.ts';
import {conditionOf} from '../cluster/pod.ts';
import type {KubeObject, World} from '../world.ts';
import {created, labelText, none, type Printer, spec, status, text, type View} from './printer.ts';
import {workloadPrinters} from './workload-printers.ts';
import {podReady, podReason, podRestarts} from './pod-columns.ts';
import {volumePrinters} from './volume-printers.ts';
import {word} from '../word.ts';

const rolePrefix = 'node-role.kubernetes.io/';

export const roles = (node: KubeObject): string =>
	Object.keys(node.metadata.labels ?? {})
		.filter(label => label.startsWith(rolePrefix))
		.map(label => label.slice(rolePrefix.length))
		.toSorted()
		.join(',') || none;

const nodeStatus = (node: KubeObject): string => {
	const ready = conditionOf(node, 'Ready')?.status;
	const words = [ready === 'True' ? 'Ready' : ready === undefined ? 'Unknown' : 'NotReady'];
	if (spec(node)['unschedulable'] === true) words.push('SchedulingDisabled');
	return words.join(',');
};

type NodeAddress = {type: string; address: string};

export const nodeAddress = (node: KubeObject, type: string): string =>
	text((status(node)['addresses'] as NodeAddress[] | undefined)?.find(entry => entry.type === type)?.address);

const info = (node: KubeObject): Record<string, string> =>
	(status(node)['nodeInfo'] as Record<string, string> | undefined) ?? {};

type Port = {port: number; nodePort?: number; protocol?: string};

const servicePorts = (service: KubeObject): string =>
	((spec(service)['ports'] as Port[] | undefined) ?? [])
		.map(
			({port, nodePort, protocol}) =>
				`${port}${nodePort === undefined ? '' : `:${nodePort}`}/${protocol ?? 'TCP'}`,
		)
		.join(',') || none;

type Subset = {addresses?: {ip: string}[]; ports?: {port: number}[]};

export const endpointText = (endpoints: KubeObject, most = 3): string => {
	const all = ((endpoints['subsets'] as Subset[] | undefined) ?? []).flatMap(subset =>
		(subset.ports ?? [{port: 0}]).flatMap(({port}) => (subset.addresses ?? []).map(({ip}) => `${ip}:${port}`)),
	);
	if (all.length === 0) return none;
	return all.length > most ? `${all.slice(0, most).join(',')} + ${all.length - most} more...` : all.join(',');
};

const dataCount = (object: KubeObject): string => String(Object.keys(object.data ?? {}).length);

const binding: Printer = {
	head: ['NAME', 'ROLE', 'AGE'],
	row: (object, view) => {
		const role = object['roleRef'] as {kind?: string; name?: string} | undefined;
		return [object.metadata.name, `${role?.kind ?? ''}/${role?.name ?? ''}`, created(object, view)];
	},
};

const role: Printer = {
	head: ['NAME', 'CREATED AT'],
	row: object => [object.metadata.name, object.metadata.creationTimestamp],
};

export const plainPrinter: Printer = {
	head: ['NAME', 'AGE'],
	row: (object, view) => [object.metadata.name, created(object, view)],
};

export const printers: Readonly<Record<string, Printer>> = {
	Node: {
		head: ['NAME', 'STATUS', 'ROLES', 'AGE', 'VERSION'],
		row: (node, view) => [
			node.metadata.name,
			nodeStatus(node),
			roles(node),
			created(node, view),
			text(info(node)['kubeletVersion']),
		],
		wide: ['INTERNAL-IP', 'EXTERNAL-IP', 'OS-IMAGE', 'KERNEL-VERSION', 'CONTAINER-RUNTIME'],
		wideRow: node => [
			nodeAddress(node, 'InternalIP'),
			nodeAddress(node, 'ExternalIP'),
			text(info(node)['osImage'], '<unknown>'),
			text(info(node)['kernelVersion'], '<unknown>'),
			text(info(node)['containerRuntimeVersion'], '<unknown>'),
		],
	},
	Pod: {
		head: ['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE'],
		row: (pod, view) => [
			pod.metadata.name,
			podReady(pod),
			podReason(pod),
			podRestarts(pod, view.now, view.minor),
			created(pod, view),
		],
		wide: ['IP', 'NODE', 'NOMINATED NODE', 'READINESS GATES'],
		wideRow: pod => [text(status(pod)['podIP']), text(spec(pod)['nodeName']), none, none],
	},
	Service: {
		head: ['NAME', 'TYPE', 'CLUSTER-IP', 'EXTERNAL-IP', 'PORT(S)', 'AGE'],
		row: (service, view) => [
			service.metadata.name,
			text(spec(service)['type'], 'ClusterIP'),
			text(spec(service)['clusterIP']),
			spec(service)['type'] === 'LoadBalancer' ? '<pending>' : none,
			servicePorts(service),
			created(service, view),
		],
		wide: ['SELECTOR'],
		wideRow: service => [labelText(spec(service)['selector'])],
	},
	Endpoints: {
		head: ['NAME', 'ENDPOINTS', 'AGE'],
		row: (object, view) => [object.metadata.name, endpointText(object), created(object, view)],
	},
	EndpointSlice: {
		head: ['NAME', 'ADDRESSTYPE', 'PORTS', 'ENDPOINTS', 'AGE'],
		row: (object, view) => [
			object.metadata.name,
			text(object['addressType'], 'IPv4'),
			((object['ports'] as Port[] | undefined) ?? []).map(({port}) => port).join(',') || '<unset>',
			((object['endpoints'] as {addresses: string[]}[] | undefined) ?? [])
				.flatMap(({addresses}) => addresses)
				.join(',') || '<unset>',
			created(object, view),
		],
	},
	...workloadPrinters,
	Namespace: {
		head: ['NAME', 'STATUS', 'AGE'],
		row: (object, view) => [object.metadata.name, text(status(object)['phase'], 'Active'), created(object, view)],
	},
	ConfigMap: {
		head: ['NAME', 'DATA', 'AGE'],
		row: (object, view) => [object.metadata.name, dataCount(object), created(object, view)],
	},
	Secret: {
		head: ['NAME', 'TYPE', 'DATA', 'AGE'],
		row: (object, view) => [
			object.metadata.name,
			text(object['type'], 'Opaque'),
			dataCount(object),
			created(object, view),
		],
	},
	ServiceAccount: {
		head: ['NAME', 'AGE'],
		row: (object, view) => [object.metadata.name, created(object, view)],
	},
	Lease: {
		head: ['NAME', 'HOLDER', 'AGE'],
		row: (object, view) => [object.metadata.name, text(spec(object)['holderIdentity']), created(object, view)],
	},
	StorageClass: {
		head: ['NAME', 'PROVISIONER', 'RECLAIMPOLICY', 'VOLUMEBINDINGMODE', 'ALLOWVOLUMEEXPANSION', 'AGE'],
		row: (object, view) => [
			object.metadata.name,
			text(object['provisioner']),
			text(object['reclaimPolicy'], 'Delete'),
			text(object['volumeBindingMode'], 'Immediate'),
			word(object['allowVolumeExpansion'], 'false'),
			created(object, view),
		],
	},
	CertificateSigningRequest: {
		head: ['NAME', 'AGE', 'SIGNERNAME', 'REQUESTOR', 'REQUESTEDDURATION', 'CONDITION'],
		row: (object, view) => [
			object.metadata.name,
			created(object, view),
			text(spec(object)['signerName']),
			text(spec(object)['username']),
			none,
			((status(object)['conditions'] as {type: string}[] | undefined) ?? []).map(({type}) => type).join(',') +
				(status(object)['certificate'] === undefined ? '' : ',Issued') || 'Pending',
		],
	},
	PriorityClass: {
		head: ['NAME', 'VALUE', 'GLOBAL-DEFAULT', 'AGE'],
		row: (object, view) => [
			object.metadata.name,
			text(object['value'], '0'),
			word(object['globalDefault'], 'false'),
			created(object, view),
		],
	},
	ClusterRole: role,
	Role: role,
	ClusterRoleBinding: binding,
	RoleBinding: binding,
};

/** 1.20 shows how many secrets a service account has. */
export const printerOf = (kind: string, {minor}: View): Printer => {
	if (kind === 'ServiceAccount' && minor < 34)
		return {
			head: ['NAME', 'SECRETS', 'AGE'],
			row: (object, view) => [object.metadata.name, minor < 24 ? '1' : '0', created(object, view)],
		};
	return volumePrinters(minor)[kind] ?? printers[kind] ?? plainPrinter;
};

/** Pods of a selector, for those who count them. */
export const podsOf = (world: World, node: string): readonly KubeObject[] =>
	list(world, 'Pod').filter(pod => spec(pod)['nodeName'] === node);
