// kubectl get: tables, and the object itself as YAML, JSON, names, JSONPath or columns of one's own.
import {type CommandResult, failed} from '../command.ts';
import type {KubeObject} from '../world.ts';
import {writeYaml} from '../yaml.ts';
import {componentStatuses} from './component-status.ts';
import type {Client} from './client.ts';
import {eventObjects, eventTable} from './events.ts';
import {jsonPath, JsonPathError, pathValues} from './jsonpath.ts';
import {kindNamed, kindOf, qualified} from './kinds.ts';
import {labelText, type View} from './printer.ts';
import {printerOf} from './printers.ts';
import {type Group, select, targets} from './select.ts';
import {printTable, type Table} from './table.ts';
import {word} from '../word.ts';

const tableOf = ({kind, objects}: Group, view: View, client: Client, prefix: boolean): Table => {
	const {flags} = client;
	if (kind.kind === 'Event') return eventTable(objects, view, flags.has('all-namespaces'));
	const printer = printerOf(kind.kind, view);
	const wide = flags.value('output') === 'wide' && printer.wide !== undefined;
	const everywhere = flags.has('all-namespaces') && kind.namespaced;
	const labels = flags.has('show-labels');
	const own = flags.values('label-columns').flatMap(value => value.split(','));
	return {
		head: [
			...(everywhere ? ['NAMESPACE'] : []),
			...printer.head,
			...(wide ? (printer.wide ?? []) : []),
			...own.map(label => (label.split('/').at(-1) ?? '').toUpperCase()),
			...(labels ? ['LABELS'] : []),
		],
		rows: objects.map(object => {
			const [name = '', ...cells] = printer.row(object, view);
			return [
				...(everywhere ? [object.metadata.namespace ?? ''] : []),
				prefix ? `${qualified(kind)}/${name}` : name,
				...cells,
				...(wide ? (printer.wideRow?.(object, view) ?? []) : []),
				...own.map(label => object.metadata.labels?.[label] ?? ''),
				...(labels ? [labelText(object.metadata.labels)] : []),
			];
		}),
	};
};

const sortKey = (path: string, object: KubeObject): string | number => {
	const [value] = pathValues(path, object);
	return typeof value === 'number' ? value : word(value);
};

const sorted = (objects: readonly KubeObject[], path: string | undefined): readonly KubeObject[] =>
	path === undefined
		? objects
		: objects.toSorted((a, b) => {
				const [one, other] = [sortKey(path, a), sortKey(path, b)];
				return one < other ? -1 : one > other ? 1 : 0;
			});

const cell = (object: KubeObject, path: string): string => {
	const found = pathValues(path, object);
	return found.length === 0 ? '<none>' : found.map(value => word(value)).join(',');
};

const custom = (spec: string, objects: readonly KubeObject[], withHead: boolean): string => {
	const parts = spec.split(',').map(part => {
		const colon = part.indexOf(':');
		return {head: part.slice(0, colon), path: part.slice(colon + 1)};
	});
	return printTable(
		{head: parts.map(({head}) => head), rows: objects.map(object => parts.map(({path}) => cell(object, path)))},
		withHead,
	);
};

/** One object as it is; several as a List. */
const whole = (objects: readonly KubeObject[], single: boolean): unknown =>
	single && objects.length === 1
		? objects[0]
		: {apiVersion: 'v1', items: objects, kind: 'List', metadata: {resourceVersion: ''}};

const formatted = (client: Client, objects: readonly KubeObject[], single: boolean): CommandResult | undefined => {
	const output = client.flags.value('output');
	if (output === undefined || output === 'wide') return undefined;
	const [format = '', ...rest] = output.split('=');
	const argument = rest.length > 0 ? rest.join('=') : client.flags.value('template');
	if (format === 'yaml') return {stdout: writeYaml(whole(objects, single))};
	if (format === 'json') return {stdout: `${JSON.stringify(whole(objects, single), undefined, 4)}\n`};
	if (format === 'name')
		return {stdout: objects.map(object => `${qualified(kindOf(object.kind))}/${object.metadata.name}\n`).join('')};
	if (format === 'custom-columns') return {stdout: custom(argument ?? '', objects, !client.flags.has('no-headers'))};
	if (format !== 'jsonpath')
		return failed(
			`error: unable to match a printer suitable for the output format "${format}", allowed formats are: custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,wide,yaml\n`,
		);
	try {
		// Go leaves out what an object does not have, so an empty list has no items to look for.
		return {stdout: jsonPath(argument ?? '', whole(objects, single))};
	} catch (error) {
		if (!(error instanceof JsonPathError)) throw error;
		return failed(`error: error executing jsonpath ${JSON.stringify(argument ?? '')}: ${error.message}\n`);
	}
};

export const getVerb = async (client: Client): Promise<CommandResult> => {
	const {flags, at} = client;
	const {words} = flags;
	if (words.length === 0)
		return failed(
			'You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n\nerror: Required resource not specified.\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).\nSee \'kubectl get -h\' for help and examples\n',
		);
	const [first] = targets(words);
	if (kindNamed(first?.type ?? '')?.kind === 'ComponentStatus') return componentStatuses(client);
	const found = await select(client, words);
	if (!('groups' in found)) return found;
	const missing = flags.has('ignore-not-found')
		? found.missing.filter(line => !line.includes('(NotFound)'))
		: found.missing;
	const groups = found.groups.map(({kind, objects}) => ({
		kind,
		objects: sorted(kind.kind === 'Event' ? eventObjects(client) : objects, flags.value('sort-by')),
	}));
	const objects = groups.flatMap(group => group.objects);
	const stderr = missing.join('');
	const exit = missing.length > 0 ? 1 : 0;
	if (found.missing.length > 0 && objects.length === 0) return {stderr, exit};
	const single = found.named && words.length <= 2 && objects.length === 1;
	const other = formatted(client, objects, single);
	if (other !== undefined) return {...other, stderr: `${other.stderr ?? ''}${stderr}`, exit: other.exit ?? exit};
	const filled = groups.filter(group => group.objects.length > 0);
	if (filled.length === 0) {
		const namespaced = groups.every(({kind}) => kind.namespaced) && !flags.has('all-namespaces');
		return {stderr: `No resources found${namespaced ? ` in ${client.namespace} namespace.` : ''}\n`};
	}
	const view: View = {world: at.world, now: at.world.now, minor: client.minor};
	const prefix = groups.length > 1 || words[0] === 'all';
	const tables = filled.map(group => printTable(tableOf(group, view, client, prefix), !flags.has('no-headers')));
	return {stdout: tables.join('\n'), stderr, exit};
};
