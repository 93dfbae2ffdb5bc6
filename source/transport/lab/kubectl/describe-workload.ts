// kubectl describe for what runs pods, and for Services.
import {get, list, ownedBy} from '../cluster/objects.ts';
import type {KubeObject} from '../world.ts';
import type {Client} from './client.ts';
import {annotationLines, indent, labelLines, longTime, rows} from './describe-text.ts';
import {labelText} from './printer.ts';
import {endpointText} from './printers.ts';
import {columns} from './table.ts';
import {word} from '../word.ts';

type Template = {
	metadata?: {labels?: Record<string, string>; annotations?: Record<string, string>};
	spec?: {
		containers?: {
			name: string;
			image: string;
			ports?: {containerPort: number; protocol?: string}[];
			args?: string[];
			command?: string[];
		}[];
	};
};

const count = (object: KubeObject, key: string): number => (object.status?.[key] as number | undefined) ?? 0;

const words = (head: string, some: string[] | undefined): string =>
	some === undefined ? '' : `${head}\n${some.map(word => `  ${word}\n`).join('')}`;

const templatePage = (template: Template | undefined): string => {
	const containers = (template?.spec?.containers ?? [])
		.map(({name, image, ports, args, command}) => {
			const facts = columns([
				['Image:', image],
				['Port:', ports?.map(port => `${port.containerPort}/${port.protocol ?? 'TCP'}`).join(', ') ?? '<none>'],
				['Host Port:', ports?.map(port => `0/${port.protocol ?? 'TCP'}`).join(', ') ?? '<none>'],
			]);
			return `   ${name}:\n${indent(`${facts}${words('Command:', command)}${words('Args:', args)}`, '    ')}`;
		})
		.join('');
	return `Pod Template:\n${columns(rows('  Labels:', labelLines(template?.metadata?.labels)))}  Containers:\n${containers}`;
};

const replicaWords = (object: KubeObject): string[][] => {
	const wanted = (object.spec?.['replicas'] as number | undefined) ?? 1;
	if (object.kind === 'Deployment')
		return [
			[
				'Replicas:',
				`${wanted} desired | ${count(object, 'updatedReplicas')} updated | ${count(object, 'replicas')} total | ${count(object, 'availableReplicas')} available | ${Math.max(0, count(object, 'replicas') - count(object, 'availableReplicas'))} unavailable`,
			],
		];
	if (object.kind === 'DaemonSet')
		return [
			['Desired Number of Nodes Scheduled:', String(count(object, 'desiredNumberScheduled'))],
			['Current Number of Nodes Scheduled:', String(count(object, 'currentNumberScheduled'))],
			['Number of Nodes Scheduled with Up-to-date Pods:', String(count(object, 'updatedNumberScheduled'))],
			['Number of Nodes Scheduled with Available Pods:', String(count(object, 'numberAvailable'))],
		];
	return [['Replicas:', `${count(object, 'replicas')} current / ${wanted} desired`]];
};

const podsStatus = (object: KubeObject, {at}: Client): string => {
	const phases = list(at.world, 'Pod', object.metadata.namespace)
		.filter(pod => ownedBy(pod, object))
		.map(pod => word(pod.status?.['phase'], 'Pending'));
	const of = (phase: string): number => phases.filter(other => other === phase).length;
	return `Pods Status:  ${of('Running')} Running / ${of('Pending')} Waiting / ${of('Succeeded')} Succeeded / ${of('Failed')} Failed\n`;
};

const setLine = (set: KubeObject | undefined): string =>
	set === undefined
		? '<none>'
		: `${set.metadata.name} (${count(set, 'replicas')}/${word(set.spec?.['replicas'], '0')} replicas created)`;

