// Small changes to objects that are there: scale, set image, label, annotate, taint, cordon, drain.
import {get, list, remove, stamp, touch} from '../cluster/objects.ts';
import {specOf} from '../cluster/pod.ts';
import {type CommandResult, failed, said} from '../command.ts';
import type {KubeObject} from '../world.ts';
import type {Client} from './client.ts';
import {readDuration} from './flags.ts';
import {select} from './select.ts';
import {called, save} from './write.ts';

const chosen = async (client: Client, words: readonly string[]): Promise<readonly KubeObject[] | CommandResult> => {
	const found = await select(client, words);
	if (!('groups' in found)) return found;
	if (found.missing.length > 0) return failed(found.missing.join(''));
	return found.groups.flatMap(group => group.objects);
};

const isList = (value: readonly KubeObject[] | CommandResult): value is readonly KubeObject[] => Array.isArray(value);

export const scaleVerb = async (client: Client): Promise<CommandResult> => {
	const replicas = client.flags.value('replicas');
	if (replicas === undefined) return failed('error: required flag(s) "replicas" not set\n');
	const objects = await chosen(client, client.flags.words);
	if (!isList(objects)) return objects;
	for (const object of objects)
		save(client.at.world, {...object, spec: {...object.spec, replicas: Number(replicas)}});
	client.at.settle();
	return said(objects.map(object => `${called(object)} scaled\n`).join(''));
};

export const setVerb = async (client: Client): Promise<CommandResult> => {
	const [what, ...words] = client.flags.words;
	if (what !== 'image') return failed(`error: unknown command "${what ?? ''}" for "kubectl set"\n`);
	const pairs = words.filter(word => word.includes('='));
	const objects = await chosen(
		client,
		words.filter(word => !word.includes('=')),
	);
	if (!isList(objects)) return objects;
	for (const object of objects) {
		const next = structuredClone(object) as KubeObject & {
			spec: {template?: {spec: {containers: {name: string; image: string}[]}}};
		};
		const containers = next.spec.template?.spec.containers ?? [];
		for (const pair of pairs) {
			const [name, image = ''] = pair.split('=');
			const found = containers.filter(container => name === '*' || container.name === name);
			if (found.length === 0) return failed(`error: unable to find container named "${name ?? ''}"\n`);
			for (const container of found) container.image = image;
		}
		save(client.at.world, next);
	}
	client.at.settle();
	return said(objects.map(object => `${called(object)} image updated\n`).join(''));
};

/** `key=value`, or `key-` to take it away; anything else names an object. */
const isMark = (word: string): boolean => word.includes('=') || word.endsWith('-');

/** label and annotate: `key=value`, `key-`. */
export const markVerb = async (client: Client, what: 'labels' | 'annotations'): Promise<CommandResult> => {
	const {flags, at} = client;
	const marks = flags.words.filter((word, index) => index > 0 && isMark(word));
	const objects = await chosen(
		client,
		flags.words.filter(word => !marks.includes(word)),
	);
	if (!isList(objects)) return objects;
	if (marks.length === 0)
		return failed(`error: at least one ${what === 'labels' ? 'label' : 'annotation'} update is required\n`);
	let stdout = '';
	for (const object of objects) {
		const now = {...object.metadata[what]};
		let word = what === 'labels' ? 'labeled' : 'annotated';
		let changed = false;
		for (const mark of marks) {
			const cut = mark.indexOf('=');
			const key = cut === -1 ? mark.slice(0, -1) : mark.slice(0, cut);
			if (cut === -1) {
				if (now[key] === undefined) {
					stdout += `${what === 'labels' ? 'label' : 'annotation'} "${key}" not found.\n`;
					continue;
				}
				delete now[key];
				if (what === 'labels') word = 'unlabeled';
				changed = true;
				continue;
			}
			const value = mark.slice(cut + 1);
			if (now[key] !== undefined && now[key] !== value && !flags.has('overwrite'))
				return failed(
					what === 'labels'
						? `error: '${key}' already has a value (${now[key]}), and --overwrite is false\n`
						: `error: --overwrite is false but found the following declared annotation(s): '${key}' already has a value (${now[key]})\n`,
				);
			changed ||= now[key] !== value;
			now[key] = value;
		}
		if (changed) {
			object.metadata[what] = now;
			touch(at.world, object);
		}
		stdout += `${called(object)} ${changed || what === 'annotations' ? word : 'not labeled'}\n`;
	}
	at.settle();
	return said(stdout);
};

type Taint = {key: string; value?: string; effect: string; timeAdded?: string};

const isTaint = (word: string): boolean =>
	/^[\w./-]+(=[\w.-]*)?(:[A-Za-z]+)?-?$/.test(word) && (word.includes(':') || word.endsWith('-'));

