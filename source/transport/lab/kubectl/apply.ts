// kubectl apply, create -f, replace, patch and delete.
import {get, remove, stamp, touch} from '../cluster/objects.ts';
import {type CommandResult, failed, said} from '../command.ts';
import type {KubeObject} from '../world.ts';
import {writeYaml} from '../yaml.ts';
import {type Client, unanswered} from './client.ts';
import {readDuration} from './flags.ts';
import {kindOf, qualifiedPlural} from './kinds.ts';
import {readYaml, YamlError} from '../yaml.ts';
import {mayNot, notFound, select} from './select.ts';
import {applyDraft, called, merge, readManifests, refuse, save} from './write.ts';

const inNamespace = <T extends {kind: string; metadata: {name: string; namespace?: string}}>(
	client: Client,
	draft: T,
): T =>
	kindOf(draft.kind).namespaced && draft.metadata.namespace === undefined
		? {...draft, metadata: {...draft.metadata, namespace: client.namespace}}
		: draft;

export const shown = (client: Client, object: {kind: string; metadata: {name: string}}, verb: string): string => {
	const output = client.flags.value('output');
	if (output === 'name') return `${called(object)}\n`;
	if (output === 'yaml') return writeYaml(object);
	if (output === 'json') return `${JSON.stringify(object, undefined, 4)}\n`;
	const dry = client.flags.value('dry-run');
	return `${called(object)} ${verb}${dry === undefined || dry === 'none' || dry === 'false' ? '' : ` (${dry === 'server' ? 'server ' : ''}dry run)`}\n`;
};

export const isDry = ({flags}: Client): boolean =>
	flags.value('dry-run') !== undefined && !['none', 'false'].includes(flags.value('dry-run')!);

export const writeVerb = async (client: Client, verb: 'apply' | 'create' | 'replace'): Promise<CommandResult> => {
	const {at, flags} = client;
	const files = flags.values('filename').flatMap(value => value.split(','));
	if (files.length === 0)
		return failed(
			verb === 'apply'
				? 'error: must specify one of -f and -k\n'
				: "Error: must specify one of -f and -k\n\nerror: unknown command\nSee 'kubectl create -h' for help and examples\n",
		);
	const drafts = await readManifests(at, files);
	if (!Array.isArray(drafts)) return drafts as CommandResult;
	let stdout = '';
	let stderr = '';
	for (const raw of drafts as readonly (KubeObject & {metadata: {name: string}})[]) {
		const draft = inNamespace(client, raw);
		const kind = kindOf(draft.kind);
		const silent = await unanswered(client, `${verb} ${qualifiedPlural(kind)}`);
		if (silent !== undefined) return {...silent, stdout};
		const denied = mayNot(
			client,
			verb === 'apply' ? 'patch' : verb,
			kind,
			draft.metadata.name,
			draft.metadata.namespace,
		);
		const refused = denied ?? refuse(at.world, draft, files[0]);
		const old = get(at.world, draft.kind, draft.metadata.name, draft.metadata.namespace);
		if (refused !== undefined) stderr += refused;
		else if (isDry(client))
			stdout += shown(
				client,
				draft,
				verb === 'apply' ? (old === undefined ? 'created' : 'configured') : `${verb}d`,
			);
		else if (verb === 'apply') {
			const done = applyDraft(at.world, draft);
			stdout += shown(client, done.object, flags.has('server-side') ? 'serverside-applied' : done.verb);
		} else if (verb === 'create' && old !== undefined)
			stderr += `Error from server (AlreadyExists): error when creating "${files[0] === '-' ? 'STDIN' : files[0]!}": ${qualifiedPlural(kind)} "${draft.metadata.name}" already exists\n`;
		else if (verb === 'replace' && old === undefined)
			stderr += notFound(kind, draft.metadata.name).replace(
				'(NotFound): ',
				`(NotFound): error when replacing "${files[0]!}": `,
			);
		else stdout += shown(client, save(at.world, draft), verb === 'create' ? 'created' : 'replaced');
	}
	at.settle();
	await at.pass(100);
	return {stdout, stderr, exit: stderr === '' ? 0 : 1};
};

export const patchVerb = async (client: Client): Promise<CommandResult> => {
	const {at, flags} = client;
	const text = flags.value('patch') ?? at.files.read(at.path(flags.value('patch-file') ?? '/nowhere'));
	if (text === undefined)
		return failed('error: must specify --patch or --patch-file containing the contents of the patch\n');
	const found = await select(client, flags.words);
	if (!('groups' in found)) return found;
	const object = found.groups[0]?.objects[0];
	if (object === undefined) return failed(found.missing.join(''));
	let change: unknown;
	try {
		[change] = readYaml(text);
	} catch (error) {
		if (!(error instanceof YamlError)) throw error;
		return failed(`error: unable to parse "${text}": ${error.message}\n`);
	}
	const before = JSON.stringify(object);
	const strategic = (flags.value('type') ?? 'strategic') === 'strategic';
	let next: unknown = structuredClone(object);
	if (flags.value('type') === 'json') {
		for (const {op, path, value} of (change ?? []) as {op: string; path: string; value?: unknown}[])
			next = jsonPatch(next, op, path, value);
	} else next = merge(next, change, strategic);
	if (JSON.stringify(next) === before) return said(shown(client, object, 'patched (no change)'));
	save(at.world, next as KubeObject);
	at.settle();
	return said(shown(client, object, 'patched'));
};

