// A pod's sandbox: the pause container, its cgroup, and its place in the pod network.
import {plainText} from './loose.ts';
import type {KubeObject, PodSync, Runtime} from '../world.ts';
import {cniConfig} from './cri.ts';
import {calicoBlock} from './calico.ts';
import {ciliumSubnet} from './cilium.ts';
import {resolverFile} from './coredns.ts';
import {hex} from './ids.ts';
import {get} from './objects.ts';
import type {At} from './pod-status.ts';
import {specOf} from './pod.ts';
import {nodeAddressOf} from '../uplink.ts';
import {keep, present, pull} from './registry.ts';

type Network = {
	readonly type?: string;
	readonly ipam?: {readonly ranges?: readonly (readonly {readonly subnet?: string}[])[]; readonly subnet?: string};
	readonly delegate?: unknown;
};

export type Trouble = {readonly reason: string; readonly message: string};

const builtin = new Set(['loopback']);

const plugins = (text: string): readonly Network[] => {
	const config = JSON.parse(text) as Network & {plugins?: readonly Network[]};
	return config.plugins ?? [config];
};

const subnetFor = (at: At, network: Network): string | Trouble => {
	if (network.type === 'flannel') {
		const env = at.files.read('/run/flannel/subnet.env');
		const subnet = /^FLANNEL_SUBNET=(.*)$/m.exec(env ?? '')?.[1];
		return (
			subnet ?? {
				reason: 'Network',
				message:
					'plugin type="flannel" failed (add): failed to load flannel \'subnet.env\' file: open /run/flannel/subnet.env: no such file or directory. Check the flannel pod log for this node.',
			}
		);
	}
	if (network.type === 'calico') return calicoBlock(at);
	if (network.type === 'cilium-cni') return ciliumSubnet(at);
	const own = network.ipam?.ranges?.[0]?.[0]?.subnet ?? network.ipam?.subnet;
	const node = get(at.world, 'Node', at.machine.kubelet?.node ?? '');
	return own ?? plainText(node?.spec?.['podCIDR'], '10.88.0.0/16');
};

/** Addresses .2 and up of the subnet, the first that no pod of this machine has. */
const nextAddress = (at: At, subnet: string): string => {
	const base = subnet.replace(/\.\d+\/\d+$/, '');
	const taken = new Set(
		Object.values(at.machine.pods ?? {}).flatMap(sync => (sync.ip === undefined ? [] : [sync.ip])),
	);
	for (let last = 2; last < 255; last++) if (!taken.has(`${base}.${last}`)) return `${base}.${last}`;
	return `${base}.254`;
};

const attach = (at: At, runtime: Runtime): string | Trouble => {
	const config = cniConfig(at.files, runtime);
	if (config === undefined) return {reason: 'Network', message: 'cni plugin not initialized'};
	const chain = plugins(config.text);
	// The flannel plugin hands on to bridge and host-local, which the plugins package brings.
	const needed = chain.flatMap(({type = ''}) =>
		type === 'flannel'
			? ['flannel', 'bridge', 'host-local']
			: type === 'calico'
				? ['calico', 'calico-ipam']
				: [type],
	);
	for (const type of needed) {
		if (builtin.has(type) || type === '') continue;
		if (!runtime.binDirs.some(directory => at.files.exists(`${directory}/${type}`)))
			return {
				reason: 'Network',
				message: `plugin type="${type}" failed (add): failed to find plugin "${type}" in path [${runtime.binDirs.join(' ')}]`,
			};
	}
	const subnet = subnetFor(at, chain[0] ?? {});
	return typeof subnet === 'string' ? nextAddress(at, subnet) : subnet;
};

/** Pulls the pause image when it has to; undefined while that goes on. */
const pause = (at: At, runtime: Runtime): 'there' | 'coming' | Trouble => {
	const {world, machine, files} = at;
	if (present(machine, runtime.sandboxImage) !== undefined) return 'there';
	const result = pull(world, machine, files, runtime.sandboxImage, runtime);
	if ('error' in result) {
		const plain = result.error.replace(/^rpc error: code = \w+ desc = /, '');
		if (runtime.docker !== undefined)
			return {
				reason: 'FailedCreatePodSandBox',
				message: `rpc error: code = Unknown desc = failed pulling image "${runtime.sandboxImage}": ${plain}`,
			};
		return {
			reason: 'FailedCreatePodSandBox',
			message: `rpc error: code = ${/code = (\w+)/.exec(result.error)?.[1] ?? 'Unknown'} desc = failed to get sandbox image "${runtime.sandboxImage}": failed to pull image "${runtime.sandboxImage}": ${plain}`,
		};
	}
	const pulls = (machine.pulls ??= {});
	const due = (pulls[runtime.sandboxImage] ??= world.now + result.milliseconds);
	if (world.now < due) return 'coming';
	delete pulls[runtime.sandboxImage];
	keep(machine, {
		...result.image,
		pinned: Number(runtime.version.split('.')[0]) >= 2 || runtime.version.startsWith('1.7'),
	});
	return 'there';
};

export const makeSandbox = (at: At, pod: KubeObject, sync: PodSync, runtime: Runtime): 'made' | 'coming' | Trouble => {
	const {world, machine} = at;
	const spec = specOf(pod);
	const resolvers = resolverFile(at);
	if (!at.files.exists(resolvers))
		return {reason: 'FailedCreatePodSandBox', message: `open ${resolvers}: no such file or directory`};
	if (machine.kubelet?.cgroupDriver === 'cgroupfs' && runtime.systemdCgroup && runtime.docker !== undefined)
		return {
			reason: 'FailedCreatePodSandBox',
			message: `rpc error: code = Unknown desc = failed to create a sandbox for pod "${pod.metadata.name}": Error response from daemon: cgroup-parent for systemd cgroup should be a valid slice named as "xxx.slice"`,
		};
	if (machine.kubelet?.cgroupDriver === 'cgroupfs' && runtime.systemdCgroup)
		return {
			reason: 'FailedCreatePodSandBox',
			message: `rpc error: code = Unknown desc = failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: expected cgroupsPath to be of format "slice:prefix:name" for systemd cgroups, got "/kubepods/burstable/pod${pod.metadata.uid}/${hex(world, 64)}" instead: unknown`,
		};
	const image = pause(at, runtime);
	if (image !== 'there') return image;
	if (spec.hostNetwork === true) sync.ip = nodeAddressOf(world, machine, at.files);
	else {
		const address = attach(at, runtime);
		if (typeof address !== 'string') {
			const id = hex(world, 64);
			const {name, namespace = 'default'} = pod.metadata;
			return {
				reason: 'FailedCreatePodSandBox',
				message:
					runtime.docker === undefined
						? `rpc error: code = Unknown desc = failed to setup network for sandbox "${id}": ${address.message}`
						: `rpc error: code = Unknown desc = failed to set up sandbox container "${id}" network for pod "${name}": networkPlugin cni failed to set up pod "${name}_${namespace}" network: ${address.message}`,
			};
		}
		sync.ip = address;
	}
	sync.sandbox = hex(world, 64);
	sync.sandboxAt = world.now;
	if (runtime.docker === undefined) delete sync.docker;
	else sync.docker = true;
	return 'made';
};
