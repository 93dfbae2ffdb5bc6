// kubectl describe pod.
import {specOf, type ContainerSpec} from '../cluster/pod.ts';
import type {KubeObject} from '../world.ts';
import type {Client} from './client.ts';
import {annotationLines, indent, labelLines, longTime, rows} from './describe-text.ts';
import {type ContainerStatus, type State, statuses} from './pod-columns.ts';
import {type AnyVolume, tolerationText, volumePage} from './describe-volumes.ts';
import {columns} from './table.ts';
import {word} from '../word.ts';

type Probe = {
	httpGet?: {path?: string; port: number | string; scheme?: string; host?: string};
	exec?: {command: string[]};
	tcpSocket?: {port: number};
	[key: string]: unknown;
};

const probeText = (probe: Probe): string => {
	const {httpGet, exec, tcpSocket} = probe;
	const what =
		httpGet !== undefined
			? `http-get ${(httpGet.scheme ?? 'http').toLowerCase()}://${httpGet.host ?? ''}:${httpGet.port}${httpGet.path ?? ''}`
			: exec !== undefined
				? `exec [${exec.command.join(' ')}]`
				: `tcp-socket :${tcpSocket?.port ?? ''}`;
	const number = (key: string, usual: number): number => (probe[key] as number | undefined) ?? usual;
	return `${what} delay=${number('initialDelaySeconds', 0)}s timeout=${number('timeoutSeconds', 1)}s period=${number('periodSeconds', 10)}s #success=${number('successThreshold', 1)} #failure=${number('failureThreshold', 3)}`;
};

const stateRows = (head: string, state: State | undefined): string[][] => {
	if (state?.running !== undefined)
		return [
			[head, 'Running'],
			['  Started:', longTime(state.running.startedAt)],
		];
	if (state?.terminated !== undefined)
		return [
			[head, 'Terminated'],
			['  Reason:', state.terminated.reason ?? 'Error'],
			['  Exit Code:', word(state.terminated.exitCode, '0')],
			['  Started:', longTime(state.terminated.startedAt)],
			['  Finished:', longTime(state.terminated.finishedAt)],
		];
	return [[head, 'Waiting'], ...(state?.waiting?.reason === undefined ? [] : [['  Reason:', state.waiting.reason]])];
};

type Resources = {limits?: Record<string, string>; requests?: Record<string, string>};

