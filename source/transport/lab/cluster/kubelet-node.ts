// A kubelet's own Node object: registered once, then its conditions and a heartbeat every ten seconds.
import {plainText} from './loose.ts';
import type {KubeObject, Machine, Runtime, World} from '../world.ts';
import {cniConfig, noNetwork} from './cri.ts';
import {event, get, put, stamp, touch} from './objects.ts';
import type {At} from './pod-status.ts';
import type {Condition} from './pod.ts';
import {nodeAddressOf} from '../uplink.ts';
import {minorOf} from './versions.ts';

const heartbeat = 10_000;

const capacity = (machine: Machine): Record<string, string> => ({
	cpu: String(machine.cpus),
	'ephemeral-storage': '20469448Ki',
	'hugepages-1Gi': '0',
	'hugepages-2Mi': '0',
	memory: `${machine.memoryMiB * 1024}Ki`,
	pods: '110',
});

const register = ({world, machine, files}: At, runtime: Runtime | undefined): KubeObject => {
	const {node: name, version} = machine.kubelet!;
	const node = put(world, {
		apiVersion: 'v1',
		kind: 'Node',
		metadata: {
			name,
			labels: {
				'beta.kubernetes.io/arch': 'amd64',
				'beta.kubernetes.io/os': 'linux',
				'kubernetes.io/arch': 'amd64',
				'kubernetes.io/hostname': name,
				'kubernetes.io/os': 'linux',
			},
			annotations: {
				...(minorOf(version) < 34
					? {
							'kubeadm.alpha.kubernetes.io/cri-socket':
								machine.kubelet!.endpoint ??
								(minorOf(version) < 24
									? '/run/containerd/containerd.sock'
									: 'unix:///var/run/containerd/containerd.sock'),
						}
					: {}),
				'node.alpha.kubernetes.io/ttl': '0',
				'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
			},
		},
		spec: {taints: [{effect: 'NoSchedule', key: 'node.kubernetes.io/not-ready'}]},
		status: {
			addresses: [
				{address: nodeAddressOf(world, machine, files), type: 'InternalIP'},
				{address: machine.hostname, type: 'Hostname'},
			],
			allocatable: {
				...capacity(machine),
				'ephemeral-storage': '18864643242',
				memory: `${(machine.memoryMiB - 100) * 1024}Ki`,
			},
			capacity: capacity(machine),
			conditions: [],
			daemonEndpoints: {kubeletEndpoint: {Port: 10250}},
			nodeInfo: {
				architecture: 'amd64',
				bootID: (files.read('/proc/sys/kernel/random/boot_id') ?? '').trim(),
				containerRuntimeVersion: `${runtime?.docker === undefined ? 'containerd' : 'docker'}://${runtime?.version ?? 'Unknown'}`,
				kernelVersion: machine.kernel,
				kubeProxyVersion: minorOf(version) < 33 ? `v${version}` : '',
				kubeletVersion: `v${version}`,
				machineID: machine.machineId,
				operatingSystem: 'linux',
				osImage: machine.os.pretty,
				systemUUID: machine.productUuid,
			},
		},
	});
	for (const [reason, message] of [
		['Starting', 'Starting kubelet.'],
		['NodeHasSufficientMemory', `Node ${name} status is now: NodeHasSufficientMemory`],
		['NodeHasNoDiskPressure', `Node ${name} status is now: NodeHasNoDiskPressure`],
		['NodeHasSufficientPID', `Node ${name} status is now: NodeHasSufficientPID`],
		['NodeAllocatableEnforced', 'Updated Node Allocatable limit across pods'],
	] as const)
		event(world, {namespace: 'default', kind: 'Node', name, type: 'Normal', reason, from: 'kubelet', message});
	return node;
};

/** Why the node is not ready; undefined when it is. */
const unready = ({machine, files}: At, runtime: Runtime | undefined): string | undefined => {
	if (runtime === undefined) return 'container runtime is down';
	if (cniConfig(files, runtime) !== undefined) return undefined;
	return `${minorOf(machine.kubelet!.version) < 22 ? '' : 'container '}${noNetwork(runtime)}`;
};

const conditions = (world: World, old: readonly Condition[], why: string | undefined): Condition[] => {
	const entry = (type: string, status: 'True' | 'False', reason: string, message: string): Condition => {
		const before = old.find(condition => condition.type === type);
		return {
			lastHeartbeatTime: stamp(world.now),
			lastTransitionTime: before?.status === status ? before.lastTransitionTime : stamp(world.now),
			message,
			reason,
			status,
			type,
		};
	};
	return [
		entry('MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'),
		entry('DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
		entry('PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'),
		why === undefined
			? entry('Ready', 'True', 'KubeletReady', 'kubelet is posting ready status')
			: entry('Ready', 'False', 'KubeletNotReady', why),
	];
};

const beat = (world: World, name: string): void => {
	const lease = get(world, 'Lease', name, 'kube-node-lease');
	if (lease === undefined) {
		put(world, {
			apiVersion: 'coordination.k8s.io/v1',
			kind: 'Lease',
			metadata: {name, namespace: 'kube-node-lease'},
			spec: {holderIdentity: name, leaseDurationSeconds: 40, renewTime: stamp(world.now)},
		});
		return;
	}
	if (world.now - Date.parse(plainText(lease.spec?.['renewTime'])) < heartbeat) return;
	lease.spec!['renewTime'] = stamp(world.now);
	touch(world, lease);
};

/** True once the node is known to the API server. */
export const tendNode = (at: At, runtime: Runtime | undefined): boolean => {
	const {world, machine} = at;
	const {node: name} = machine.kubelet!;
	const node = get(world, 'Node', name) ?? register(at, runtime);
	beat(world, name);
	const [internal] = node.status!['addresses'] as {address: string}[];
	const address = nodeAddressOf(world, machine, at.files);
	if (internal!.address !== address) {
		internal!.address = address;
		touch(world, node);
	}
	const old = (node.status!['conditions'] ?? []) as Condition[];
	const why = unready(at, runtime);
	const ready = old.find(condition => condition.type === 'Ready');
	const status = why === undefined ? 'True' : 'False';
	if (ready?.status === status && ready.message === (why ?? 'kubelet is posting ready status')) return true;
	node.status!['conditions'] = conditions(world, old, why);
	touch(world, node);
	if (why === undefined)
		event(world, {
			namespace: 'default',
			kind: 'Node',
			name,
			type: 'Normal',
			reason: 'NodeReady',
			from: 'kubelet',
			message: `Node ${name} status is now: NodeReady`,
		});
	return true;
};
