// kubectl describe node.
import {get} from '../cluster/objects.ts';
import {specOf} from '../cluster/pod.ts';
import type {KubeObject} from '../world.ts';
import {age} from './age.ts';
import type {Client} from './client.ts';
import {annotationLines, indent, labelLines, longTime, rows} from './describe-text.ts';
import {podsOf, roles} from './printers.ts';
import {columns} from './table.ts';
import {word} from '../word.ts';

type Condition = {
	type: string;
	status: string;
	lastHeartbeatTime?: string;
	lastTransitionTime?: string;
	reason?: string;
	message?: string;
};
type Taint = {key: string; value?: string; effect: string};

const sortKey = ({key, effect}: Taint): string => `${key},${effect}`;

const sizes = (values: unknown): string => {
	const entries = Object.entries((values as Record<string, string> | undefined) ?? {}).toSorted(([a], [b]) =>
		a < b ? -1 : 1,
	);
	return indent(columns(entries.map(([key, value]) => [`${key}:`, value])), '  ');
};

const millis = (text: string | undefined): number =>
	text === undefined ? 0 : text.endsWith('m') ? Number(text.slice(0, -1)) : Number(text) * 1000;

const units: Readonly<Record<string, number>> = {Ki: 1024, Mi: 1024 ** 2, Gi: 1024 ** 3, k: 1000, M: 1e6, G: 1e9};

const bytes = (text: string | undefined): number => {
	const [, amount = '0', unit = ''] = /^(\d+)(\w*)$/.exec(text ?? '0') ?? [];
	return Number(amount) * (units[unit] ?? 1);
};

type Resources = {requests?: Record<string, string>; limits?: Record<string, string>};

const asked = (pods: readonly KubeObject[], kind: 'requests' | 'limits', name: 'cpu' | 'memory'): number =>
	pods
		.flatMap(pod => specOf(pod).containers as readonly {resources?: Resources}[])
		.reduce(
			(sum, {resources}) =>
				sum + (name === 'cpu' ? millis(resources?.[kind]?.[name]) : bytes(resources?.[kind]?.[name])),
			0,
		);

const percent = (part: number, whole: number): string => `(${whole === 0 ? 0 : Math.floor((part / whole) * 100)}%)`;
const cpuText = (value: number): string =>
	value === 0 ? '0' : value % 1000 === 0 ? String(value / 1000) : `${value}m`;
const memoryText = (value: number): string =>
	value === 0 ? '0' : value % 1024 ** 2 === 0 ? `${value / 1024 ** 2}Mi` : String(value);

const info: readonly (readonly [head: string, key: string])[] = [
	['Machine ID:', 'machineID'],
	['System UUID:', 'systemUUID'],
	['Boot ID:', 'bootID'],
	['Kernel Version:', 'kernelVersion'],
	['OS Image:', 'osImage'],
	['Operating System:', 'operatingSystem'],
	['Architecture:', 'architecture'],
	['Container Runtime Version:', 'containerRuntimeVersion'],
	['Kubelet Version:', 'kubeletVersion'],
	['Kube-Proxy Version:', 'kubeProxyVersion'],
];

