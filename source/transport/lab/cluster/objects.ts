// The objects that etcd holds: create, read, change and remove them. Whether anybody may is not decided here:
// that is a question of who can reach an API server (reach.ts).
import type {Cluster, KubeEvent, KubeObject, World} from '../world.ts';
import {admit, type Draft} from './admission.ts';
import {uid} from './ids.ts';

const clusterWide = new Set([
	'Node',
	'Namespace',
	'ClusterRole',
	'ClusterRoleBinding',
	'PriorityClass',
	'StorageClass',
	'PersistentVolume',
	'CustomResourceDefinition',
	'CertificateSigningRequest',
	'APIService',
	'RuntimeClass',
	'IngressClass',
	'GatewayClass',
	'CSIDriver',
	'CSINode',
	'MutatingWebhookConfiguration',
	'ValidatingWebhookConfiguration',
]);

export const namespaced = (kind: string): boolean => !clusterWide.has(kind);

/** An object as somebody writes it: what the API server adds is not there yet. */
export type {Draft} from './admission.ts';

/** The API's time: whole seconds. */
export const stamp = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;

const held = (world: World): Cluster => {
	if (world.cluster === undefined) throw new Error('No cluster has been initialised in this world yet.');
	return world.cluster;
};

const home = (kind: string, namespace: string | undefined): string | undefined =>
	namespaced(kind) ? (namespace ?? 'default') : undefined;

/** Without a namespace: of all namespaces. Sorted as the API server answers: by namespace, then name. */
export const list = (world: World, kind: string, namespace?: string): KubeObject[] =>
	ofKind(world.cluster, kind).filter(object => namespace === undefined || object.metadata.namespace === namespace);

type Index = {objects: readonly KubeObject[]; length: number; revision: number; kinds: Map<string, KubeObject[]>};

const indexes = new WeakMap<Cluster, Index>();

/** Every change counts the revision up, so what was sorted once stays good until then. */
const ofKind = (cluster: Cluster | undefined, kind: string): readonly KubeObject[] => {
	if (cluster === undefined) return [];
	const {objects, revision} = cluster;
	let index = indexes.get(cluster);
	if (index?.revision !== revision || index.objects !== objects || index.length !== objects.length) {
		index = {objects, length: objects.length, revision, kinds: new Map()};
		indexes.set(cluster, index);
	}
	let sorted = index.kinds.get(kind);
	if (sorted === undefined) {
		sorted = objects.filter(object => object.kind === kind).toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
		index.kinds.set(kind, sorted);
	}
	return sorted;
};

const key = (object: KubeObject): string => `${object.metadata.namespace ?? ''}/${object.metadata.name}`;

/** Without a namespace, a namespaced object is looked for in `default`. */
export const get = (world: World, kind: string, name: string, namespace?: string): KubeObject | undefined => {
	const where = home(kind, namespace);
	return ofKind(world.cluster, kind).find(
		object => object.metadata.name === name && object.metadata.namespace === where,
	);
};

const nextRevision = (cluster: Cluster): string => String(++cluster.revision);

/** Creates the object, or replaces the one of its name; uid, age and what the draft does not say of the status stay. */
export const put = (world: World, written: Draft): KubeObject => {
	const cluster = held(world);
	const namespace = home(written.kind, written.metadata.namespace);
	const old = get(world, written.kind, written.metadata.name, namespace);
	const draft = admit(world, written, old);
	const metadata = {
		...draft.metadata,
		...(namespace === undefined ? {} : {namespace}),
		uid: old?.metadata.uid ?? (draft.metadata['uid'] as string | undefined) ?? uid(world),
		creationTimestamp: old?.metadata.creationTimestamp ?? stamp(world.now),
		resourceVersion: nextRevision(cluster),
	} as KubeObject['metadata'];
	if (namespace === undefined) delete metadata.namespace;
	const status = draft.status ?? old?.status;
	const object: KubeObject = {...draft, metadata, ...(status === undefined ? {} : {status})};
	if (old === undefined) cluster.objects.push(object);
	else cluster.objects[cluster.objects.indexOf(old)] = object;
	return object;
};

/** Counts a change that was made in place, so that `resourceVersion` tells about it. */
export const touch = (world: World, object: KubeObject): KubeObject => {
	object.metadata.resourceVersion = nextRevision(held(world));
	return object;
};

/** Removes the object and, as the garbage collector does, all that it owned. */
export const remove = (world: World, kind: string, name: string, namespace?: string): KubeObject | undefined => {
	const object = get(world, kind, name, namespace);
	if (object !== undefined) drop(held(world), object);
	return object;
};

const drop = (cluster: Cluster, object: KubeObject): void => {
	cluster.objects = cluster.objects.filter(other => other !== object);
	nextRevision(cluster);
	const children = cluster.objects.filter(other =>
		other.metadata.ownerReferences?.some(owner => owner.uid === object.metadata.uid),
	);
	const dwellers =
		object.kind === 'Namespace'
			? cluster.objects.filter(other => other.metadata.namespace === object.metadata.name)
			: [];
	for (const other of [...children, ...dwellers]) drop(cluster, other);
};

/** A reference for `metadata.ownerReferences`. */
export const owned = (by: KubeObject): NonNullable<KubeObject['metadata']['ownerReferences']> => [
	{apiVersion: by.apiVersion, kind: by.kind, name: by.metadata.name, uid: by.metadata.uid, controller: true},
];

export const ownedBy = (object: KubeObject, owner: KubeObject): boolean =>
	object.metadata.ownerReferences?.some(reference => reference.uid === owner.metadata.uid) ?? false;

type News = Omit<KubeEvent, 'at' | 'count' | 'first'>;

/** Says that something happened; the same thing said again is counted, as `kubectl describe` shows it. */
export const event = (world: World, news: News): void => {
	if (world.cluster === undefined) return;
	const {events} = world.cluster;
	const known = events.find(
		other =>
			other.kind === news.kind &&
			other.name === news.name &&
			other.namespace === news.namespace &&
			other.reason === news.reason &&
			other.message === news.message,
	);
	if (known === undefined) events.push({...news, at: world.now, first: world.now, count: 1});
	else {
		known.at = world.now;
		known.count++;
	}
	// The API server forgets events after an hour.
	if (events.length > 400) world.cluster.events = events.filter(other => other.at > world.now - 3_600_000);
};

/** Does a label selector (`matchLabels` and `matchExpressions`, or a service's plain map) choose these labels? */
export const selects = (selector: unknown, labels: Record<string, string> | undefined): boolean => {
	if (typeof selector !== 'object' || selector === null) return false;
	const {matchLabels, matchExpressions, ...plain} = selector as {
		matchLabels?: Record<string, string>;
		matchExpressions?: {key: string; operator: string; values?: string[]}[];
		[more: string]: unknown;
	};
	const wanted = Object.entries(
		matchLabels ?? (matchExpressions === undefined ? (plain as Record<string, string>) : {}),
	);
	if (wanted.length === 0 && matchExpressions === undefined) return false;
	return (
		wanted.every(([name, value]) => labels?.[name] === value) &&
		(matchExpressions ?? []).every(({key: name, operator, values}) => {
			const value = labels?.[name];
			if (operator === 'In') return value !== undefined && (values ?? []).includes(value);
			if (operator === 'NotIn') return value === undefined || !(values ?? []).includes(value);
			return operator === 'Exists' ? value !== undefined : value === undefined;
		})
	);
};
