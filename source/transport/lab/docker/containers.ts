// docker ps, inspect, logs, exec, stop, rm: the containers of pods, under the names that the kubelet gives them.
import {present} from '../cluster/registry.ts';
import {type CommandResult, type Shell, failed, said} from '../command.ts';
import {exec, logs, removeContainers, stopContainers} from '../crictl/containers.ts';
import {ago} from '../crictl/table.ts';
import {readArguments} from '../kubeadm/arguments.ts';
import type {Docker} from '../world.ts';
import {columns, formattedLines} from './template.ts';

type Shown = {
	readonly id: string;
	readonly name: string;
	readonly image: string;
	readonly command: string;
	readonly created: number;
	readonly running: boolean;
	readonly exit: number;
	readonly finished: number;
};

const podName = (at: Shell, uid: string): readonly [string, string] => {
	const container = at.machine.containers.find(entry => entry.podUid === uid);
	if (container !== undefined) return [container.pod, container.namespace];
	const pod = at.world.cluster?.objects.find(entry => entry.kind === 'Pod' && entry.metadata.uid === uid);
	return [pod?.metadata.name ?? 'pod', pod?.metadata.namespace ?? 'default'];
};

/** Newest first; below every pod the container that holds its network. */
const all = (at: Shell, pause: string): readonly Shown[] => {
	const {containers, pods = {}} = at.machine;
	const own = Object.entries(pods).filter(([, sync]) => sync.docker !== undefined);
	const sandboxes = own.flatMap(([uid, sync]): Shown[] => {
		if (sync.sandbox === undefined) return [];
		const [pod, namespace] = podName(at, uid);
		return [
			{
				id: sync.sandbox,
				name: `k8s_POD_${pod}_${namespace}_${uid}_0`,
				image: pause,
				command: '"/pause"',
				created: sync.sandboxAt ?? 0,
				running: true,
				exit: 0,
				finished: 0,
			},
		];
	});
	const made = containers
		.filter(entry => pods[entry.podUid]?.docker !== undefined)
		.map((entry): Shown => {
			const command = (entry.command ?? []).join(' ');
			return {
				id: entry.id,
				name: `k8s_${entry.name}_${entry.pod}_${entry.namespace}_${entry.podUid}_${entry.attempt}`,
				// The kubelet starts images by their id.
				image: present(at.machine, entry.image)?.id.slice(0, 12) ?? entry.image,
				command: `"${command.length > 20 ? `${command.slice(0, 19)}…` : command}"`,
				created: entry.created,
				running: entry.state === 'running',
				exit: entry.exitCode ?? 0,
				finished: entry.finished ?? 0,
			};
		});
	return [...made, ...sandboxes].toSorted((one, other) => other.created - one.created);
};

const pauseOf = ({machine}: Shell): string =>
	machine.criDockerd?.pause ?? machine.kubelet?.pause ?? 'k8s.gcr.io/pause:3.2';

const status = (at: Shell, {running, exit, created, finished}: Shown): string =>
	running
		? `Up ${ago(at.world.now - created).replace(/ ago$/, '')}`
		: `Exited (${exit}) ${ago(at.world.now - finished)}`;

const passes = (shown: Shown, filter: string): boolean => {
	const [key = '', value = ''] = filter.split(/=(.*)/s);
	if (key === 'name') return new RegExp(value).test(shown.name);
	return key !== 'status' || (value === 'running') === shown.running;
};

export const ps = (args: readonly string[], at: Shell): CommandResult => {
	const {flags} = readArguments(
		args,
		['a', 'all', 'q', 'quiet', 'no-trunc', 'l', 'latest'],
		['force', 'filter', 'format', 'n', 'last'],
	);
	const everything = flags.has('a') || flags.has('all');
	const filters = [flags.get('force'), flags.get('filter')].filter(filter => filter !== undefined);
	const long = flags.has('no-trunc');
	const shown = all(at, pauseOf(at))
		.filter(({running}) => everything || running)
		.filter(entry => filters.every(filter => passes(entry, filter)));
	const short = (id: string): string => (long ? id : id.slice(0, 12));
	if (flags.has('q') || flags.has('quiet')) return said(shown.map(({id}) => `${short(id)}\n`).join(''));
	const template = flags.get('format');
	if (template !== undefined)
		return formattedLines(
			template,
			shown.map(entry => ({
				ID: short(entry.id),
				Names: entry.name,
				Image: entry.image,
				Command: entry.command,
				Status: status(at, entry),
				State: entry.running ? 'running' : 'exited',
			})),
		);
	return said(
		columns([
			['CONTAINER ID', 'IMAGE', 'COMMAND', 'CREATED', 'STATUS', 'PORTS', 'NAMES'],
			...shown.map(entry => [
				short(entry.id),
				entry.image,
				entry.command,
				ago(at.world.now - entry.created),
				status(at, entry),
				'',
				entry.name,
			]),
		]),
	);
};

/** Docker takes names where the lab's containers know ids. */
const idOf = (at: Shell, word: string): string | undefined =>
	all(at, '').find(({id, name}) => id.startsWith(word) || name === word)?.id;

export const found = (at: Shell, word: string): Record<string, unknown> | undefined => {
	const shown = all(at, pauseOf(at)).find(({id, name}) => id.startsWith(word) || name === word);
	if (shown === undefined) return undefined;
	return {
		Id: shown.id,
		Created: new Date(shown.created).toISOString(),
		State: {
			Status: shown.running ? 'running' : 'exited',
			Running: shown.running,
			ExitCode: shown.exit,
			FinishedAt: shown.running ? '0001-01-01T00:00:00Z' : new Date(shown.finished).toISOString(),
		},
		Image: `sha256:${shown.image}`,
		Name: `/${shown.name}`,
		HostConfig: {NetworkMode: 'host', CgroupParent: 'kubepods.slice'},
	};
};

type Act = (args: readonly string[], at: Shell) => CommandResult | Promise<CommandResult>;

/** One of crictl's own verbs, with names turned into ids first. */
const through =
	(act: Act, isWord: (arg: string, index: number, args: readonly string[]) => boolean) =>
	async (args: readonly string[], at: Shell, _docker: Docker): Promise<CommandResult> => {
		const missing = args.find((arg, index) => isWord(arg, index, args) && idOf(at, arg) === undefined);
		if (missing !== undefined) return failed(`Error response from daemon: No such container: ${missing}\n`);
		return act(
			args.map((arg, index) => (isWord(arg, index, args) ? idOf(at, arg)! : arg)),
			at,
		);
	};

const valued = new Set(['--tail', '-n', '--since', '--until', '-t', '--time', '-w', '-u', '-e']);
const isPlain = (arg: string, index: number, args: readonly string[]): boolean =>
	!arg.startsWith('-') && !valued.has(args[index - 1] ?? '');
const isFirst = (arg: string, index: number, args: readonly string[]): boolean =>
	isPlain(arg, index, args) && args.findIndex((other, place) => isPlain(other, place, args)) === index;

export const dockerLogs = through(
	(args, at) =>
		logs(
			args.map(arg => (arg === '-n' ? '--tail' : arg)),
			at,
		),
	isPlain,
);
export const dockerExec = through(exec, isFirst);
export const dockerStop = through(stopContainers, isPlain);
export const dockerRemove = through(removeContainers, isPlain);
