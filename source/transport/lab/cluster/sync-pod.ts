// One look of the kubelet at one pod: what is missing is made, what has ended is started again, later each time.
import type {Container, KubeObject, PodSync, Runtime} from '../world.ts';
import {cniConfig, noNetwork} from './cri.ts';
import {hex} from './ids.ts';
import {kubeletSays} from './kubelet-log.ts';
import {latest, type At} from './pod-status.ts';
import {type Hindrance, hinders, nameTrouble, startTrouble, tell} from './container-start.ts';
import {quantity, specOf, type ContainerSpec} from './pod.ts';
import {tendProbes} from './probes.ts';
import {programOf} from './programs.ts';
import {keep, present, pull} from './registry.ts';
import {makeSandbox} from './sandbox.ts';
import {mountTrouble} from './volume-mounts.ts';

/** 10 s, 20 s, 40 s … 5 min, as images and crashing containers are tried again. */
const backOff = (tries: number): number => Math.min(10_000 * 2 ** Math.max(tries - 1, 0), 300_000);

const sandboxed = (at: At, pod: KubeObject, sync: PodSync, runtime: Runtime): boolean => {
	const {world, machine} = at;
	const spec = specOf(pod);
	const name = `${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})`;
	const volume = mountTrouble(at, pod);
	if (volume !== undefined) {
		tell(at, pod, 'Warning', 'FailedMount', volume);
		sync.retryAt = world.now + 16_000;
		return false;
	}
	if (spec.hostNetwork !== true && cniConfig(at.files, runtime) === undefined) {
		tell(at, pod, 'Warning', 'NetworkNotReady', `network is not ready: container ${noNetwork(runtime)}`);
		sync.retryAt = world.now + 2000;
		return false;
	}
	const made = makeSandbox(at, pod, sync, runtime);
	if (made === 'made') return true;
	if (made === 'coming') return false;
	kubeletSays(
		world,
		machine,
		'remote_runtime.go:116',
		`RunPodSandbox from runtime service failed: ${made.message}`,
		`"RunPodSandbox from runtime service failed" err=${JSON.stringify(made.message)}`,
	);
	kubeletSays(
		world,
		machine,
		'pod_workers.go:191',
		`Error syncing pod ${pod.metadata.uid} ("${name}"), skipping: failed to "CreatePodSandbox" for "${name}" with CreatePodSandboxError: "CreatePodSandbox for pod \\"${name}\\" failed: ${made.message.replaceAll('"', String.raw`\"`)}"`,
		`"Error syncing pod, skipping" err="failed to \\"CreatePodSandbox\\" for \\"${name}\\" with CreatePodSandboxError: \\"Failed to create sandbox for pod \\\\\\"${name}\\\\\\": ${made.message.replaceAll('"', String.raw`\\\"`)}\\"" pod="${pod.metadata.namespace}/${pod.metadata.name}" podUID="${pod.metadata.uid}"`,
	);
	tell(at, pod, 'Warning', 'FailedCreatePodSandBox', `Failed to create pod sandbox: ${made.message}`);
	sync.retryAt = world.now + 12_000;
	return false;
};

type Fetched = 'there' | 'coming' | 'failed';

const fetched = (at: At, pod: KubeObject, sync: PodSync, spec: ContainerSpec, runtime: Runtime): Fetched => {
	const {world, machine, files} = at;
	const there = present(machine, spec.image);
	const always =
		spec.imagePullPolicy === 'Always' ||
		(spec.imagePullPolicy === undefined && !/:(?!latest$)[^/]+$/.test(spec.image));
	if (there !== undefined && !always) return 'there';
	const wait = (reason: string, message: string): Fetched => {
		sync.waiting = {reason, message, container: spec.name};
		return 'failed';
	};
	if (spec.imagePullPolicy === 'Never') {
		tell(
			at,
			pod,
			'Warning',
			'ErrImageNeverPull',
			`Container image "${spec.image}" is not present with pull policy of Never`,
		);
		sync.retryAt = world.now + 10_000;
		return wait('ErrImageNeverPull', `Container image "${spec.image}" is not present with pull policy of Never`);
	}
	const result = pull(world, machine, files, spec.image, runtime);
	const pulls = (machine.pulls ??= {});
	if ('error' in result) {
		if (there !== undefined && spec.imagePullPolicy !== 'Always') return 'there';
		if (sync.waiting?.reason === 'ErrImagePull') {
			tell(at, pod, 'Normal', 'BackOff', `Back-off pulling image "${spec.image}"`);
			tell(at, pod, 'Warning', 'Failed', 'Error: ImagePullBackOff');
			sync.retryAt = world.now + backOff(sync.tries);
			return wait('ImagePullBackOff', `Back-off pulling image "${spec.image}": ErrImagePull: ${result.error}`);
		}
		tell(at, pod, 'Normal', 'Pulling', `Pulling image "${spec.image}"`);
		tell(at, pod, 'Warning', 'Failed', `Failed to pull image "${spec.image}": ${result.error}`);
		tell(at, pod, 'Warning', 'Failed', 'Error: ErrImagePull');
		kubeletSays(
			world,
			machine,
			'remote_image.go:113',
			`PullImage "${spec.image}" from image service failed: ${result.error}`,
			`"PullImage from image service failed" err=${JSON.stringify(result.error)} image="${spec.image}"`,
		);
		sync.tries++;
		sync.retryAt = world.now + 1500;
		return wait('ErrImagePull', result.error);
	}
	const due = pulls[spec.image];
	if (due === undefined && there === undefined) {
		pulls[spec.image] = world.now + result.milliseconds;
		tell(at, pod, 'Normal', 'Pulling', `Pulling image "${spec.image}"`);
		return 'coming';
	}
	if (due !== undefined && world.now < due) return 'coming';
	delete pulls[spec.image];
	keep(machine, result.image);
	tell(
		at,
		pod,
		'Normal',
		'Pulled',
		`Successfully pulled image "${spec.image}" in ${(result.milliseconds / 1000).toFixed(3)}s (${(result.milliseconds / 1000).toFixed(3)}s including waiting). Image size: ${result.image.sizeBytes} bytes.`,
	);
	return 'there';
};

const startContainer = (
	at: At,
	pod: KubeObject,
	sync: PodSync,
	spec: ContainerSpec,
	attempt: number,
	hindered?: Hindrance,
): void => {
	const {world, machine} = at;
	const container: Container = {
		id: hex(world, 64),
		name: spec.name,
		pod: pod.metadata.name,
		namespace: pod.metadata.namespace ?? 'default',
		podUid: pod.metadata.uid,
		image: spec.image,
		state: 'running',
		created: world.now,
		attempt,
		command: [...(spec.command ?? []), ...(spec.args ?? [])],
		...(sync.sandbox === undefined ? {} : {sandbox: sync.sandbox}),
		log: [],
	};
	machine.containers.push(container);
	const old = machine.containers.filter(other => other.podUid === container.podUid && other.name === container.name);
	// The kubelet keeps one dead container of each, for its log.
	if (old.length > 2) machine.containers = machine.containers.filter(other => other !== old[0]);
	const program = programOf(spec);
	const life = program.life({
		...at,
		pod,
		spec,
		container,
		say: text => container.log.push({at: world.now, text}),
	});
	if (life !== 'stays') container.ends = {at: world.now + life.after, exit: life.exit};
	const limit = quantity(spec.resources?.limits?.['memory'], 'memory');
	if (limit > 0 && limit < (program.memoryMiB ?? 0) * 2 ** 20)
		container.ends = {at: world.now + 400, exit: 137, reason: 'OOMKilled'};
	delete sync.waiting;
	tell(at, pod, 'Normal', 'Created', `Container created`);
	if (hindered !== undefined) {
		container.ends = {at: world.now, exit: 128, reason: 'StartError'};
		tell(at, pod, 'Warning', 'Failed', `Error: ${hindered.message}`);
		return;
	}
	tell(at, pod, 'Normal', 'Started', `Container started`);
};

/** True when the container runs or is done; the next one may start. */
const attended = (
	at: At,
	pod: KubeObject,
	sync: PodSync,
	spec: ContainerSpec,
	init: boolean,
	runtime: Runtime,
): boolean => {
	const {world, machine} = at;
	const current = latest(machine, pod.metadata.uid, spec.name);
	const sameSandbox = current?.sandbox === sync.sandbox;
	if (current?.state === 'running' && sameSandbox) {
		tendProbes(world, sync, spec, current, (type, reason, message) => tell(at, pod, type, reason, message));
		return !init;
	}
	const policy = specOf(pod).restartPolicy ?? 'Always';
	if (current !== undefined && sameSandbox) {
		if (init && current.exitCode === 0) return true;
		if (!init && (policy === 'Never' || (policy === 'OnFailure' && current.exitCode === 0))) return true;
		const restarts = sync.restarts[spec.name] ?? 0;
		const due = (current.finished ?? world.now) + (restarts === 0 ? 0 : backOff(restarts));
		if (world.now < due) {
			const message = `back-off ${backOff(restarts) / 1000}s restarting failed container=${spec.name} pod=${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})`;
			if (sync.waiting?.reason !== 'CrashLoopBackOff')
				tell(at, pod, 'Warning', 'BackOff', message.replace(/^back-off \d+s/, 'Back-off'));
			sync.waiting = {reason: 'CrashLoopBackOff', message, container: spec.name};
			return false;
		}
	}
	if (hinders(at, pod, sync, spec, nameTrouble(spec))) return false;
	if (fetched(at, pod, sync, spec, runtime) !== 'there') return false;
	const trouble = startTrouble(at, pod, spec);
	if (trouble?.started !== true && hinders(at, pod, sync, spec, trouble)) return false;
	if (current !== undefined) sync.restarts[spec.name] = (sync.restarts[spec.name] ?? 0) + 1;
	startContainer(at, pod, sync, spec, sync.restarts[spec.name] ?? 0, trouble);
	return !init;
};

export const syncPod = (at: At, pod: KubeObject, sync: PodSync, runtime: Runtime): void => {
	if (at.world.now < sync.retryAt) return;
	if (sync.sandbox === undefined && !sandboxed(at, pod, sync, runtime)) return;
	const spec = specOf(pod);
	for (const init of spec.initContainers ?? []) if (!attended(at, pod, sync, init, true, runtime)) return;
	for (const container of spec.containers) attended(at, pod, sync, container, false, runtime);
};
