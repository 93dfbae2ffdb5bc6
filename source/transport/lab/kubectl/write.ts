// Objects that somebody writes: read from files, checked as the API server checks them, created, changed and removed.
import {type Draft, get, put, stamp} from '../cluster/objects.ts';
import {type CommandResult, type Shell, failed} from '../command.ts';
import {readUrl, fetchOnce} from '../commands/curl.ts';
import {readOptions} from '../commands/curl-options.ts';
import type {KubeObject, World} from '../world.ts';
import {readYaml, YamlError} from '../yaml.ts';
import {kinds, qualified, kindOf, qualifiedPlural} from './kinds.ts';

type Value = {readonly [key: string]: unknown};

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const flatten = (value: unknown): readonly unknown[] =>
	isRecord(value) && String(value['kind']).endsWith('List') && Array.isArray(value['items'])
		? value['items'].flatMap(flatten)
		: [value];

const textOf = async (at: Shell, name: string): Promise<string | CommandResult> => {
	if (name === '-') return at.stdin;
	if (/^https?:\/\//.test(name)) {
		const options = readOptions(['-sSL', name], at);
		const url = readUrl(name);
		if (!('urls' in options) || url === undefined) return failed(`error: unable to read URL "${name}"\n`);
		const {reply, trouble} = await fetchOnce(at, url, options);
		if (trouble?.exit === 6)
			return failed(
				`error: unable to read URL "${name}", dial tcp: lookup ${url.host} on 10.77.0.1:53: no such host\n`,
			);
		if (trouble !== undefined || reply === undefined)
			return failed(`error: unable to read URL "${name}", ${trouble?.message ?? 'EOF'}\n`);
		return reply.status < 400
			? reply.body
			: failed(
					`error: unable to read URL "${name}", server reported ${reply.status} ${reply.text}, status code=${reply.status}\n`,
				);
	}
	const path = at.path(name);
	if (at.files.isDirectory(path))
		return at.files
			.list(path)
			.filter(file => /\.(ya?ml|json)$/.test(file))
			.map(file => at.files.read(`${path}/${file}`) ?? '')
			.join('\n---\n');
	return at.files.read(path) ?? failed(`error: the path "${name}" does not exist\n`);
};

/** The objects of `-f FILE`, in their order. */
export const readManifests = async (at: Shell, names: readonly string[]): Promise<readonly Draft[] | CommandResult> => {
	const drafts: Draft[] = [];
	for (const name of names) {
		const text = await textOf(at, name);
		if (typeof text !== 'string') return text;
		let values: readonly unknown[];
		try {
			values = readYaml(text).flatMap(flatten);
		} catch (error) {
			if (!(error instanceof YamlError)) throw error;
			return failed(
				`error: error parsing ${name === '-' ? 'STDIN' : name}: error converting YAML to JSON: ${error.message}\n`,
			);
		}
		for (const value of values) {
			if (!isRecord(value) || typeof value['kind'] !== 'string')
				return failed(
					`error: error validating "${name}": error validating data: [apiVersion not set, kind not set]; if you choose to ignore these errors, turn validation off with --validate=false\n`,
				);
			const metadata = value['metadata'];
			if (!isRecord(metadata) || typeof metadata['name'] !== 'string')
				return failed(
					`error: error when retrieving current configuration of:\nResource: "${qualifiedPlural(kindOf(value['kind']))}"\nName: "", Namespace: "default"\nfrom server for: "${name}": resource name may not be empty\n`,
				);
			drafts.push(structuredClone(value) as unknown as Draft);
		}
		if (values.length === 0) return failed('error: no objects passed to apply\n');
	}
	return drafts;
};

/** Kinds that an API server has only once their definition is there. */
const custom = /^(?:operator\.tigera\.io|crd\.projectcalico\.org|gateway\.(?:networking\.k8s|envoyproxy)\.io)\//;

const noMatch = (draft: Draft, file: string): string =>
	`error: resource mapping not found for name: "${draft.metadata.name}" namespace: "${draft.metadata.namespace ?? ''}" from "${file}": no matches for kind "${draft.kind}" in version "${draft.apiVersion}"\nensure CRDs are installed first\n`;

