// crictl: the container runtime through its CRI socket.
import {failed, said, type CommandResult, type LabCommand, type Shell} from '../command.ts';
import {criAt, cniConfig} from '../cluster/cri.ts';
import {keep, present, pull, reference} from '../cluster/registry.ts';
import {readArguments} from '../kubeadm/arguments.ts';
import {readYaml} from '../yaml.ts';
import type {Container, Image, Runtime} from '../world.ts';
import {etcdctl} from '../cluster/etcdctl.ts';

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

const ago = (milliseconds: number): string => {
	const seconds = Math.floor(milliseconds / 1000);
	if (seconds < 1) return 'Less than a second ago';
	if (seconds < 60) return `${seconds} seconds ago`;
	const minutes = Math.floor(seconds / 60);
	if (minutes < 2) return 'About a minute ago';
	if (minutes < 60) return `${minutes} minutes ago`;
	const hours = Math.floor(minutes / 60);
	return hours < 2 ? 'About an hour ago' : hours < 48 ? `${hours} hours ago` : `${Math.floor(hours / 24)} days ago`;
};

const table = (rows: readonly (readonly string[])[]): string => {
	const widths = rows[0]!.map((_, column) => Math.max(20, ...rows.map(row => row[column]!.length + 4)));
	return `${rows
		.map(row =>
			row
				.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column]!)))
				.join('')
				.trimEnd(),
		)
		.join('\n')}\n`;
};

const size = (bytes: number): string =>
	bytes >= 1_000_000 ? `${(bytes / 1_000_000).toPrecision(3)}MB` : `${(bytes / 1000).toPrecision(3)}kB`;

const imageOf = (at: Shell, name: string): Image | undefined =>
	present(at.machine, name) ??
	at.machine.images.find(image => image.id.startsWith(name.replace(/^sha256:/, '')) && name.length >= 3);

const containerOf = (at: Shell, id: string): Container | undefined =>
	at.machine.containers.find(container => container.id.startsWith(id));

const noContainer = (id: string): CommandResult =>
	failed(
		`E1123 00:00:00.000000    4242 remote_runtime.go:415] "ContainerStatus from runtime service failed" err="rpc error: code = NotFound desc = an error occurred when try to find container \\"${id}\\": not found" containerID="${id}"\nlevel=fatal msg="rpc error: code = NotFound desc = an error occurred when try to find container \\"${id}\\": not found"\n`,
	);

const version = (_: readonly string[], _at: Shell, runtime: Runtime): CommandResult =>
	said(
		`Version:  0.1.0\nRuntimeName:  containerd\nRuntimeVersion:  ${runtime.version.startsWith('1.6') ? '1.6.20~ds1' : `v${runtime.version}`}\nRuntimeApiVersion:  v1\n`,
	);

const info = (_: readonly string[], at: Shell, runtime: Runtime): CommandResult => {
	const network = cniConfig(at.files, runtime);
	const options = {SystemdCgroup: runtime.systemdCgroup};
	return said(
		`${JSON.stringify(
			{
				cniconfig: {
					PluginDirs: runtime.binDirs,
					PluginConfDir: runtime.confDir,
					PluginMaxConfNum: 1,
					Prefix: 'eth',
					Networks: [],
				},
				config: {
					containerd: {
						defaultRuntimeName: 'runc',
						runtimes: {runc: {runtimeType: 'io.containerd.runc.v2', options}},
						snapshotter: 'overlayfs',
					},
					cni: {binDirs: runtime.binDirs, confDir: runtime.confDir},
					registry: {configPath: runtime.certsDir},
					sandboxImage: runtime.sandboxImage,
					pinnedImages: {sandbox: runtime.sandboxImage},
					containerdEndpoint: '/run/containerd/containerd.sock',
				},
				golang: 'go1.25.5',
				lastCNILoadStatus:
					network === undefined
						? 'cni config load failed: no network config found in /etc/cni/net.d: cni plugin not initialized: failed to load cni config'
						: 'OK',
				status: {
					conditions: [
						{message: '', reason: '', status: true, type: 'RuntimeReady'},
						{
							message:
								network === undefined ? 'Network plugin returns error: cni plugin not initialized' : '',
							reason: network === undefined ? 'NetworkPluginNotReady' : '',
							status: network !== undefined,
							type: 'NetworkReady',
						},
					],
				},
			},
			undefined,
			2,
		)}\n`,
	);
};