const amounts = (head: string, values: Record<string, string> | undefined): string => {
	const entries = Object.entries(values ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
	return entries.length === 0
		? ''
		: `${head}\n${indent(columns(entries.map(([key, value]) => [`${key}:`, value])), '  ')}`;
};

const words = (head: string, list: readonly string[] | undefined): string =>
	list === undefined || list.length === 0 ? '' : `${head}\n${list.map(word => `  ${word}\n`).join('')}`;

const containerPage = (spec: ContainerSpec, status: ContainerStatus | undefined): string => {
	const more = spec as ContainerSpec & {
		resources?: Resources;
		livenessProbe?: Probe;
		readinessProbe?: Probe;
		startupProbe?: Probe;
	};
	const known = status !== undefined;
	const ports = spec.ports ?? [];
	const portWord = (pick: (port: NonNullable<ContainerSpec['ports']>[number]) => string): string =>
		ports.map(pick).join(', ') || '<none>';
	const top = columns([
		...(known ? [['Container ID:', status.containerID ?? '']] : []),
		['Image:', spec.image],
		...(known ? [['Image ID:', status.imageID ?? '']] : []),
		[ports.length > 1 ? 'Ports:' : 'Port:', portWord(port => `${port.containerPort}/${port.protocol ?? 'TCP'}`)],
		[
			ports.length > 1 ? 'Host Ports:' : 'Host Port:',
			portWord(port => `${String((port as {hostPort?: number}).hostPort ?? 0)}/${port.protocol ?? 'TCP'}`),
		],
	]);
	const state = known
		? columns([
				...stateRows('State:', status.state),
				...(status.lastState?.terminated === undefined ? [] : stateRows('Last State:', status.lastState)),
				['Ready:', status.ready === true ? 'True' : 'False'],
				['Restart Count:', word(status.restartCount, '0')],
			])
		: '';
	const env = (spec.env ?? []).map(({name, value, valueFrom}) => {
		const field = (valueFrom as {fieldRef?: {apiVersion?: string; fieldPath: string}} | undefined)?.fieldRef;
		return [
			`  ${name}:`,
			field === undefined ? (value ?? '') : ` (${field.apiVersion ?? 'v1'}:${field.fieldPath})`,
		];
	});
	const probes = columns([
		...(more.livenessProbe === undefined ? [] : [['Liveness:', probeText(more.livenessProbe)]]),
		...(more.readinessProbe === undefined ? [] : [['Readiness:', probeText(more.readinessProbe)]]),
		...(more.startupProbe === undefined ? [] : [['Startup:', probeText(more.startupProbe)]]),
		...(env.length === 0 ? [['Environment:', '<none>']] : [['Environment:', '']]),
	]);
	const mounts = (spec.volumeMounts ?? [])
		.map(
			mount =>
				`  ${mount.mountPath} from ${mount.name} (${mount.readOnly ? 'ro' : 'rw'}${mount.subPath === undefined ? '' : `,path="${mount.subPath}"`})\n`,
		)
		.join('');
	const body = [
		top,
		words('Command:', spec.command),
		words('Args:', spec.args),
		state,
		amounts('Limits:', more.resources?.limits),
		amounts('Requests:', more.resources?.requests),
		probes,
		columns(env),
		mounts === '' ? 'Mounts:         <none>\n' : `Mounts:\n${mounts}`,
	].join('');
	return `  ${spec.name}:\n${indent(body, '    ')}`;
};

/** The API server derives it from requests and limits. */
const quality = (containers: readonly ContainerSpec[]): string => {
	const all = containers.map(container => (container as {resources?: Resources}).resources ?? {});
	if (all.every(({requests, limits}) => requests === undefined && limits === undefined)) return 'BestEffort';
	const guaranteed = all.every(
		({requests, limits}) =>
			limits?.['cpu'] !== undefined &&
			limits['memory'] !== undefined &&
			(requests?.['cpu'] ?? limits['cpu']) === limits['cpu'] &&
			(requests?.['memory'] ?? limits['memory']) === limits['memory'],
	);
	return guaranteed ? 'Guaranteed' : 'Burstable';
};

export const describePod = (pod: KubeObject, {minor}: Client): string => {
	const spec = specOf(pod) as ReturnType<typeof specOf> & {
		priority?: number;
		priorityClassName?: string;
		serviceAccountName?: string;
	};
	const status = pod.status ?? {};
	const owner = pod.metadata.ownerReferences?.find(reference => reference.controller);
	const ip = status['podIP'] as string | undefined;
	const hostIp = status['hostIP'] as string | undefined;
	const gone = pod.metadata['deletionTimestamp'] as string | undefined;
	const head = columns([
		['Name:', pod.metadata.name],
		['Namespace:', pod.metadata.namespace ?? 'default'],
		[
			'Priority:',
			String(
				spec.priority ??
					(spec.priorityClassName === 'system-node-critical'
						? 2_000_001_000
						: spec.priorityClassName === 'system-cluster-critical'
							? 2_000_000_000
							: 0),
			),
		],
		...(spec.priorityClassName === undefined ? [] : [['Priority Class Name:', spec.priorityClassName]]),
		...(minor < 24 ? [] : [['Service Account:', spec.serviceAccountName ?? 'default']]),
		[
			'Node:',
			spec.nodeName === undefined
				? '<none>'
				: hostIp === undefined
					? `${spec.nodeName}/`
					: `${spec.nodeName}/${hostIp}`,
		],
		...(status['startTime'] === undefined ? [] : [['Start Time:', longTime(status['startTime'])]]),
		...rows('Labels:', labelLines(pod.metadata.labels)),
		...rows('Annotations:', annotationLines(pod.metadata.annotations)),
		['Status:', gone === undefined ? word(status['phase'], 'Pending') : `Terminating (lasts <invalid>)`],
		...(status['reason'] === undefined ? [] : [['Reason:', word(status['reason'])]]),
		...(status['message'] === undefined ? [] : [['Message:', word(status['message'])]]),
		['IP:', ip ?? ''],
		...(ip === undefined ? [['IPs:', '<none>']] : []),
	]);
	const ips = ip === undefined ? '' : `IPs:\n  IP:           ${ip}\n`;
	const controlled = owner === undefined ? '' : `Controlled By:  ${owner.kind}/${owner.name}\n`;
	const section = (title: string, containers: readonly ContainerSpec[], key: string): string =>
		containers.length === 0
			? ''
			: `${title}:\n${containers
					.map(container =>
						containerPage(
							container,
							statuses(pod, key).find(entry => entry.name === container.name),
						),
					)
					.join('')}`;
	type Condition = {type: string; status: string};
	const conditions = columns([
		['  Type', 'Status'],
		...((status['conditions'] as Condition[] | undefined) ?? []).map(condition => [
			`  ${condition.type} `,
			`${condition.status} `,
		]),
	]);
	const volumes = ((spec.volumes ?? []) as readonly AnyVolume[]).map(volumePage).join('');
	const end = columns([
		['QoS Class:', quality(spec.containers)],
		...rows('Node-Selectors:', labelLines(spec.nodeSelector)),
		...rows('Tolerations:', tolerationText(pod)),
	]);
	return `${head}${ips}${controlled}${section('Init Containers', spec.initContainers ?? [], 'initContainerStatuses')}${section('Containers', spec.containers, 'containerStatuses')}Conditions:\n${conditions}${volumes === '' ? 'Volumes:         <none>\n' : `Volumes:\n${volumes}`}${end}`;
};
