// The kubelet of each machine: runs its static pods and the pods that the API server gives it, and reports on them.
import type {Cause} from '../cause.ts';
import {accessWith} from '../cluster/access.ts';
import {criAt, defaultSocket} from '../cluster/cri.ts';
import {kubeletSays} from '../cluster/kubelet-log.ts';
import {tendNode} from '../cluster/kubelet-node.ts';
import {get, list, put, remove, touch} from '../cluster/objects.ts';
import {statusOf, type At} from '../cluster/pod-status.ts';
import {leaving, mark, specOf} from '../cluster/pod.ts';
import {tendServing} from '../cluster/serving-certificate.ts';
import {manifestPods} from '../cluster/manifest-pods.ts';
import {syncPod} from '../cluster/sync-pod.ts';
import {bootstrap} from '../cluster/tls-bootstrap.ts';
import type {KubeObject, Machine, PodSync, World} from '../world.ts';

const fresh = (hash: string): PodSync => ({restarts: {}, tries: 0, retryAt: 0, hash});

const kill = (machine: Machine, uid: string): void => {
	machine.containers = machine.containers.filter(container => container.podUid !== uid);
	delete machine.pods?.[uid];
};

/** The mirror that makes a static pod visible; the API server only ever shows it. */
const showStatic = (at: At, pod: KubeObject): void => {
	const {world, machine} = at;
	const old = get(world, 'Pod', pod.metadata.name, pod.metadata.namespace);
	if (old?.metadata.uid === pod.metadata.uid) return;
	if (old !== undefined) remove(world, 'Pod', old.metadata.name, old.metadata.namespace);
	const node = get(world, 'Node', machine.kubelet?.node ?? '');
	put(world, {
		...pod,
		metadata: {
			...pod.metadata,
			...(node === undefined
				? {}
				: {
						ownerReferences: [
							{
								apiVersion: 'v1',
								kind: 'Node',
								name: node.metadata.name,
								uid: node.metadata.uid,
								controller: true,
							},
						],
					}),
		},
		spec: {tolerations: [{effect: 'NoExecute', operator: 'Exists'}], ...pod.spec},
	});
};

const texts = new WeakMap<object, string>();

const report = (world: World, at: At, pod: KubeObject, sync: PodSync): boolean => {
	const shown = get(world, 'Pod', pod.metadata.name, pod.metadata.namespace);
	if (shown === undefined) return false;
	const address = at.machine.addresses[0]!.address;
	const status = statusOf(at, {...pod, ...(shown.status === undefined ? {} : {status: shown.status})}, sync, address);
	const text = JSON.stringify(status);
	if (text === (texts.get(shown.status ?? {}) ?? JSON.stringify(shown.status))) return false;
	shown.status = status;
	texts.set(status, text);
	touch(world, shown);
	return true;
};

const snapshot = (machine: Machine): string =>
	JSON.stringify([machine.pods, machine.pulls, machine.containers.map(({id, state}) => id + state)]);

/**
 * A kubelet that does not know yet how large its disk is turns away a static pod that asks for some, and never looks at it
 * again: kubernetes/kubernetes issue 99305. One that is started anew does.
 */
const isAdmitted = ({world, machine}: At, pod: KubeObject): boolean => {
	const {uid, name, namespace} = pod.metadata;
	const kubelet = machine.kubelet!;
	const refused = kubelet.refused ?? [];
	if (refused.includes(uid)) return false;
	if (machine.pods?.[uid] !== undefined) return true;
	const asks = specOf(pod).containers.some(({resources}) => resources?.requests?.['ephemeral-storage'] !== undefined);
	if (!asks || !(world.now - kubelet.started < (machine.diskKnownAfter ?? 0))) return true;
	kubelet.refused = [...refused, uid];
	kubeletSays(
		world,
		machine,
		'predicate.go:113',
		`Failed to admit pod ${name}_${namespace}(${uid}) - Unexpected error while attempting to recover from admission failure: preemption: error finding a set of pods to preempt: no set of running pods found to reclaim resources: [(res: ephemeral-storage, q: 104857600), ]`,
	);
	return false;
};