const jsonPatch = (target: unknown, op: string, path: string, value: unknown): unknown => {
	const keys = path
		.split('/')
		.slice(1)
		.map(key => key.replaceAll('~1', '/').replaceAll('~0', '~'));
	let holder = target as Record<string, unknown>;
	for (const key of keys.slice(0, -1)) holder = holder[key] as Record<string, unknown>;
	const last = keys.at(-1)!;
	if (Array.isArray(holder)) {
		const index = last === '-' ? holder.length : Number(last);
		holder.splice(index, op === 'add' ? 0 : 1, ...(op === 'remove' ? [] : [value]));
	} else if (op === 'remove') delete holder[last];
	else holder[last] = value;
	return target;
};

/** A pod leaves when its kubelet has stopped it; anything else goes at once. */
const leave = (client: Client, object: KubeObject, force: boolean): void => {
	const {world} = client.at;
	if (object.kind !== 'Pod' || force || object.spec?.['nodeName'] === undefined) {
		remove(world, object.kind, object.metadata.name, object.metadata.namespace);
		return;
	}
	object.metadata['deletionTimestamp'] = stamp(world.now);
	object.metadata['deletionGracePeriodSeconds'] = Number(
		client.flags.value('grace-period') ?? object.spec?.['terminationGracePeriodSeconds'] ?? 30,
	);
	touch(world, object);
};

const there = ({at}: Client, object: KubeObject): boolean =>
	get(at.world, object.kind, object.metadata.name, object.metadata.namespace)?.metadata.uid === object.metadata.uid;

export const deleteVerb = async (client: Client): Promise<CommandResult> => {
	const {at, flags} = client;
	const files = flags.values('filename').flatMap(value => value.split(','));
	const force = flags.has('force') && Number(flags.value('grace-period') ?? 0) === 0;
	let objects: KubeObject[] = [];
	let stderr = force
		? 'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n'
		: '';
	const missing: string[] = [];
	if (files.length > 0) {
		const drafts = await readManifests(at, files);
		if (!Array.isArray(drafts)) return drafts as CommandResult;
		for (const raw of drafts as readonly KubeObject[]) {
			const draft = inNamespace(client, raw);
			const silent = await unanswered(client, `delete ${qualifiedPlural(kindOf(draft.kind))}`);
			if (silent !== undefined) return silent;
			const object = get(at.world, draft.kind, draft.metadata.name, draft.metadata.namespace);
			if (object === undefined)
				missing.push(
					notFound(kindOf(draft.kind), draft.metadata.name).replace(
						'(NotFound): ',
						`(NotFound): error when deleting "${files[0]!}": `,
					),
				);
			else objects.push(object);
		}
	} else {
		const found = await select(client, flags.words, 'delete');
		if (!('groups' in found)) return found;
		if (
			!found.named &&
			!flags.has('all') &&
			flags.value('selector') === undefined &&
			flags.value('field-selector') === undefined
		)
			return failed('error: resource(s) were provided, but no name was specified\n');
		objects = found.groups.flatMap(group => group.objects);
		missing.push(...found.missing);
		if (objects.length === 0 && missing.length === 0) return {stdout: 'No resources found\n'};
	}
	const wrong = flags.has('ignore-not-found') ? missing.filter(line => !line.includes('(NotFound)')) : missing;
	const word = force ? 'force deleted' : 'deleted';
	const where = (object: KubeObject): string =>
		client.minor >= 33 && object.metadata.namespace !== undefined
			? ` from ${object.metadata.namespace} namespace`
			: '';
	const stdout = objects
		.map(object =>
			flags.value('output') === 'name'
				? `${called(object)}\n`
				: `${called(object).replace('/', ' "')}" ${word}${where(object)}\n`,
		)
		.join('');
	for (const object of objects) leave(client, object, force);
	at.settle();
	if (flags.value('wait') !== 'false' && !force) {
		const limit = flags.value('timeout');
		const until = at.world.now + (limit === undefined || limit === '0s' ? 600_000 : readDuration(limit));
		// Programs that listen to SIGTERM are gone within a second or two.
		while (objects.some(object => there(client, object)) && at.world.now < until) await at.pass(500);
		if (objects.some(object => there(client, object)))
			stderr += `error: timed out waiting for the condition on ${objects
				.filter(object => there(client, object))
				.map(called)
				.join(', ')}\n`;
	}
	return {stdout, stderr: stderr + wrong.join(''), exit: wrong.length > 0 || stderr.includes('timed out') ? 1 : 0};
};