const images = (args: readonly string[], at: Shell): CommandResult => {
	const {flags, words} = readArguments(args, ['q', 'quiet', 'no-trunc', 'digests', 'verbose'], ['output', 'filter']);
	const shown = [...at.machine.images]
		.filter(image => words[0] === undefined || image.name.includes(reference(words[0]).path))
		.sort((a, b) => a.name.localeCompare(b.name) || a.tag.localeCompare(b.tag));
	if (flags.has('q') || flags.has('quiet')) return said(shown.map(image => `sha256:${image.id}\n`).join(''));
	if (flags.get('output') === 'json')
		return said(
			`${JSON.stringify({images: shown.map(image => ({id: `sha256:${image.id}`, repoTags: [`${image.name}:${image.tag}`], repoDigests: [], size: String(image.sizeBytes), username: '', pinned: image.pinned}))}, undefined, 2)}\n`,
		);
	return said(
		table([
			['IMAGE', 'TAG', 'IMAGE ID', 'SIZE'],
			...shown.map(image => [image.name, image.tag, image.id.slice(0, 13), size(image.sizeBytes)]),
		]),
	);
};

const pullImage = async (args: readonly string[], at: Shell): Promise<CommandResult> => {
	const {words} = readArguments(args, ['q'], ['creds', 'auth', 'pod-config']);
	const [name] = words;
	if (name === undefined) return failed('level=fatal msg="image name cannot be empty"\n');
	const result = pull(at.world, at.machine, at.files, name);
	if ('error' in result) {
		const time = new Date(at.now()).toISOString().slice(0, 19);
		return failed(
			`E${time.slice(5, 7)}${time.slice(8, 10)} ${time.slice(11)}.000000    4711 log.go:32] "PullImage from image service failed" err="${result.error.replaceAll('"', String.raw`\"`)}" image="${name}"\ntime="${time}Z" level=fatal msg="pulling image: ${result.error.replaceAll('"', String.raw`\"`)}"\n`,
		);
	}
	if (present(at.machine, name) === undefined) await at.pass(result.milliseconds);
	const image = keep(at.machine, result.image);
	return said(`Image is up to date for sha256:${image.id}\n`);
};

const removeImage = (args: readonly string[], at: Shell): CommandResult => {
	const {flags, words} = readArguments(args, ['a', 'all', 'q', 'prune'], []);
	const used = new Set(at.machine.containers.map(container => reference(container.image).full));
	const idle = (image: Image): boolean => !used.has(`${image.name}:${image.tag}`) && !image.pinned;
	const wanted = flags.has('prune')
		? at.machine.images.filter(idle)
		: flags.has('a') || flags.has('all')
			? [...at.machine.images]
			: [];
	let stderr = '';
	for (const word of words) {
		const image = imageOf(at, word);
		if (image === undefined) stderr += `level=error msg="no such image ${word}"\n`;
		else wanted.push(image);
	}
	at.machine.images = at.machine.images.filter(image => !wanted.includes(image));
	const stdout = wanted.map(image => `Deleted: ${image.name}:${image.tag}\n`).join('');
	return stderr === ''
		? said(stdout)
		: failed(`${stderr}level=fatal msg="unable to remove the image(s)"\n`, 1, stdout);
};