const heartbeat = 10_000;
const complained = new WeakMap<Machine, number>();

/** A certificate that it does not accept, or its own that is not accepted, it names at every heartbeat. */
const complain = ({world, machine}: At, server: string, error: string): void => {
	if (!/x509|Unauthorized/.test(error) || world.now - (complained.get(machine) ?? 0) < heartbeat) return;
	complained.set(machine, world.now);
	const {node = ''} = machine.kubelet ?? {};
	const why = `error getting node "${node}": Get "${server}/api/v1/nodes/${node}?timeout=10s": ${error}`;
	kubeletSays(
		world,
		machine,
		'kubelet_node_status.go:549',
		`Error updating node status, will retry: ${why}`,
		`"Error updating node status, will retry" err="${why.replaceAll('"', String.raw`\"`)}"`,
	);
};

const tend = (world: World, at: At): boolean => {
	const {machine, files, filesOf} = at;
	const runtime = criAt(machine, files, machine.kubelet?.endpoint ?? defaultSocket);
	const access = accessWith(world, filesOf, machine, '/etc/kubernetes/kubelet.conf');
	if (!access.ok) complain(at, access.server, access.error);
	const before = snapshot(machine);
	const revision = world.cluster?.revision;
	const mine = manifestPods(at).filter(pod => isAdmitted(at, pod));
	const node = machine.kubelet!.node;
	const pods = (machine.pods ??= {});
	const registered = access.ok && tendNode(at, typeof runtime === 'string' ? undefined : runtime);
	const given = list(world, 'Pod').filter(
		pod => specOf(pod).nodeName === node && pod.metadata.annotations?.['kubernetes.io/config.mirror'] === undefined,
	);
	if (registered) for (const pod of mine) showStatic(at, pod);
	// Without the API server the kubelet goes on with what it was told before.
	const wanted = [
		...mine,
		...given.filter(pod => !leaving(pod) && (registered || pods[pod.metadata.uid] !== undefined)),
	];
	const keep = new Set([...mine, ...given.filter(pod => !leaving(pod))].map(pod => pod.metadata.uid));
	for (const uid of Object.keys(pods)) {
		if (keep.has(uid)) continue;
		const fixed = pods[uid]!.hash === uid;
		// A pod of the API server's goes when the kubelet can hear that it should.
		if (fixed || registered) kill(machine, uid);
	}
	if (registered) {
		for (const pod of list(world, 'Pod')) {
			if (specOf(pod).nodeName !== node) continue;
			const mirror = pod.metadata.annotations?.['kubernetes.io/config.mirror'] !== undefined;
			if (mirror ? !keep.has(pod.metadata.uid) : leaving(pod))
				remove(world, 'Pod', pod.metadata.name, pod.metadata.namespace);
		}
	}
	for (const pod of wanted) {
		const {uid} = pod.metadata;
		const sync = (pods[uid] ??= fresh(mine.includes(pod) ? uid : mark(pod.spec)));
		if (typeof runtime !== 'string') syncPod(at, pod, sync, runtime);
		if (registered) report(world, at, pod, sync);
	}
	return before !== snapshot(machine) || revision !== world.cluster?.revision;
};

export const kubelets: Cause = (world, filesOf) => {
	let changed = false;
	for (const machine of Object.values(world.machines)) {
		if (
			machine.power === 'off' ||
			machine.kubelet === undefined ||
			machine.units['kubelet.service']?.state !== 'active'
		)
			continue;
		const at: At = {world, machine, files: filesOf(machine.name), filesOf};
		changed = bootstrap(at) || changed;
		changed = tendServing(at) || changed;
		changed = tend(world, at) || changed;
	}
	return changed;
};