export const describeNode = (node: KubeObject, {at, now, minor}: Client): string => {
	const {name} = node.metadata;
	const status = node.status ?? {};
	const taints =
		((node.spec?.['taints'] as Taint[] | undefined) ?? [])
			.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
			.map(({key, value, effect}) => `${key}${value ? `=${value}` : ''}:${effect}`)
			.join('\n') || '<none>';
	const lease = get(at.world, 'Lease', name, 'kube-node-lease')?.spec;
	const nodeInfo = (status['nodeInfo'] as Record<string, string> | undefined) ?? {};
	const allocatable = (status['allocatable'] as Record<string, string> | undefined) ?? {};
	const pods = podsOf(at.world, name).filter(pod => !['Succeeded', 'Failed'].includes(String(pod.status?.['phase'])));
	const cpu = millis(allocatable['cpu']);
	const memory = bytes(allocatable['memory']);
	const share = (some: readonly KubeObject[], kind: 'requests' | 'limits', what: 'cpu' | 'memory'): string => {
		const value = asked(some, kind, what);
		return what === 'cpu'
			? `${cpuText(value)} ${percent(value, cpu)}`
			: `${memoryText(value)} ${percent(value, memory)}`;
	};
	const head = columns([
		['Name:', name],
		['Roles:', roles(node)],
		...rows('Labels:', labelLines(node.metadata.labels)),
		...rows('Annotations:', annotationLines(node.metadata.annotations)),
		['CreationTimestamp:', longTime(node.metadata.creationTimestamp)],
		...rows('Taints:', taints),
		['Unschedulable:', word(node.spec?.['unschedulable'], 'false')],
	]);
	const leaseText = columns([
		['  HolderIdentity:', word(lease?.['holderIdentity'], '<unset>')],
		['  AcquireTime:', '<unset>'],
		['  RenewTime:', longTime(lease?.['renewTime'])],
	]);
	const conditions = columns([
		['  Type', 'Status', 'LastHeartbeatTime', 'LastTransitionTime', 'Reason', 'Message'],
		['  ----', '------', '-----------------', '------------------', '------', '-------'],
		// The cells of this table end with a space of their own.
		...((status['conditions'] as Condition[] | undefined) ?? []).map(condition => [
			`  ${condition.type} `,
			`${condition.status} `,
			`${longTime(condition.lastHeartbeatTime)} `,
			`${longTime(condition.lastTransitionTime)} `,
			`${condition.reason ?? ''} `,
			condition.message ?? '',
		]),
	]);
	const addresses = columns(
		((status['addresses'] as {type: string; address: string}[] | undefined) ?? []).map(({type, address}) => [
			`  ${type}:`,
			address,
		]),
	);
	const cidr = node.spec?.['podCIDR'] as string | undefined;
	// One block for Go's tabwriter: its first column is as wide as the widest of all these lines.
	const block = columns([
		...info
			.filter(([, key]) => nodeInfo[key] !== undefined && (key !== 'kubeProxyVersion' || minor < 31))
			.map(([title, key]) => [`  ${title}`, nodeInfo[key]!]),
		...(cidr === undefined
			? []
			: [
					['PodCIDR:', cidr],
					['PodCIDRs:', cidr],
				]),
		['Non-terminated Pods:', `(${pods.length} in total)`],
		[
			'  Namespace',
			'Name',
			'',
			'CPU Requests',
			'CPU Limits',
			'Memory Requests',
			'Memory Limits',
			minor < 21 ? 'AGE' : 'Age',
		],
		['  ---------', '----', '', '------------', '----------', '---------------', '-------------', '---'],
		...pods.map(pod => [
			`  ${pod.metadata.namespace ?? ''}`,
			pod.metadata.name,
			'',
			share([pod], 'requests', 'cpu'),
			share([pod], 'limits', 'cpu'),
			share([pod], 'requests', 'memory'),
			share([pod], 'limits', 'memory'),
			age(now, pod.metadata.creationTimestamp),
		]),
	]);
	const allocated = columns([
		['  Resource', 'Requests', 'Limits'],
		['  --------', '--------', '------'],
		['  cpu', share(pods, 'requests', 'cpu'), share(pods, 'limits', 'cpu')],
		['  memory', share(pods, 'requests', 'memory'), share(pods, 'limits', 'memory')],
		['  ephemeral-storage', '0 (0%)', '0 (0%)'],
		['  hugepages-1Gi', '0 (0%)', '0 (0%)'],
		['  hugepages-2Mi', '0 (0%)', '0 (0%)'],
	]);
	return `${head}Lease:\n${leaseText}Conditions:\n${conditions}Addresses:\n${addresses}Capacity:\n${sizes(status['capacity'])}Allocatable:\n${sizes(status['allocatable'])}System Info:\n${block}Allocated resources:\n  (Total limits may be over 100 percent, i.e., overcommitted.)\n${allocated}`;
};