const ps = (args: readonly string[], at: Shell): CommandResult => {
	const {flags} = readArguments(
		args,
		['a', 'all', 'q', 'quiet', 'no-trunc', 'l', 'latest'],
		['name', 'pod', 'p', 'state', 's', 'image', 'label', 'namespace', 'output', 'n', 'last'],
	);
	const all = flags.has('a') || flags.has('all') || flags.has('state');
	const shown = [...at.machine.containers]
		.filter(container => all || container.state === 'running')
		.filter(container => flags.get('name') === undefined || new RegExp(flags.get('name')!).test(container.name))
		.filter(container => flags.get('state') === undefined || flags.get('state')!.toLowerCase() === container.state)
		.filter(container => flags.get('namespace') === undefined || container.namespace === flags.get('namespace'))
		.sort((a, b) => b.created - a.created);
	if (flags.has('q') || flags.has('quiet')) return said(shown.map(container => `${container.id}\n`).join(''));
	if (flags.get('output') === 'json')
		return said(
			`${JSON.stringify({containers: shown.map(container => ({id: container.id, podSandboxId: container.sandbox, metadata: {name: container.name, attempt: container.attempt}, image: {image: container.image}, state: `CONTAINER_${container.state.toUpperCase()}`, createdAt: `${container.created}000000`, labels: {'io.kubernetes.container.name': container.name, 'io.kubernetes.pod.name': container.pod, 'io.kubernetes.pod.namespace': container.namespace, 'io.kubernetes.pod.uid': container.podUid}}))}, undefined, 2)}\n`,
		);
	const rows = shown.map(container => [
		container.id.slice(0, 13),
		present(at.machine, container.image)?.id.slice(0, 13) ?? container.image,
		ago(at.world.now - container.created),
		container.state === 'running' ? 'Running' : 'Exited',
		container.name,
		String(container.attempt),
		container.sandbox?.slice(0, 13) ?? '',
		container.pod,
		container.namespace,
	]);
	return said(
		table([['CONTAINER', 'IMAGE', 'CREATED', 'STATE', 'NAME', 'ATTEMPT', 'POD ID', 'POD', 'NAMESPACE'], ...rows]),
	);
};

type Sandbox = {
	readonly id: string;
	readonly uid: string;
	readonly at: number;
	readonly name: string;
	readonly namespace: string;
};

const sandboxes = (at: Shell): Sandbox[] =>
	Object.entries(at.machine.pods ?? {}).flatMap(([uid, sync]) => {
		if (sync.sandbox === undefined) return [];
		const object = at.world.cluster?.objects.find(entry => entry.kind === 'Pod' && entry.metadata.uid === uid);
		const container = at.machine.containers.find(entry => entry.podUid === uid);
		return [
			{
				id: sync.sandbox,
				uid,
				at: sync.sandboxAt ?? 0,
				name: object?.metadata.name ?? container?.pod ?? '',
				namespace: object?.metadata.namespace ?? container?.namespace ?? '',
			},
		];
	});

const pods = (args: readonly string[], at: Shell): CommandResult => {
	const {flags} = readArguments(
		args,
		['q', 'quiet', 'no-trunc', 'l', 'latest', 'a'],
		['name', 'namespace', 'state', 's', 'label', 'output', 'id'],
	);
	const shown = sandboxes(at)
		.filter(pod => flags.get('name') === undefined || new RegExp(flags.get('name')!).test(pod.name))
		.filter(pod => flags.get('namespace') === undefined || pod.namespace === flags.get('namespace'))
		.sort((a, b) => b.at - a.at);
	if (flags.has('q') || flags.has('quiet')) return said(shown.map(pod => `${pod.id}\n`).join(''));
	return said(
		table([
			['POD ID', 'CREATED', 'STATE', 'NAME', 'NAMESPACE', 'ATTEMPT', 'RUNTIME'],
			...shown.map(pod => [
				pod.id.slice(0, 13),
				ago(at.world.now - pod.at),
				'Ready',
				pod.name,
				pod.namespace,
				'0',
				'(default)',
			]),
		]),
	);
};

const logs = (args: readonly string[], at: Shell): CommandResult => {
	const {flags, words} = readArguments(args, ['f', 'follow', 'previous', 'p', 'timestamps', 't'], ['tail', 'since']);
	const [id = ''] = words;
	const container = containerOf(at, id);
	if (container === undefined || id === '') return noContainer(id);
	const tail = Number(flags.get('tail') ?? container.log.length);
	return said(
		container.log
			.slice(-tail || container.log.length)
			.map(line => `${line.text}\n`)
			.join(''),
	);
};

