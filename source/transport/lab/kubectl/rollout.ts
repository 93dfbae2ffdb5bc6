// kubectl rollout: status, restart, history, undo, pause and resume.
import {get, list, ownedBy, touch} from '../cluster/objects.ts';
import {type CommandResult, failed, said} from '../command.ts';
import type {KubeObject} from '../world.ts';
import type {Client} from './client.ts';
import {readDuration} from './flags.ts';
import {select} from './select.ts';
import {columns} from './table.ts';
import {called, save} from './write.ts';

type Progress = {readonly done: boolean; readonly words: string};

const count = (object: KubeObject, key: string): number => (object.status?.[key] as number | undefined) ?? 0;
const observed = (object: KubeObject): boolean =>
	count(object, 'observedGeneration') >= Number(object.metadata['generation'] ?? 0);

const deployment = (object: KubeObject): Progress => {
	const name = `deployment "${object.metadata.name}"`;
	const wanted = (object.spec?.['replicas'] as number | undefined) ?? 1;
	const [updated, all, available] = ['updatedReplicas', 'replicas', 'availableReplicas'].map(key =>
		count(object, key),
	) as [number, number, number];
	if (!observed(object)) return {done: false, words: 'Waiting for deployment spec update to be observed...\n'};
	if (updated < wanted)
		return {
			done: false,
			words: `Waiting for ${name} rollout to finish: ${updated} out of ${wanted} new replicas have been updated...\n`,
		};
	if (all > updated)
		return {
			done: false,
			words: `Waiting for ${name} rollout to finish: ${all - updated} old replicas are pending termination...\n`,
		};
	if (available < updated)
		return {
			done: false,
			words: `Waiting for ${name} rollout to finish: ${available} of ${updated} updated replicas are available...\n`,
		};
	return {done: true, words: `${name} successfully rolled out\n`};
};

const daemonSet = (object: KubeObject): Progress => {
	const name = `daemon set "${object.metadata.name}"`;
	const [updated, wanted, available] = ['updatedNumberScheduled', 'desiredNumberScheduled', 'numberAvailable'].map(
		key => count(object, key),
	) as [number, number, number];
	if (!observed(object)) return {done: false, words: 'Waiting for daemon set spec update to be observed...\n'};
	if (updated < wanted)
		return {
			done: false,
			words: `Waiting for ${name} rollout to finish: ${updated} out of ${wanted} new pods have been updated...\n`,
		};
	if (available < wanted)
		return {
			done: false,
			words: `Waiting for ${name} rollout to finish: ${available} of ${wanted} updated pods are available...\n`,
		};
	return {done: true, words: `${name} successfully rolled out\n`};
};

const statefulSet = (object: KubeObject): Progress => {
	const wanted = (object.spec?.['replicas'] as number | undefined) ?? 1;
	const ready = count(object, 'readyReplicas');
	if (ready < wanted) return {done: false, words: `Waiting for ${wanted - ready} pods to be ready...\n`};
	return {
		done: true,
		words: `statefulset rolling update complete ${wanted} pods at revision ${object.metadata.name}...\n`,
	};
};

const progress: Readonly<Record<string, (object: KubeObject) => Progress>> = {
	Deployment: deployment,
	DaemonSet: daemonSet,
	StatefulSet: statefulSet,
};

const status = async (client: Client, object: KubeObject): Promise<CommandResult> => {
	const {at, flags} = client;
	const limit = flags.value('timeout');
	const until = at.world.now + (limit === undefined || readDuration(limit) === 0 ? 600_000 : readDuration(limit));
	let stdout = '';
	for (;;) {
		const current = get(at.world, object.kind, object.metadata.name, object.metadata.namespace);
		if (current === undefined) return failed(`error: object has been deleted\n`, 1, stdout);
		const {done, words} = progress[object.kind]!(current);
		if (!stdout.endsWith(words)) stdout += words;
		if (done) return said(stdout);
		if (flags.value('watch') === 'false') return said(stdout);
		if (at.world.now >= until) return failed('error: timed out waiting for the condition\n', 1, stdout);
		await at.pass(Math.min(500, until - at.world.now));
	}
};