export const taintVerb = async (client: Client): Promise<CommandResult> => {
	const {flags, at} = client;
	const taints = flags.words.filter(isTaint);
	const names = flags.words.filter(word => !isTaint(word));
	const objects = await chosen(flags.has('all') ? client : client, names);
	if (!isList(objects)) return objects;
	let stdout = '';
	let stderr = '';
	for (const node of objects) {
		let now = [...((node.spec?.['taints'] as Taint[] | undefined) ?? [])];
		const before = now.length;
		for (const text of taints) {
			const [, key = '', , value, , effect, minus] =
				/^([\w./-]+?)(=([\w.-]*))?(:([A-Za-z]+))?(-)?$/.exec(text) ?? [];
			if (minus === undefined) {
				if (now.some(taint => taint.key === key && taint.effect === effect) && !flags.has('overwrite')) {
					stderr += `error: node ${node.metadata.name} already has ${key} taint(s) with same effect(s) and --overwrite is false\n`;
					continue;
				}
				now = now.filter(taint => taint.key !== key || taint.effect !== effect);
				now.push({key, ...(value ? {value} : {}), effect: effect ?? 'NoSchedule'});
				continue;
			}
			const left = now.filter(taint => taint.key !== key || (effect !== undefined && taint.effect !== effect));
			if (left.length === now.length) stderr += `error: taint "${text.replace(/-$/, '')}" not found\n`;
			now = left;
		}
		node.spec = {...node.spec, taints: now};
		if (now.length === 0) delete node.spec['taints'];
		touch(at.world, node);
		if (!stderr) stdout += `node/${node.metadata.name} ${now.length < before ? 'untainted' : 'tainted'}\n`;
	}
	at.settle();
	return {stdout, stderr, exit: stderr === '' ? 0 : 1};
};

const unschedulable = {key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule'};

const cordon = (client: Client, node: KubeObject, on: boolean): string => {
	const already = (node.spec?.['unschedulable'] === true) === on;
	const word = on ? 'cordoned' : 'uncordoned';
	if (already) return `node/${node.metadata.name} already ${word}\n`;
	const taints = ((node.spec?.['taints'] as Taint[] | undefined) ?? []).filter(({key}) => key !== unschedulable.key);
	const {unschedulable: _, taints: __, ...spec} = node.spec ?? {};
	const left = on ? [...taints, {...unschedulable, timeAdded: stamp(client.at.world.now)}] : taints;
	node.spec = {...spec, ...(on ? {unschedulable: true} : {}), ...(left.length > 0 ? {taints: left} : {})};
	touch(client.at.world, node);
	client.at.settle();
	return `node/${node.metadata.name} ${word}\n`;
};

export const cordonVerb = async (client: Client, on: boolean): Promise<CommandResult> => {
	const nodes = await chosen(client, ['node', ...client.flags.words]);
	return isList(nodes) ? said(nodes.map(node => cordon(client, node, on)).join('')) : nodes;
};

const owner = (pod: KubeObject): string | undefined => pod.metadata.ownerReferences?.[0]?.kind;

const names = (some: readonly KubeObject[]): string =>
	some.map(pod => `${pod.metadata.namespace ?? ''}/${pod.metadata.name}`).join(', ');

export const drainVerb = async (client: Client): Promise<CommandResult> => {
	const {at, flags} = client;
	const nodes = await chosen(client, ['node', ...flags.words]);
	if (!isList(nodes)) return nodes;
	let stdout = '';
	let stderr = '';
	for (const node of nodes) {
		stdout += cordon(client, node, true);
		const {name} = node.metadata;
		const pods = list(at.world, 'Pod').filter(pod => specOf(pod).nodeName === name);
		// Mirrors of static pods cannot be evicted: their file brings them back.
		const movable = pods.filter(pod => pod.metadata.annotations?.['kubernetes.io/config.mirror'] === undefined);
		const daemons = movable.filter(pod => owner(pod) === 'DaemonSet');
		const orphans = movable.filter(pod => owner(pod) === undefined);
		const local = movable.filter(
			pod => !daemons.includes(pod) && specOf(pod).volumes?.some(volume => volume.emptyDir !== undefined),
		);
		const problems = [
			...(daemons.length > 0 && !flags.has('ignore-daemonsets')
				? [`cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore): ${names(daemons)}`]
				: []),
			...(local.length > 0 && !flags.has('delete-emptydir-data') && !flags.has('delete-local-data')
				? [`cannot delete Pods with local storage (use --delete-emptydir-data to override): ${names(local)}`]
				: []),
			...(orphans.length > 0 && !flags.has('force')
				? [`cannot delete Pods that declare no controller (use --force to override): ${names(orphans)}`]
				: []),
		];
		if (problems.length > 0)
			return failed(
				`${stderr}error: unable to drain node "${name}" due to error: [${problems.join(', ')}], continuing command...\nThere are pending nodes to be drained:\n ${name}\n${problems.map(problem => `${problem}\n`).join('')}`,
				1,
				stdout,
			);
		if (daemons.length > 0) stderr += `Warning: ignoring DaemonSet-managed Pods: ${names(daemons)}\n`;
		const leaving = movable.filter(pod => !daemons.includes(pod));
		for (const pod of leaving) {
			stdout += `evicting pod ${names([pod])}\n`;
			pod.metadata['deletionTimestamp'] = stamp(at.world.now);
			touch(at.world, pod);
			if (specOf(pod).nodeName === undefined) remove(at.world, 'Pod', pod.metadata.name, pod.metadata.namespace);
		}
		at.settle();
		const limit = flags.value('timeout');
		const until = at.world.now + (limit === undefined || readDuration(limit) === 0 ? 600_000 : readDuration(limit));
		const left = (): readonly KubeObject[] =>
			leaving.filter(
				pod =>
					get(at.world, 'Pod', pod.metadata.name, pod.metadata.namespace)?.metadata.uid === pod.metadata.uid,
			);
		while (left().length > 0 && at.world.now < until) await at.pass(1000);
		if (left().length > 0)
			return failed(
				`${stderr}error: unable to drain node "${name}" due to error: error when waiting for pod "${left()[0]!.metadata.name}" to terminate: global timeout reached: ${limit ?? ''}\n`,
				1,
				stdout,
			);
		stdout += leaving.map(pod => `pod/${pod.metadata.name} evicted\n`).join('');
		stdout += `node/${name} drained\n`;
	}
	return {stdout, stderr};
};