const exec = async (args: readonly string[], at: Shell): Promise<CommandResult> => {
	const plain = args.filter(arg => !/^-(?:it?|ti?|s|-tty|-interactive|-sync)$/.test(arg));
	const [id = '', ...command] = plain;
	const container = containerOf(at, id);
	if (container === undefined) return noContainer(id);
	if (container.state !== 'running')
		return failed(
			`FATA[0000] execing command in container: rpc error: code = Unknown desc = container is in CONTAINER_EXITED state\n`,
		);
	if (container.name === 'etcd' && command[0] === 'etcdctl')
		return etcdctl(command.slice(1), at.world, at.filesOf, at.machine, at.env);
	return at.exec(command.join(' '));
};

const stopContainers = (args: readonly string[], at: Shell): CommandResult => {
	let stdout = '';
	for (const id of args.filter(arg => !arg.startsWith('-'))) {
		const container = containerOf(at, id);
		if (container === undefined) return noContainer(id);
		container.state = 'exited';
		container.finished = at.world.now;
		container.exitCode = 0;
		delete container.ends;
		stdout += `${id}\n`;
	}
	return said(stdout);
};

const removeContainers = (args: readonly string[], at: Shell): CommandResult => {
	const {flags, words} = readArguments(args, ['a', 'all', 'f', 'force'], []);
	const all = flags.has('a') || flags.has('all');
	const chosen = at.machine.containers.filter(container => all || words.some(word => container.id.startsWith(word)));
	const busy = chosen.find(container => container.state === 'running');
	if (busy !== undefined && !flags.has('f') && !flags.has('force'))
		return failed(
			`level=error msg="container \\"${busy.id.slice(0, 13)}\\" is running, please stop it first"\nlevel=fatal msg="unable to remove container(s)"\n`,
		);
	at.machine.containers = at.machine.containers.filter(container => !chosen.includes(container));
	return said(chosen.map(container => `${container.id.slice(0, 13)}\n`).join(''));
};

const dropSandboxes =
	(verb: 'Stopped' | 'Removed') =>
	(args: readonly string[], at: Shell): CommandResult => {
		const {flags, words} = readArguments(args, ['a', 'all', 'f', 'force'], []);
		const all = flags.has('a') || flags.has('all');
		const chosen = sandboxes(at).filter(pod => all || words.some(word => pod.id.startsWith(word)));
		if (chosen.length === 0 && !all)
			return failed(
				`level=fatal msg="getting sandbox status of pod \\"${words[0] ?? ''}\\": rpc error: code = NotFound desc = an error occurred when try to find sandbox: not found"\n`,
			);
		for (const pod of chosen) {
			for (const container of at.machine.containers.filter(
				entry => entry.podUid === pod.uid && entry.state === 'running',
			)) {
				container.state = 'exited';
				container.finished = at.world.now;
				container.exitCode = 137;
			}
			delete at.machine.pods![pod.uid]!.sandbox;
			if (verb === 'Removed')
				at.machine.containers = at.machine.containers.filter(entry => entry.podUid !== pod.uid);
		}
		return said(chosen.map(pod => `${verb} sandbox ${pod.id.slice(0, 13)}\n`).join(''));
	};

const inspectImage = (args: readonly string[], at: Shell): CommandResult => {
	const name = args.find(arg => !arg.startsWith('-')) ?? '';
	const image = imageOf(at, name);
	if (image === undefined) return failed(`level=fatal msg="no such image \\"${name}\\" present"\n`);
	return said(
		`${JSON.stringify({status: {id: `sha256:${image.id}`, repoTags: [`${image.name}:${image.tag}`], repoDigests: [`${image.name}@sha256:${image.id}`], size: String(image.sizeBytes), pinned: image.pinned}}, undefined, 2)}\n`,
	);
};

const inspect = (args: readonly string[], at: Shell): CommandResult => {
	const id = args.find(arg => !arg.startsWith('-')) ?? '';
	const container = containerOf(at, id);
	if (container === undefined) return noContainer(id);
	return said(
		`${JSON.stringify({status: {id: container.id, metadata: {name: container.name, attempt: container.attempt}, state: `CONTAINER_${container.state.toUpperCase()}`, createdAt: new Date(container.created).toISOString(), exitCode: container.exitCode ?? 0, image: {image: container.image}, labels: {'io.kubernetes.pod.name': container.pod, 'io.kubernetes.pod.namespace': container.namespace}}, info: {sandboxID: container.sandbox, config: {command: container.command}}}, undefined, 2)}\n`,
	);
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
