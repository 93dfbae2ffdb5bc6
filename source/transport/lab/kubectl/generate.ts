// Objects made from the command line: create deployment, namespace, service ..., run and expose.
import {type Draft, get} from '../cluster/objects.ts';
import {makeToken} from '../cluster/service-account.ts';
import {type CommandResult, failed, said} from '../command.ts';
import {type Client, unanswered} from './client.ts';
import {isDry, shown} from './apply.ts';
import {readDuration} from './flags.ts';
import {kindOf, qualifiedPlural} from './kinds.ts';
import {select} from './select.ts';
import {refuse, save} from './write.ts';

type Made = Draft | string;

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const literals = ({flags, at}: Client): Record<string, string> => {
	const pairs = flags.values('from-literal').map(pair => {
		const cut = pair.indexOf('=');
		return [pair.slice(0, cut), pair.slice(cut + 1)] as const;
	});
	const files = flags.values('from-file').map(entry => {
		const [key, path] = entry.includes('=')
			? (entry.split('=') as [string, string])
			: [entry.split('/').at(-1)!, entry];
		return [key, at.files.read(at.path(path)) ?? ''] as const;
	});
	return Object.fromEntries([...pairs, ...files]);
};

const ports = ({flags}: Client): {port: number; targetPort: number | string; protocol: string; name?: string}[] =>
	[...flags.values('tcp'), ...flags.values('port')]
		.flatMap(value => value.split(','))
		.map(value => {
			const [port = '', target = port] = value.split(':');
			const wanted = flags.value('target-port') ?? target;
			return {
				port: Number(port),
				targetPort: /^\d+$/.test(wanted) ? Number(wanted) : wanted,
				protocol: flags.value('protocol') ?? 'TCP',
				...(flags.values('tcp').length > 0 ? {name: `${port}-${target}`} : {}),
			};
		});

const container = ({flags}: Client, name: string): Record<string, unknown> => {
	const image = flags.value('image')!;
	const words = flags.rest;
	const port = flags.value('port');
	const env = flags
		.values('env')
		.map(pair => ({name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1)}));
	return {
		image,
		name,
		...(words.length === 0 ? {} : flags.has('command') ? {command: words} : {args: words}),
		...(port === undefined ? {} : {ports: [{containerPort: Number(port)}]}),
		...(env.length === 0 ? {} : {env}),
		imagePullPolicy: /:[^/]+$/.test(image) && !image.endsWith(':latest') ? 'IfNotPresent' : 'Always',
		resources: {},
	};
};

type Maker = (client: Client, name: string, rest: readonly string[]) => Made;

const makers: Readonly<Record<string, Maker>> = {
	namespace: (_, name) => ({apiVersion: 'v1', kind: 'Namespace', metadata: {name}, status: {phase: 'Active'}}),
	deployment: (client, name) => {
		if (client.flags.value('image') === undefined) return 'error: required flag(s) "image" not set\n';
		const short = client.flags
			.value('image')!
			.split('/')
			.at(-1)!
			.replace(/[:@].*/, '');
		return {
			apiVersion: 'apps/v1',
			kind: 'Deployment',
			metadata: {name, labels: {app: name}},
			spec: {
				replicas: Number(client.flags.value('replicas') ?? 1),
				selector: {matchLabels: {app: name}},
				strategy: {rollingUpdate: {maxSurge: '25%', maxUnavailable: '25%'}, type: 'RollingUpdate'},
				template: {metadata: {labels: {app: name}}, spec: {containers: [container({...client}, short)]}},
			},
		};
	},
	configmap: (client, name) => ({apiVersion: 'v1', kind: 'ConfigMap', metadata: {name}, data: literals(client)}),
	secret: (client, _, [name = '']) => ({
		apiVersion: 'v1',
		kind: 'Secret',
		type: 'Opaque',
		metadata: {name},
		data: Object.fromEntries(Object.entries(literals(client)).map(([key, value]) => [key, base64(value)])),
	}),
	serviceaccount: (_, name) => ({apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name}}),
	service: (client, type, [name = '']) => {
		const known = {clusterip: 'ClusterIP', nodeport: 'NodePort', loadbalancer: 'LoadBalancer'}[type];
		if (known === undefined) return `error: unknown command "${type} ${name}"\n`;
		const nodePort = client.flags.value('node-port');
		return {
			apiVersion: 'v1',
			kind: 'Service',
			metadata: {name, labels: {app: name}},
			spec: {
				type: known,
				selector: {app: name},
				ports: ports(client).map(port =>
					nodePort === undefined ? port : {...port, nodePort: Number(nodePort)},
				),
			},
		};
	},
	clusterrolebinding: ({flags}, name) => ({
		apiVersion: 'rbac.authorization.k8s.io/v1',
		kind: 'ClusterRoleBinding',
		metadata: {name},
		roleRef: {apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: flags.value('clusterrole') ?? ''},
		subjects: flags.values('serviceaccount').map(value => {
			const [namespace = '', account = ''] = value.split(':');
			return {kind: 'ServiceAccount', name: account, namespace};
		}),
	}),
};

