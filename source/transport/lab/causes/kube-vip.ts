// Who holds the address that kube-vip shares: whose kube-vip holds the lease, and may, with the kubeconfig that it was given.
import type {Cause} from '../cause.ts';
import {certificateUser} from '../certificate-user.ts';
import {stamp as said} from '../cluster/inside.ts';
import {apiServerOn, running} from '../cluster/health.ts';
import {readKubeConfig} from '../cluster/kubeconfig.ts';
import {get, put, stamp, touch} from '../cluster/objects.ts';
import {specOf, type ContainerSpec} from '../cluster/pod.ts';
import {remembered} from '../cluster/remembered.ts';
import type {Files, FilesOf} from '../files.ts';
import {readYaml} from '../yaml.ts';
import type {Container, KubeObject, Machine, World} from '../world.ts';

const lock = 'plndr-cp-lock';
const owner = 'kube-vip';
const renewDeadline = 3000;

type Settings = {
	readonly address: string;
	readonly nic: string;
	readonly subnet: number;
	/** Milliseconds. */
	readonly lease: number;
	readonly retry: number;
	/** The file on the host. */
	readonly config: string;
};

/** What the static pod says; kept by the machine, because a container does not know its pod any more. */
const readSettings = (files: Files, folder: string): Settings | undefined => {
	for (const name of files.list(folder)) {
		if (name.startsWith('.')) continue;
		const pod = readYaml(files.read(`${folder}/${name}`) ?? '')[0] as KubeObject | undefined;
		if (pod?.kind !== 'Pod' || pod.metadata.name !== 'kube-vip') continue;
		const spec = specOf(pod);
		const [container] = spec.containers as readonly (ContainerSpec | undefined)[];
		const value = (key: string): string => container?.env?.find(entry => entry.name === key)?.value ?? '';
		return {
			address: value('address'),
			nic: value('vip_interface'),
			subnet: Number(value('vip_subnet') || '32'),
			lease: Number(value('vip_leaseduration') || '15') * 1000,
			retry: Number(value('vip_retryperiod') || '2') * 1000,
			config: spec.volumes?.find(volume => volume.hostPath !== undefined)?.hostPath?.path ?? '',
		};
	}
	return undefined;
};

const settingsOf = (files: Files, machine: Machine): Settings | undefined => {
	const folder = machine.kubelet?.manifests ?? '';
	return folder === '' ? undefined : remembered(files, `kube-vip in ${folder}`, () => readSettings(files, folder));
};

/** system:masters may do everything; others what kubeadm has bound, which needs an API that answers at the address. */
const refusal = (world: World, files: Files, config: string): string | undefined => {
	const read = readKubeConfig(files.read(config), files);
	const user = certificateUser(read?.certificate ?? '');
	if (user === undefined) return 'Unauthorized';
	const may =
		user.groups.includes('system:masters') ||
		(user.groups.includes('kubeadm:cluster-admins') &&
			get(world, 'ClusterRoleBinding', 'kubeadm:cluster-admins') !== undefined);
	return may
		? undefined
		: `leases.coordination.k8s.io "${lock}" is forbidden: User "${user.name}" cannot get resource "leases" in API group "coordination.k8s.io" in the namespace "kube-system"`;
};

const logOnce = (world: World, container: Container, text: string): void => {
	if (container.log.at(-1)?.text.endsWith(text) === true) return;
	container.log.push({at: world.now, text: said(world, 'E', 'leaderelection.go:441', text)});
};

type Candidate = {readonly machine: Machine; readonly settings: Settings};

/** Those whose kube-vip runs and gets through to the API server of its own host. */
const candidates = (world: World, filesOf: FilesOf): readonly Candidate[] =>
	Object.values(world.machines).flatMap(machine => {
		const container = running(machine, 'kube-vip');
		const files = filesOf(machine.name);
		const settings = container === undefined ? undefined : settingsOf(files, machine);
		if (container === undefined || settings === undefined || apiServerOn(world, machine) !== 'serving') return [];
		const problem = refusal(world, files, settings.config);
		if (problem === undefined) return [{machine, settings}];
		logOnce(
			world,
			container,
			`"Error retrieving lease lock" err=${JSON.stringify(problem)} lock="kube-system/${lock}"`,
		);
		return [];
	});

const take = (world: World, {machine, settings}: Candidate): void => {
	world.cluster!.leaders = {...world.cluster!.leaders, [lock]: {machine: machine.name, renewed: world.now}};
	put(world, {
		apiVersion: 'coordination.k8s.io/v1',
		kind: 'Lease',
		metadata: {name: lock, namespace: 'kube-system'},
		spec: {
			holderIdentity: machine.kubelet?.node ?? machine.hostname,
			leaseDurationSeconds: settings.lease / 1000,
			acquireTime: stamp(world.now),
			renewTime: stamp(world.now),
		},
	});
};

const hold = ({machine, settings: {address, nic, subnet}}: Candidate): boolean => {
	if (address === '' || machine.addresses.some(entry => entry.address === address)) return false;
	machine.addresses.push({nic, address, prefix: subnet, owner});
	return true;
};

/** On its way out kube-vip takes the address away; one that is killed, as kubeadm reset does, cannot. */
const letGo = (world: World, holder: string | undefined): boolean => {
	let changed = false;
	for (const machine of Object.values(world.machines)) {
		if (machine.name === holder || !machine.addresses.some(entry => entry.owner === owner)) continue;
		const tended = machine.units['kubelet.service']?.state === 'active';
		const runs = running(machine, 'kube-vip') !== undefined;
		if (machine.power === 'on' && !runs && !tended) continue;
		// One that cannot renew its lease tries for a while before it gives up.
		const now = world.cluster?.leaders?.[lock];
		if (runs && now?.machine === machine.name && world.now - now.renewed < renewDeadline) continue;
		machine.addresses = machine.addresses.filter(entry => entry.owner !== owner);
		changed = true;
	}
	return changed;
};

/** A kube-vip that was stopped has given the lease back; one whose host is off is waited for. */
const isFree = (world: World, able: readonly Candidate[]): boolean => {
	const now = world.cluster?.leaders?.[lock];
	if (now === undefined) return true;
	const machine = world.machines[now.machine];
	const gone = machine?.power === 'on' && running(machine, 'kube-vip') === undefined;
	const [first] = able;
	const wait = first === undefined ? 0 : gone ? first.settings.retry : first.settings.lease + first.settings.retry;
	return world.now - now.renewed >= wait;
};

export const kubeVips: Cause = (world, filesOf) => {
	const able = candidates(world, filesOf);
	const now = world.cluster?.leaders?.[lock];
	let holder = able.find(({machine}) => machine.name === now?.machine);
	let changed = false;
	if (holder !== undefined && now !== undefined && world.now - now.renewed >= holder.settings.retry) {
		now.renewed = world.now;
		const lease = get(world, 'Lease', lock, 'kube-system');
		if (lease?.spec !== undefined) {
			lease.spec['renewTime'] = stamp(world.now);
			touch(world, lease);
		}
	} else if (holder === undefined && able[0] !== undefined && isFree(world, able)) {
		take(world, able[0]);
		holder = able[0];
		changed = true;
	}
	changed = letGo(world, holder?.machine.name) || changed;
	return (holder !== undefined && hold(holder)) || changed;
};
