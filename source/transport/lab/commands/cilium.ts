// cilium, Cilium's installer: install, upgrade, uninstall, status and version, as far as an installation goes.
import {ciliumObjects, type Values} from '../cilium-objects.ts';
import {installerVersion} from '../cilium-release.ts';
import {loose, plainText} from '../cluster/loose.ts';
import {get, list, put, remove, selects} from '../cluster/objects.ts';
import {isReady} from '../cluster/pod.ts';
import {type CommandResult, type LabCommand, type Shell, failed, said} from '../command.ts';
import {connect, type Client} from '../kubectl/client.ts';
import {readDuration, type Flags} from '../kubectl/flags.ts';
import type {KubeObject, World} from '../world.ts';
import {readYaml, YamlError} from '../yaml.ts';

const namespace = 'kube-system';
const release = 'sh.helm.release.v1.cilium.v1';
const switches = new Set(['wait', 'client', 'reset-values', 'reuse-values', 'help']);

/** `--name value`, `--name=value`, switches, and -f for the values. */
const read = (args: readonly string[]): Flags => {
	const found = new Map<string, string[]>();
	const words: string[] = [];
	for (let index = 0; index < args.length; index++) {
		const [, name, , value] = /^--?([a-z-]+)(=(.*))?$/s.exec(args[index]!) ?? [];
		if (name === undefined) words.push(args[index]!);
		else {
			const key = name === 'f' ? 'values' : name;
			const said = value ?? (switches.has(key) ? 'true' : args[++index]!);
			found.set(key, [...(found.get(key) ?? []), said]);
		}
	}
	return {
		words,
		rest: [],
		has: name => found.has(name),
		value: name => found.get(name)?.at(-1),
		values: name => found.get(name) ?? [],
	};
};

const unable = (verb: string, why: string): CommandResult => failed(`\nError: Unable to ${verb} Cilium: ${why}\n`);

const lastLine = ({stderr = ''}: CommandResult): string => stderr.trim().split('\n').at(-1)!;

const install = (at: Shell, flags: Flags, verb: 'install' | 'upgrade'): CommandResult => {
	const folder = at.path(flags.value('chart-directory') ?? '');
	const version = /^version: (\S+)$/m.exec(at.files.read(`${folder}/Chart.yaml`) ?? '')?.[1];
	if (version === undefined) return unable(verb, 'Chart.yaml file is missing');
	const path = flags.value('values');
	const text = path === undefined ? '' : at.files.read(at.path(path));
	if (text === undefined) return unable(verb, `open ${path ?? ''}: no such file or directory`);
	const there = get(at.world, 'Secret', release, namespace) !== undefined;
	if (verb === 'install' && there) return unable(verb, 'cannot re-use a name that is still in use');
	if (verb === 'upgrade' && !there) return unable(verb, '"cilium" has no deployed releases');
	let values: Values;
	try {
		values = loose(readYaml(text)[0]);
	} catch (error) {
		if (!(error instanceof YamlError)) throw error;
		return unable(verb, `failed to parse ${path ?? ''}: ${error.message}`);
	}
	const classes = get(at.world, 'CustomResourceDefinition', 'gatewayclasses.gateway.networking.k8s.io');
	const objects = ciliumObjects(version, values, classes !== undefined);
	if (objects === undefined) return unable(verb, `no chart of version ${version}`);
	put(at.world, {
		apiVersion: 'v1',
		kind: 'Secret',
		type: 'helm.sh/release.v1',
		metadata: {name: release, namespace, labels: {name: 'cilium', owner: 'helm', status: 'deployed', version: '1'}},
	});
	for (const object of objects) put(at.world, object);
	at.settle();
	return said(
		`ℹ️  Using Cilium version ${version}\n🔮 Auto-detected cluster name: kubernetes\n🔮 Auto-detected kube-proxy has ${get(at.world, 'DaemonSet', 'kube-proxy', namespace) === undefined ? 'not been installed\nℹ️  Cilium will fully replace all functionalities of kube-proxy' : 'been installed'}\n`,
	);
};

const parts = [
	['DaemonSet', 'cilium', 'Cilium'],
	['Deployment', 'cilium-operator', 'Operator'],
	['DaemonSet', 'cilium-envoy', 'Envoy DaemonSet'],
] as const;

