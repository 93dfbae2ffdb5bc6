// What a cluster's API holds, as lines that can be compared: how things are wanted, and whether they are so. Left out is what
// differs between two clusters that are equally well: who made a thing when, and what pods of a controller are called.
import type {Cluster, KubeObject} from '../../source/transport/lab/world.ts';

/** Heartbeats, events of their own kind, and what controllers derive from pods that have an address of their own each. */
const passing = new Set(['Lease', 'Event', 'Pod', 'ReplicaSet', 'Endpoints', 'EndpointSlice']);

/** Metadata that the API server, kubectl and controllers write for their own book-keeping. */
const bookkeeping = new Set([
	'kubectl.kubernetes.io/last-applied-configuration',
	'kubectl.kubernetes.io/restartedAt',
	'deployment.kubernetes.io/revision',
	'deprecated.daemonset.template.generation',
]);

const wantedOf = (annotations: Readonly<Record<string, string>> = {}): object =>
	Object.fromEntries(Object.entries(annotations).filter(([name]) => !bookkeeping.has(name)));

type Template = {readonly metadata?: {readonly annotations?: Readonly<Record<string, string>>}};

/** `kubectl rollout restart` marks the template, and nothing else. */
const specOf = ({spec}: KubeObject): unknown => {
	const template = spec?.['template'] as Template | undefined;
	if (template?.metadata?.annotations === undefined) return spec;
	const {annotations, ...metadata} = template.metadata;
	const left = wantedOf(annotations);
	const marks = Object.keys(left).length > 0 ? {annotations: left} : {};
	return {...spec, template: {...template, metadata: {...metadata, ...marks}}};
};

/** Conditions by their type, and how many of what is wanted are there. */
const isSo = ({status = {}}: KubeObject): object => ({
	...Object.fromEntries(Object.entries(status).filter(([name]) => /^(?:phase|number\w+|\w*[rR]eplicas)$/.test(name))),
	conditions: ((status['conditions'] ?? []) as readonly {readonly type: string; readonly status: string}[])
		.map(({type, status: is}) => `${type} ${is}`)
		.toSorted(),
});

const nameOf = ({kind, metadata: {namespace, name}}: KubeObject): string =>
	`${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;

/** Objects are compared whatever the order of their fields. */
const inOrder = (value: unknown): unknown =>
	Array.isArray(value)
		? value.map(inOrder)
		: value !== null && typeof value === 'object'
			? Object.fromEntries(
					Object.entries(value)
						.toSorted(([one], [other]) => (one < other ? -1 : 1))
						.map(([name, of]) => [name, inOrder(of)]),
				)
			: value;

const linesOf = (object: KubeObject): readonly (readonly [string, string])[] => {
	const {apiVersion: _, kind: __, metadata, spec: ___, status: ____, ...content} = object;
	const {labels = {}, annotations} = metadata;
	const parts = {labels, annotations: wantedOf(annotations), spec: specOf(object), content, status: isSo(object)};
	return Object.entries(parts).map(([part, value]) => [
		`cluster ${nameOf(object)} ${part}`,
		JSON.stringify(inOrder(value) ?? null),
	]);
};

type Owned = {readonly phase: unknown; readonly ready: boolean; readonly owner: string};

/** Who made it: the Deployment behind a ReplicaSet, a DaemonSet, a node for its static pods; else the pod itself. */
const ownerOf = (pod: KubeObject, objects: readonly KubeObject[]): string => {
	const [first] = pod.metadata.ownerReferences ?? [];
	if (first === undefined) return pod.metadata.name;
	const set = first.kind === 'ReplicaSet' ? objects.find(({metadata}) => metadata.uid === first.uid) : undefined;
	const [behind = first] = set?.metadata.ownerReferences ?? [];
	return first.kind === 'Node' ? pod.metadata.name : `${behind.kind} ${behind.name}`;
};

const owned = (pod: KubeObject, objects: readonly KubeObject[]): Owned => ({
	phase: pod.status?.['phase'],
	ready: ((pod.status?.['conditions'] ?? []) as readonly {readonly type: string; readonly status: string}[]).some(
		({type, status}) => type === 'Ready' && status === 'True',
	),
	owner: `${pod.metadata.namespace}/${ownerOf(pod, objects)}`,
});

/** How many pods each owner has, and how they are. */
const podLines = (objects: readonly KubeObject[]): readonly (readonly [string, string])[] => {
	const pods = objects.filter(({kind}) => kind === 'Pod').map(pod => owned(pod, objects));
	return [...Map.groupBy(pods, ({owner}) => owner)].map(([owner, of]) => [
		`cluster pods of ${owner}`,
		of
			.map(({phase, ready}) => `${String(phase)}${ready ? ' ready' : ''}`)
			.toSorted()
			.join(', '),
	]);
};

/** How many ready addresses each service has. */
const addressLines = (objects: readonly KubeObject[]): readonly (readonly [string, string])[] =>
	objects
		.filter(({kind}) => kind === 'EndpointSlice')
		.map(({metadata, ['endpoints']: endpoints}) => {
			const service = `${metadata.namespace}/${metadata.labels?.['kubernetes.io/service-name']}`;
			const ready = ((endpoints ?? []) as readonly {readonly conditions?: {readonly ready?: boolean}}[]).filter(
				({conditions}) => conditions?.ready !== false,
			);
			return [`cluster addresses of ${service}`, `${ready.length}`] as const;
		});

export const clusterLines = ({objects, etcdMembers = []}: Cluster): ReadonlyMap<string, string> =>
	new Map([
		...objects.filter(({kind}) => !passing.has(kind)).flatMap(linesOf),
		...podLines(objects),
		...addressLines(objects),
		...etcdMembers.map(
			({name, address, learner}) => [`cluster etcd member ${name}`, `${address} ${learner}`] as const,
		),
	]);