export const describeWorkload = (object: KubeObject, client: Client): string => {
	const {metadata, spec, status} = object;
	const owner = metadata.ownerReferences?.find(reference => reference.controller);
	const selector = labelText((spec?.['selector'] as {matchLabels?: unknown} | undefined)?.matchLabels);
	const strategy = spec?.['strategy'] as
		| {type?: string; rollingUpdate?: {maxUnavailable?: unknown; maxSurge?: unknown}}
		| undefined;
	const head = columns([
		['Name:', metadata.name],
		['Namespace:', metadata.namespace ?? 'default'],
		...(object.kind === 'Deployment' ? [['CreationTimestamp:', longTime(metadata.creationTimestamp)]] : []),
		...(object.kind === 'Deployment' ? [] : [['Selector:', selector]]),
		...(object.kind === 'DaemonSet'
			? [
					[
						'Node-Selector:',
						labelText(
							(spec?.['template'] as {spec?: {nodeSelector?: unknown}} | undefined)?.spec?.nodeSelector,
						),
					],
				]
			: []),
		...rows('Labels:', labelLines(metadata.labels)),
		...rows('Annotations:', annotationLines(metadata.annotations)),
		...(owner === undefined ? [] : [['Controlled By:', `${owner.kind}/${owner.name}`]]),
		...(object.kind === 'Deployment' ? [['Selector:', selector]] : []),
		...(object.kind === 'DaemonSet' ? [] : replicaWords(object)),
		...(strategy === undefined
			? []
			: [
					['StrategyType:', strategy.type ?? 'RollingUpdate'],
					['MinReadySeconds:', '0'],
					[
						'RollingUpdateStrategy:',
						`${word(strategy.rollingUpdate?.maxUnavailable, '25%')} max unavailable, ${word(strategy.rollingUpdate?.maxSurge, '25%')} max surge`,
					],
				]),
	]);
	const daemon =
		object.kind === 'DaemonSet'
			? replicaWords(object)
					.map(row => `${row.join(' ')}\n`)
					.join('')
			: '';
	const template = templatePage(spec?.['template'] as Template | undefined);
	if (object.kind !== 'Deployment') return `${head}${daemon}${podsStatus(object, client)}${template}`;
	type Condition = {type: string; status: string; reason?: string};
	const conditions = columns([
		['  Type', 'Status', 'Reason'],
		['  ----', '------', '------'],
		...((status?.['conditions'] as Condition[] | undefined) ?? []).map(({type, status: is, reason}) => [
			`  ${type}`,
			is,
			reason ?? '',
		]),
	]);
	const sets = list(client.at.world, 'ReplicaSet', metadata.namespace).filter(set => ownedBy(set, object));
	const wanted = JSON.stringify((spec?.['template'] as Template | undefined)?.spec);
	const newest = sets.find(set => JSON.stringify((set.spec?.['template'] as Template | undefined)?.spec) === wanted);
	const old = sets.filter(set => set !== newest && Number(set.spec?.['replicas'] ?? 0) > 0);
	return `${head}${template}Conditions:\n${conditions}OldReplicaSets:  ${old.map(setLine).join(', ') || '<none>'}\nNewReplicaSet:   ${setLine(newest)}\n`;
};

type ServicePort = {name?: string; port: number; protocol?: string; targetPort?: number | string; nodePort?: number};

export const describeService = (service: KubeObject, {at}: Client): string => {
	const spec = service.spec ?? {};
	const endpoints = get(at.world, 'Endpoints', service.metadata.name, service.metadata.namespace);
	const ports = ((spec['ports'] as ServicePort[] | undefined) ?? []).flatMap(
		({name = '<unset>', port, protocol = 'TCP', targetPort, nodePort}) => [
			['Port:', `${name}  ${port}/${protocol}`],
			['TargetPort:', `${String(targetPort ?? port)}/${protocol}`],
			...(nodePort === undefined ? [] : [['NodePort:', `${name}  ${nodePort}/${protocol}`]]),
			['Endpoints:', endpoints === undefined ? '<none>' : endpointText(endpoints).replace('<none>', '')],
		],
	);
	return columns([
		['Name:', service.metadata.name],
		['Namespace:', service.metadata.namespace ?? 'default'],
		...rows('Labels:', labelLines(service.metadata.labels)),
		...rows('Annotations:', annotationLines(service.metadata.annotations)),
		['Selector:', labelText(spec['selector'])],
		['Type:', word(spec['type'], 'ClusterIP')],
		['IP Family Policy:', word(spec['ipFamilyPolicy'], 'SingleStack')],
		['IP Families:', ((spec['ipFamilies'] as string[] | undefined) ?? ['IPv4']).join(',')],
		['IP:', word(spec['clusterIP'])],
		['IPs:', ((spec['clusterIPs'] as string[] | undefined) ?? []).join(',')],
		...ports,
		['Session Affinity:', word(spec['sessionAffinity'], 'None')],
	]);
};