type Template = {metadata?: {annotations?: Record<string, string>; labels?: Record<string, string>}};

const withTemplate = (object: KubeObject, template: unknown): KubeObject => ({
	...object,
	spec: {...object.spec, template},
});

const restart = ({at}: Client, object: KubeObject): CommandResult => {
	const template = structuredClone(object.spec?.['template'] ?? {}) as Template;
	const annotations = {
		...template.metadata?.annotations,
		'kubectl.kubernetes.io/restartedAt': `${new Date(at.now()).toISOString().slice(0, 19)}Z`,
	};
	save(at.world, withTemplate(object, {...template, metadata: {...template.metadata, annotations}}));
	at.settle();
	return said(`${called(object)} restarted\n`);
};

const revisionKey = 'deployment.kubernetes.io/revision';

const revisions = ({at}: Client, object: KubeObject): readonly {readonly number: number; readonly set: KubeObject}[] =>
	list(at.world, 'ReplicaSet', object.metadata.namespace)
		.filter(set => ownedBy(set, object))
		.map(set => ({number: Number(set.metadata.annotations?.[revisionKey] ?? 1), set}))
		.toSorted((a, b) => a.number - b.number);

const history = (client: Client, object: KubeObject): CommandResult => {
	const rows = revisions(client, object).map(({number, set}) => [
		String(number),
		set.metadata.annotations?.['kubernetes.io/change-cause'] ?? '<none>',
	]);
	return said(`${called(object)} \n${columns([['REVISION', 'CHANGE-CAUSE'], ...rows])}\n`);
};

const undo = (client: Client, object: KubeObject): CommandResult => {
	const all = revisions(client, object);
	const wanted = Number(client.flags.value('to-revision') ?? 0);
	const target = wanted === 0 ? all.at(-2) : all.find(({number}) => number === wanted);
	if (target === undefined)
		return failed(
			wanted === 0
				? `error: no rollout history found for deployment "${object.metadata.name}"\n`
				: `error: unable to find specified revision ${wanted} in history\n`,
		);
	const template = structuredClone(target.set.spec?.['template'] ?? {}) as Template;
	if (template.metadata?.labels !== undefined) delete template.metadata.labels['pod-template-hash'];
	save(client.at.world, withTemplate(object, template));
	client.at.settle();
	return said(`${called(object)} rolled back\n`);
};

const pause = ({at}: Client, object: KubeObject, paused: boolean): CommandResult => {
	object.spec = {...object.spec, paused};
	touch(at.world, object);
	at.settle();
	return said(`${called(object)} ${paused ? 'paused' : 'resumed'}\n`);
};

export const rolloutVerb = async (client: Client): Promise<CommandResult> => {
	const [what = '', ...words] = client.flags.words;
	if (!['status', 'restart', 'history', 'undo', 'pause', 'resume'].includes(what))
		return failed(`error: unknown command "${what}" for "kubectl rollout"\n`);
	if (words.length === 0) return failed('error: required resource not specified\n');
	const found = await select(client, words);
	if (!('groups' in found)) return found;
	const objects = found.groups.flatMap(group => group.objects);
	if (objects.length === 0)
		return failed(found.missing.length > 0 ? found.missing.join('') : 'error: no resources found\n');
	let stdout = '';
	for (const object of objects) {
		if (progress[object.kind] === undefined)
			return failed(`error: no status viewer has been implemented for ${object.kind}\n`);
		const actions: Readonly<Record<string, () => CommandResult | Promise<CommandResult>>> = {
			status: () => status(client, object),
			restart: () => restart(client, object),
			history: () => history(client, object),
			undo: () => undo(client, object),
			pause: () => pause(client, object, true),
			resume: () => pause(client, object, false),
		};
		const done = await actions[what]!();
		stdout += done.stdout ?? '';
		if ((done.exit ?? 0) !== 0) return {...done, stdout};
	}
	return said(stdout);
};