type Part = {
	readonly kind: string;
	readonly name: string;
	readonly title: string;
	readonly wanted: number;
	readonly ready: number;
};

const podsOf = (world: World, {spec}: KubeObject): readonly KubeObject[] =>
	list(world, 'Pod', namespace).filter(pod => selects(loose(spec?.['selector'])['matchLabels'], pod.metadata.labels));

const partOf = (world: World, [kind, name, title]: (typeof parts)[number]): Part => {
	const object = get(world, kind, name, namespace);
	const wanted = Number(
		plainText(kind === 'DaemonSet' ? object?.status?.['desiredNumberScheduled'] : object?.spec?.['replicas'], '0'),
	);
	return {kind, name, title, wanted, ready: object === undefined ? 0 : podsOf(world, object).filter(isReady).length};
};

const well = ({wanted, ready}: Part): boolean => wanted > 0 && ready >= wanted;

const table = (found: readonly Part[]): string => {
	const head = found.map(part => `${`${part.title}:`.padEnd(24)}${well(part) ? 'OK' : '1 errors'}`);
	const rows = found.map(
		({kind, name, wanted, ready}) =>
			`${kind.padEnd(23)}${name.padEnd(23)}Desired: ${wanted}, Ready: ${ready}/${wanted}, Available: ${ready}/${wanted}`,
	);
	const errors = found
		.filter(part => !well(part))
		.map(
			({kind, name, wanted, ready}) =>
				`${'Errors:'.padEnd(23)}${name.padEnd(23)}${name.padEnd(23)}${wanted - ready} pods of ${kind} ${name} are not ready`,
		);
	return `${[...head, '', ...rows, ...errors].join('\n')}\n`;
};

const status = async ({at, flags}: Client): Promise<CommandResult> => {
	const until = at.world.now + (flags.has('wait') ? readDuration(flags.value('wait-duration') ?? '5m') : 0);
	const look = (): readonly Part[] => parts.map(part => partOf(at.world, part));
	while (!look().every(well) && at.world.now < until) await at.pass(2000);
	const found = look();
	if (found.every(well)) return said(table(found));
	return failed(
		flags.has('wait')
			? '\nError: Unable to determine status:  timeout while waiting for status to become successful: context deadline exceeded\n'
			: '',
		1,
		table(found),
	);
};

const uninstall = (at: Shell): CommandResult => {
	if (get(at.world, 'Secret', release, namespace) === undefined)
		return unable('uninstall', 'uninstall: Release not loaded: cilium: release: not found');
	remove(at.world, 'Secret', release, namespace);
	remove(at.world, 'ConfigMap', 'cilium-config', namespace);
	for (const [kind, name] of parts) remove(at.world, kind, name, namespace);
	remove(at.world, 'GatewayClass', 'cilium');
	remove(at.world, 'Namespace', 'cilium-secrets');
	for (const name of ['cilium', 'cilium-operator']) remove(at.world, 'ServiceAccount', name, namespace);
	at.settle();
	return said(
		'🔥 Deleting pods in cilium-test namespace...\n🔥 Deleting cilium-test namespace...\n⌛ Uninstalling Cilium\n🔥 Cilium was successfully uninstalled.\n',
	);
};

export const cilium: LabCommand = {
	names: ['cilium'],
	changes: ([verb]) => verb !== 'version' && verb !== 'status',
	run: async ([verb = '', ...args], at) => {
		const flags = read(args);
		if (verb === 'version' && flags.has('client'))
			return said(
				`cilium-cli: ${installerVersion} compiled with go1.26.4 on linux/amd64\ncilium image (default): v1.19.4\ncilium image (stable): v1.20.0\n`,
			);
		if (!['install', 'upgrade', 'uninstall', 'status'].includes(verb))
			return failed(`Error: unknown command "${verb}" for "cilium"\nRun 'cilium --help' for usage.\n`);
		const client = await connect(at, flags);
		if (!('server' in client)) return unable(verb, `Kubernetes cluster unreachable: ${lastLine(client)}`);
		if (verb === 'status') return status(client);
		return verb === 'uninstall' ? uninstall(at) : install(at, flags, verb as 'install' | 'upgrade');
	},
};
