// A pod's status as its kubelet tells it to the API server.
import type {Container, KubeObject, Machine, PodSync, World} from '../world.ts';
import type {Inside} from './inside.ts';
import {stamp} from './objects.ts';
import {type Condition, type ContainerSpec, finished, specOf} from './pod.ts';
import {probedReady} from './probes.ts';
import {programOf} from './programs.ts';
import {present} from './registry.ts';

export type At = Pick<Inside, 'world' | 'machine' | 'files' | 'filesOf'>;

export const containersOf = (machine: Machine, uid: string, name: string): Container[] =>
	machine.containers.filter(container => container.podUid === uid && container.name === name);

export const latest = (machine: Machine, uid: string, name: string): Container | undefined =>
	containersOf(machine, uid, name).at(-1);

export const isContainerReady = (at: At, pod: KubeObject, spec: ContainerSpec): boolean => {
	const container = latest(at.machine, pod.metadata.uid, spec.name);
	if (container?.state !== 'running') return false;
	const program = programOf(spec);
	// Nothing is ready before its probe was asked for the first time: the control plane's own pods are not for ten seconds.
	const unasked = Math.max(
		spec.readinessProbe?.initialDelaySeconds ?? 0,
		spec.startupProbe?.initialDelaySeconds ?? 0,
	);
	const wait = Math.max(program.readyAfter ?? 0, unasked * 1000);
	if (at.world.now - container.created < wait) return false;
	if (!probedReady(spec, pod)) return false;
	return program.ready?.({...at, pod, spec, container, say: () => undefined}) ?? true;
};

const state = (sync: PodSync, container: Container | undefined, spec: ContainerSpec): Record<string, unknown> => {
	if (container?.state === 'running') return {running: {startedAt: stamp(container.created)}};
	const waiting =
		sync.waiting !== undefined && (sync.waiting.container ?? spec.name) === spec.name ? sync.waiting : undefined;
	if (waiting !== undefined)
		return {waiting: {reason: waiting.reason, ...(waiting.message === '' ? {} : {message: waiting.message})}};
	if (container !== undefined) return {terminated: ended(container)};
	return {waiting: {reason: 'ContainerCreating'}};
};

const ended = (container: Container): Record<string, unknown> => ({
	containerID: `containerd://${container.id}`,
	exitCode: container.exitCode ?? 0,
	reason: container.reason ?? (container.exitCode === 0 ? 'Completed' : 'Error'),
	startedAt: stamp(container.created),
	finishedAt: stamp(container.finished ?? container.created),
});

const containerStatus = (
	at: At,
	pod: KubeObject,
	sync: PodSync,
	spec: ContainerSpec,
	init: boolean,
): Record<string, unknown> => {
	const {machine} = at;
	const all = containersOf(machine, pod.metadata.uid, spec.name);
	const current = all.at(-1);
	const before = current?.state === 'running' || sync.waiting === undefined ? all.at(-2) : current;
	const image = present(machine, spec.image);
	const done = init && current?.exitCode === 0;
	return {
		...(current === undefined ? {} : {containerID: `containerd://${current.id}`}),
		image: spec.image,
		imageID: image === undefined ? '' : `${image.name}@sha256:${image.id}`,
		lastState:
			before === undefined || (before === current && current.state === 'running')
				? {}
				: {terminated: ended(before)},
		name: spec.name,
		ready: init ? done : isContainerReady(at, pod, spec),
		restartCount: sync.restarts[spec.name] ?? 0,
		...(init ? {} : {started: current?.state === 'running'}),
		state: done ? {terminated: ended(current)} : state(sync, current, spec),
	};
};

const condition = (
	world: World,
	old: KubeObject['status'],
	type: string,
	good: boolean,
	why: {reason?: string; message?: string} = {},
): Condition => {
	const before = (old?.['conditions'] as Condition[] | undefined)?.find(entry => entry.type === type);
	const status = good ? 'True' : 'False';
	const since = before?.status === status ? before.lastTransitionTime : stamp(world.now);
	return {lastProbeTime: null, lastTransitionTime: since, ...(good ? {} : why), status, type};
};

const phase = (at: At, pod: KubeObject): string => {
	const spec = specOf(pod);
	const own = spec.containers.map(container => latest(at.machine, pod.metadata.uid, container.name));
	if (own.some(container => container?.state === 'running')) return 'Running';
	if (own.every(container => container === undefined)) return 'Pending';
	const policy = spec.restartPolicy ?? 'Always';
	if (own.every(container => container?.state === 'exited') && policy !== 'Always') {
		if (own.every(container => container?.exitCode === 0)) return 'Succeeded';
		if (policy === 'Never') return 'Failed';
	}
	return 'Running';
};

export const statusOf = (at: At, pod: KubeObject, sync: PodSync, address: string): Record<string, unknown> => {
	const {world} = at;
	const spec = specOf(pod);
	const old = pod.status;
	const initDone = (spec.initContainers ?? []).every(
		entry => latest(at.machine, pod.metadata.uid, entry.name)?.exitCode === 0,
	);
	const ready = spec.containers.every(entry => isContainerReady(at, pod, entry));
	const how = phase(at, pod);
	const over = finished({...pod, status: {phase: how}});
	const unready = over
		? {reason: 'PodCompleted'}
		: {
				reason: 'ContainersNotReady',
				message: `containers with unready status: [${spec.containers
					.filter(entry => !isContainerReady(at, pod, entry))
					.map(entry => entry.name)
					.join(' ')}]`,
			};
	return {
		conditions: [
			condition(world, old, 'Initialized', initDone, {
				reason: 'ContainersNotInitialized',
				message: `containers with incomplete status: [${(spec.initContainers ?? []).map(entry => entry.name).join(' ')}]`,
			}),
			condition(world, old, 'Ready', ready, unready),
			condition(world, old, 'ContainersReady', ready, unready),
			condition(world, old, 'PodScheduled', true),
		],
		containerStatuses: spec.containers.map(entry => containerStatus(at, pod, sync, entry, false)),
		...(spec.initContainers === undefined
			? {}
			: {initContainerStatuses: spec.initContainers.map(entry => containerStatus(at, pod, sync, entry, true))}),
		hostIP: address,
		hostIPs: [{ip: address}],
		phase: how,
		...(sync.ip === undefined || sync.sandbox === undefined ? {} : {podIP: sync.ip, podIPs: [{ip: sync.ip}]}),
		qosClass: 'BestEffort',
		startTime: old?.['startTime'] ?? stamp(world.now),
	};
};
