// crictl: the container runtime through its CRI socket.
import {criAt} from '../cluster/cri.ts';
import {type CommandResult, type LabCommand, type Shell, failed, said} from '../command.ts';
import {exec, inspect, logs, ps, removeContainers, stopContainers} from '../crictl/containers.ts';
import {images, inspectImage, pullImage, removeImage} from '../crictl/images.ts';
import {info, version} from '../crictl/runtime.ts';
import {dropSandboxes, pods} from '../crictl/sandboxes.ts';
import {readArguments} from '../kubeadm/arguments.ts';
import type {Runtime} from '../world.ts';
import {readYaml} from '../yaml.ts';

const global = ['runtime-endpoint', 'r', 'image-endpoint', 'i', 'timeout', 't', 'config', 'c'];

const endpointOf = (at: Shell, flags: ReadonlyMap<string, string>): string => {
	const given = flags.get('runtime-endpoint') ?? flags.get('r') ?? at.env.get('CONTAINER_RUNTIME_ENDPOINT');
	if (given !== undefined) return given;
	const file = at.files.read('/etc/crictl.yaml');
	const configured =
		file === undefined
			? undefined
			: (readYaml(file)[0] as {'runtime-endpoint'?: string} | undefined)?.['runtime-endpoint'];
	return configured ?? 'unix:///run/containerd/containerd.sock';
};

type Verb = (args: readonly string[], at: Shell, runtime: Runtime) => CommandResult | Promise<CommandResult>;

const verbs: Readonly<Record<string, Verb>> = {
	version,
	info,
	images,
	image: images,
	img: images,
	pull: pullImage,
	rmi: removeImage,
	ps,
	pods,
	logs,
	exec,
	stop: stopContainers,
	rm: removeContainers,
	stopp: dropSandboxes('Stopped'),
	rmp: dropSandboxes('Removed'),
	inspecti: inspectImage,
	inspect,
};

const setConfig = (args: readonly string[], at: Shell): CommandResult => {
	const {flags} = readArguments(args, ['get', 'list'], ['set', 'get']);
	const old = (readYaml(at.files.read('/etc/crictl.yaml') ?? '')[0] ?? {}) as Record<string, unknown>;
	const values: Record<string, unknown> = {
		'runtime-endpoint': '',
		'image-endpoint': '',
		timeout: 0,
		debug: false,
		'pull-image-on-create': false,
		'disable-pull-on-run': false,
		...old,
	};
	for (const pair of (flags.get('set') ?? '').split(',')) {
		const [name = '', value = ''] = pair.split('=');
		if (name !== '') values[name] = /^\d+$/.test(value) ? Number(value) : value === 'true' ? true : value;
	}
	at.files.write(
		'/etc/crictl.yaml',
		Object.entries(values)
			.map(([name, value]) => `${name}: ${value === '' ? '""' : String(value)}\n`)
			.join(''),
	);
	return said('');
};

export const crictl: LabCommand = {
	names: ['crictl'],
	changes: args =>
		!args.some(arg =>
			['ps', 'pods', 'images', 'info', 'version', 'inspect', 'inspecti', 'logs', 'config'].includes(arg),
		),
	run: (args, at) => {
		const own: string[] = [];
		let rest = [...args];
		while (rest[0]?.startsWith('-')) {
			const name = rest[0].replace(/^--?/, '').replace(/=.*/, '');
			if (name === 'version' || name === 'v')
				return said(
					`crictl version v${at.machine.packages['cri-tools']?.version.replace(/-.*/, '') ?? '1.36.0'}\n`,
				);
			const takes = global.includes(name) && !rest[0].includes('=');
			own.push(...rest.slice(0, takes ? 2 : 1));
			rest = rest.slice(takes ? 2 : 1);
		}
		const {flags} = readArguments(own, ['debug', 'D'], global);
		const [verb = 'help', ...more] = rest;
		if (verb === 'config') return setConfig(more, at);
		const run = verbs[verb];
		if (run === undefined) return failed(`No help topic for '${verb}'\n`, 3);
		const endpoint = endpointOf(at, flags);
		const runtime = criAt(at.machine, at.files, endpoint);
		if (typeof runtime === 'string') {
			const time = new Date(at.now()).toISOString().slice(0, 19);
			return failed(
				`time="${time}Z" level=fatal msg="validate service connection: validate CRI v1 runtime API for endpoint \\"${endpoint}\\": ${runtime.replaceAll('"', String.raw`\"`)}"\n`,
			);
		}
		return run(more, at, runtime);
	},
};