/** Why the API server does not take it. Undefined when it does. */
export const refuse = (world: World, draft: Draft, file = ''): string | undefined => {
	const kind = kinds.find(other => other.kind === draft.kind);
	if (
		kind === undefined ||
		(draft.apiVersion.split('/')[0] !== kind.apiVersion.split('/')[0] && kind.apiVersion.includes('/'))
	)
		if (get(world, 'CustomResourceDefinition', draft.kind) === undefined && kind === undefined)
			return noMatch(draft, file);
	if (
		kind !== undefined &&
		custom.test(kind.apiVersion) &&
		get(world, 'CustomResourceDefinition', qualifiedPlural(kind)) === undefined
	)
		return noMatch(draft, file);
	const namespace = draft.metadata.namespace;
	if (kind?.namespaced && namespace !== undefined && get(world, 'Namespace', namespace) === undefined)
		return `Error from server (NotFound): error when creating "${file}": namespaces "${namespace}" not found\n`;
	if (!/^[a-z0-9]([-a-z0-9.:]*[a-z0-9])?$/.test(draft.metadata.name))
		return `The ${kind?.kind ?? draft.kind} "${draft.metadata.name}" is invalid: metadata.name: Invalid value: "${draft.metadata.name}": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')\n`;
	return undefined;
};

/** Secrets may say their data in plain text. */
const encoded = (draft: Draft): Draft => {
	const plain = draft['stringData'];
	if (draft.kind !== 'Secret' || !isRecord(plain)) return draft;
	const {stringData: _, ...rest} = draft;
	const data = Object.fromEntries(
		Object.entries(plain).map(([key, value]) => [key, Buffer.from(String(value)).toString('base64')]),
	);
	return {...rest, data: {...rest.data, ...data}};
};

/** What the API server itself says of a new object, by kind. */
const first = (world: World, {kind}: Draft): object => {
	if (kind === 'Namespace') return {status: {phase: 'Active'}};
	if (kind !== 'CustomResourceDefinition') return {};
	const condition = (type: string, reason: string, message: string) => ({
		type,
		status: 'True',
		reason,
		message,
		lastTransitionTime: stamp(world.now),
	});
	return {
		status: {
			conditions: [
				condition('NamesAccepted', 'NoConflicts', 'no conflicts found'),
				condition('Established', 'InitialNamesAccepted', 'the initial names have been accepted'),
			],
		},
	};
};

export const save = (world: World, draft: Draft): KubeObject => put(world, {...encoded(draft), ...first(world, draft)});

/** A merge as RFC 7386 has it; lists of things with names are merged by name, as strategic merge does. */
export const merge = (old: unknown, change: unknown, strategic: boolean): unknown => {
	if (
		Array.isArray(change) &&
		Array.isArray(old) &&
		strategic &&
		change.every(item => isRecord(item) && typeof item['name'] === 'string')
	) {
		const items: unknown[] = [...(old as unknown[])];
		for (const item of change as Value[]) {
			const at = items.findIndex(other => isRecord(other) && other['name'] === item['name']);
			if (at === -1) items.push(item);
			else items[at] = merge(items[at], item, strategic);
		}
		return items;
	}
	if (!isRecord(change)) return change;
	const result: Record<string, unknown> = isRecord(old) ? {...old} : {};
	for (const [key, value] of Object.entries(change))
		if (value === null) delete result[key];
		else result[key] = merge(result[key], value, strategic);
	return result;
};

/** What `apply` remembers, so that it can tell what the file no longer says. */
export const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** Keys the file once set and does not say any more are removed. */
const dropped = (before: unknown, now: unknown): unknown => {
	if (!isRecord(before) || !isRecord(now)) return undefined;
	const gone: Record<string, unknown> = {};
	for (const [key, value] of Object.entries(before)) {
		if (!(key in now)) gone[key] = null;
		else {
			const inner = dropped(value, now[key]);
			if (isRecord(inner) && Object.keys(inner).length > 0) gone[key] = inner;
		}
	}
	return gone;
};

/** `created`, `configured` or `unchanged`, as apply says behind the object's name. */
export const applyDraft = (
	world: World,
	draft: Draft,
): {readonly object: KubeObject; readonly verb: 'created' | 'configured' | 'unchanged'} => {
	const kind = kindOf(draft.kind);
	const namespace = kind.namespaced ? (draft.metadata.namespace ?? 'default') : undefined;
	const old = get(world, draft.kind, draft.metadata.name, namespace);
	const said = JSON.stringify(draft);
	const annotations = {
		...(draft.metadata as {annotations?: Record<string, string>}).annotations,
		[lastApplied]: `${said}\n`,
	};
	const wanted = {...draft, metadata: {...draft.metadata, annotations}} as Draft;
	if (old === undefined) return {object: save(world, wanted), verb: 'created'};
	const before: unknown = JSON.parse(old.metadata.annotations?.[lastApplied] ?? '{}');
	const {status, ...rest} = old;
	const changed = merge(merge(rest, dropped(before, draft), false), wanted, true) as Draft;
	if (JSON.stringify(changed) === JSON.stringify(rest)) return {object: old, verb: 'unchanged'};
	return {object: save(world, {...changed, ...(status === undefined ? {} : {status})}), verb: 'configured'};
};

export const called = (object: {kind: string; metadata: {name: string}}): string =>
	`${qualified(kindOf(object.kind))}/${object.metadata.name}`;
