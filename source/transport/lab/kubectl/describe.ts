// kubectl describe: which objects, and for each kind its own pages.
import {type CommandResult, failed} from '../command.ts';
import type {KubeObject} from '../world.ts';
import type {Client} from './client.ts';
import {describeNode} from './describe-node.ts';
import {describePod} from './describe-pod.ts';
import {describeService, describeWorkload} from './describe-workload.ts';
import {eventLines} from './events.ts';
import {columns} from './table.ts';
import {annotationLines, labelLines, rows} from './describe-text.ts';
import {select} from './select.ts';
import {list} from '../cluster/objects.ts';
import {word} from '../word.ts';

type Page = (object: KubeObject, client: Client) => string;

const eventsOf = (object: KubeObject, client: Client, page: string): string =>
	eventLines(
		(client.at.world.cluster?.events ?? []).filter(
			event =>
				event.kind === object.kind &&
				event.name === object.metadata.name &&
				(object.metadata.namespace === undefined || event.namespace === object.metadata.namespace) &&
				// The API server forgets after an hour.
				client.now - event.at < 3_600_000,
		),
		client.now,
		page,
	);

const configMap: Page = object => {
	const head = columns([
		['Name:', object.metadata.name],
		['Namespace:', object.metadata.namespace ?? ''],
		...rows('Labels:', labelLines(object.metadata.labels)),
		...rows('Annotations:', annotationLines(object.metadata.annotations)),
	]);
	const data = Object.entries(object.data ?? {})
		.map(([key, value]) => `${key}:\n----\n${value}\n`)
		.join('\n');
	return `${head}\nData\n====\n${data}\n\nBinaryData\n====\n\n`;
};

const secret: Page = object => {
	const head = columns([
		['Name:', object.metadata.name],
		['Namespace:', object.metadata.namespace ?? ''],
		...rows('Labels:', labelLines(object.metadata.labels)),
		...rows('Annotations:', annotationLines(object.metadata.annotations)),
		['', ''],
		['Type:', word(object['type'], 'Opaque')],
	]);
	const data = Object.entries(object.data ?? {})
		.map(([key, value]) => `${key}:  ${Buffer.from(value, 'base64').length} bytes\n`)
		.join('');
	return `${head}\nData\n====\n${data}`;
};

const anything: Page = object =>
	columns([
		['Name:', object.metadata.name],
		...(object.metadata.namespace === undefined ? [] : [['Namespace:', object.metadata.namespace]]),
		...rows('Labels:', labelLines(object.metadata.labels)),
		...rows('Annotations:', annotationLines(object.metadata.annotations)),
		['API Version:', object.apiVersion],
		['Kind:', object.kind],
		['Metadata:', ''],
		['  Creation Timestamp:', object.metadata.creationTimestamp],
		['  Resource Version:', object.metadata.resourceVersion],
		['  UID:', object.metadata.uid],
	]);

const pages: Readonly<Record<string, Page>> = {
	Node: describeNode,
	Pod: describePod,
	Service: describeService,
	Deployment: describeWorkload,
	ReplicaSet: describeWorkload,
	DaemonSet: describeWorkload,
	StatefulSet: describeWorkload,
	ConfigMap: configMap,
	Secret: secret,
};

export const describeVerb = async (client: Client): Promise<CommandResult> => {
	const {words} = client.flags;
	if (words.length === 0)
		return failed(
			'error: You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.\n',
		);
	const found = await select(client, words);
	if (!('groups' in found)) return found;
	const objects = found.groups.flatMap(({kind, objects: own}) => {
		if (found.missing.length === 0 || own.length > 0 || words.length !== 2) return own;
		// A beginning of a name will do.
		return list(client.at.world, kind.kind, kind.namespaced ? client.namespace : undefined).filter(object =>
			object.metadata.name.startsWith(words[1]!),
		);
	});
	if (objects.length === 0)
		return found.missing.length > 0
			? failed(found.missing.join(''))
			: {stderr: `No resources found in ${client.namespace} namespace.\n`};
	const text = objects.map(object => {
		const page = (pages[object.kind] ?? anything)(object, client);
		return object.kind === 'Secret' ? page : `${page}${eventsOf(object, client, page)}`;
	});
	return {stdout: text.join('\n\n')};
};
