// crictl ps, logs, exec, stop, rm, inspect.
import {list} from '../cluster/objects.ts';
import {specOf, type ContainerSpec} from '../cluster/pod.ts';
import {present} from '../cluster/registry.ts';
import {type CommandResult, type Shell, failed, said} from '../command.ts';
import {readArguments} from '../kubeadm/arguments.ts';
import type {PodPlace} from '../kubectl/pod-files.ts';
import {runInPod} from '../kubectl/pod-shell.ts';
import type {Container, KubeObject} from '../world.ts';
import {ago, table} from './table.ts';

const containerOf = (at: Shell, id: string): Container | undefined =>
	at.machine.containers.find(container => container.id.startsWith(id));

const noContainer = (id: string): CommandResult =>
	failed(
		`E1123 00:00:00.000000    4242 remote_runtime.go:415] "ContainerStatus from runtime service failed" err="rpc error: code = NotFound desc = an error occurred when try to find container \\"${id}\\": not found" containerID="${id}"\nlevel=fatal msg="rpc error: code = NotFound desc = an error occurred when try to find container \\"${id}\\": not found"\n`,
	);

export const ps = (args: readonly string[], at: Shell): CommandResult => {
	const {flags} = readArguments(
		args,
		['a', 'all', 'q', 'quiet', 'no-trunc', 'l', 'latest'],
		['name', 'pod', 'p', 'state', 's', 'image', 'label', 'namespace', 'output', 'n', 'last'],
	);
	const all = flags.has('a') || flags.has('all') || flags.has('state');
	const shown = at.machine.containers
		.filter(container => all || container.state === 'running')
		.filter(container => flags.get('name') === undefined || new RegExp(flags.get('name')!).test(container.name))
		.filter(container => flags.get('state') === undefined || flags.get('state')!.toLowerCase() === container.state)
		.filter(container => flags.get('namespace') === undefined || container.namespace === flags.get('namespace'))
		.toSorted((a, b) => b.created - a.created);
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

export const logs = (args: readonly string[], at: Shell): CommandResult => {
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

/** A static pod runs before any API server knows it: then its container says enough. */
const placeOf = (at: Shell, container: Container): PodPlace => {
	const {world, machine, filesOf} = at;
	const known = list(world, 'Pod', container.namespace).find(object => object.metadata.uid === container.podUid);
	const plain: ContainerSpec = {name: container.name, image: container.image, command: container.command ?? []};
	const pod: KubeObject = known ?? {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {
			name: container.pod,
			namespace: container.namespace,
			uid: container.podUid,
			creationTimestamp: '',
			resourceVersion: '0',
		},
		spec: {containers: [plain], hostNetwork: true},
	};
	const spec = specOf(pod).containers.find(entry => entry.name === container.name) ?? plain;
	return {world, machine, filesOf, pod, spec, container, written: new Map()};
};

export const exec = async (args: readonly string[], at: Shell): Promise<CommandResult> => {
	const plain = args.filter(arg => !/^-(?:it?|ti?|s|-tty|-interactive|-sync)$/.test(arg));
	const [id = '', ...command] = plain;
	const container = containerOf(at, id);
	if (container === undefined) return noContainer(id);
	if (container.state !== 'running')
		return failed(
			`FATA[0000] execing command in container: rpc error: code = Unknown desc = container is in CONTAINER_EXITED state\n`,
		);
	return runInPod(placeOf(at, container), command, at, at.stdin);
};

export const stopContainers = (args: readonly string[], at: Shell): CommandResult => {
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

export const removeContainers = (args: readonly string[], at: Shell): CommandResult => {
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

export const inspect = (args: readonly string[], at: Shell): CommandResult => {
	const id = args.find(arg => !arg.startsWith('-')) ?? '';
	const container = containerOf(at, id);
	if (container === undefined) return noContainer(id);
	return said(
		`${JSON.stringify({status: {id: container.id, metadata: {name: container.name, attempt: container.attempt}, state: `CONTAINER_${container.state.toUpperCase()}`, createdAt: new Date(container.created).toISOString(), exitCode: container.exitCode ?? 0, image: {image: container.image}, labels: {'io.kubernetes.pod.name': container.pod, 'io.kubernetes.pod.namespace': container.namespace}}, info: {sandboxID: container.sandbox, config: {command: container.command}}}, undefined, 2)}\n`,
	);
};