const aliases: Readonly<Record<string, string>> = {
	ns: 'namespace',
	deploy: 'deployment',
	cm: 'configmap',
	sa: 'serviceaccount',
	svc: 'service',
};

const store = async (client: Client, made: Made, verb: string): Promise<CommandResult> => {
	if (typeof made === 'string') return failed(made);
	const {at} = client;
	const kind = kindOf(made.kind);
	const draft: Draft = kind.namespaced ? {...made, metadata: {...made.metadata, namespace: client.namespace}} : made;
	if (isDry(client)) return said(shown(client, draft, verb));
	const silent = await unanswered(client, `post ${qualifiedPlural(kind)}`);
	if (silent !== undefined) return silent;
	if (get(at.world, draft.kind, draft.metadata.name, draft.metadata.namespace) !== undefined)
		return failed(
			`${verb === 'created' && draft.kind !== 'Pod' ? `error: failed to create ${kind.singular}` : 'Error from server (AlreadyExists)'}: ${qualifiedPlural(kind)} "${draft.metadata.name}" already exists\n`,
		);
	const refused = refuse(at.world, draft);
	if (refused !== undefined) return failed(refused.replace('error when creating "": ', ''));
	const object = save(at.world, draft);
	at.settle();
	return said(shown(client, object, verb));
};

/** kubectl create token, from 1.24 on: nothing is stored. */
const token = ({at, flags, namespace}: Client, name: string): CommandResult =>
	get(at.world, 'ServiceAccount', name, namespace) === undefined
		? failed(`error: failed to create token: serviceaccounts "${name}" not found\n`)
		: said(`${makeToken(at.world, namespace, name, readDuration(flags.value('duration') ?? '1h') / 1000)}\n`);

export const createVerb = (client: Client): Promise<CommandResult> | CommandResult => {
	const [what = '', name, ...rest] = client.flags.words;
	if (what === 'token' && name !== undefined && client.minor >= 24) return token(client, name);
	const maker = makers[aliases[what] ?? what];
	if (maker === undefined)
		return failed(
			`error: unknown command "${client.flags.words.join(' ')}"\nSee 'kubectl create -h' for help and examples\n`,
		);
	if (name === undefined)
		return failed(
			`error: exactly one NAME is required, got 0\nSee 'kubectl create ${what} -h' for help and examples\n`,
		);
	return store(client, maker(client, name, rest), 'created');
};

/** The pod of `kubectl run`, and whether it was made. */
export const runPod = (client: Client): Promise<CommandResult> | CommandResult => {
	const [name, ...rest] = client.flags.words;
	const {flags} = client;
	if (name === undefined)
		return failed("error: NAME is required for run\nSee 'kubectl run -h' for help and examples\n");
	if (flags.value('image') === undefined) return failed('error: required flag(s) "image" not set\n');
	const labels = Object.fromEntries((flags.value('labels') ?? `run=${name}`).split(',').map(pair => pair.split('=')));
	const withWords: Client =
		rest.length === 0 ? client : {...client, flags: {...flags, rest: [...rest, ...flags.rest]}};
	const overrides = flags.value('overrides');
	const spec = {
		containers: [
			{
				...container(withWords, name),
				...(flags.has('stdin') ? {stdin: true, stdinOnce: true} : {}),
				...(flags.has('tty') ? {tty: true} : {}),
			},
		],
		dnsPolicy: 'ClusterFirst',
		restartPolicy: flags.value('restart') ?? 'Always',
		...(overrides === undefined ? {} : ((JSON.parse(overrides) as {spec?: object}).spec ?? {})),
	};
	return store(client, {apiVersion: 'v1', kind: 'Pod', metadata: {name, labels}, spec}, 'created');
};

export const exposeVerb = async (client: Client): Promise<CommandResult> => {
	const found = await select(client, client.flags.words);
	if (!('groups' in found)) return found;
	const object = found.groups[0]?.objects[0];
	if (object === undefined) return failed(found.missing.join(''));
	const selector =
		(object.spec?.['selector'] as {matchLabels?: object} | undefined)?.matchLabels ??
		object.spec?.['selector'] ??
		object.metadata.labels;
	type WithPorts = {containers?: {ports?: {containerPort: number}[]}[]};
	const pods = ((object.spec?.['template'] as {spec?: WithPorts} | undefined)?.spec ?? object.spec) as WithPorts;
	const declared =
		pods.containers
			?.flatMap(entry => entry.ports ?? [])
			.map(({containerPort}) => ({port: containerPort, targetPort: containerPort, protocol: 'TCP'})) ?? [];
	const wanted = ports(client);
	if (wanted.length === 0 && declared.length === 0)
		return failed(
			"error: couldn't find port via --port flag or introspection\nSee 'kubectl expose -h' for help and examples\n",
		);
	const name = client.flags.value('name') ?? object.metadata.name;
	const spec = {
		type: client.flags.value('type') ?? 'ClusterIP',
		selector,
		ports: wanted.length > 0 ? wanted : declared,
	};
	return store(
		client,
		{apiVersion: 'v1', kind: 'Service', metadata: {name, labels: {...object.metadata.labels}}, spec},
		'exposed',
	);
};
