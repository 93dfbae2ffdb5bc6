// Calico's operator: it takes an Installation, compares its pool with the cluster's, and makes Calico of it. While its pod is
// ready it keeps the parts there and says how far they are in a TigeraStatus.
import {calicoOf} from '../calico-manifests.ts';
import {loose} from '../cluster/loose.ts';
import {get, list, owned, put, remove, stamp} from '../cluster/objects.ts';
import {isReady, specOf} from '../cluster/pod.ts';
import {readYaml} from '../yaml.ts';
import type {KubeObject, World} from '../world.ts';
import {setStatus} from './owned-pods.ts';

type Pool = {readonly name?: string; readonly cidr?: string; readonly encapsulation?: string};

const namespace = 'calico-system';

/** The pod subnets that kubeadm has written down. */
const platform = (world: World): readonly string[] => {
	const text = get(world, 'ConfigMap', 'kubeadm-config', 'kube-system')?.data?.['ClusterConfiguration'];
	if (text === undefined) return [];
	const networking = loose(loose(readYaml(text)[0])['networking']);
	return typeof networking['podSubnet'] === 'string' ? networking['podSubnet'].split(',') : [];
};

const number = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

const within = (outer: string, inner: string): boolean => {
	const [base = '', length = '32'] = outer.split('/');
	const [address = '', innerLength = '32'] = inner.split('/');
	const size = 2 ** (32 - Number(length));
	return (
		Number(innerLength) >= Number(length) && Math.floor(number(base) / size) === Math.floor(number(address) / size)
	);
};

type Says = {readonly reason: string; readonly message: string};

const report = (world: World, available: boolean, degraded: Says | undefined): void => {
	const status =
		get(world, 'TigeraStatus', 'calico') ??
		put(world, {apiVersion: 'operator.tigera.io/v1', kind: 'TigeraStatus', metadata: {name: 'calico'}, spec: {}});
	const old = (status.status?.['conditions'] as {type: string; status: string; lastTransitionTime: string}[]) ?? [];
	const entry = (type: string, good: boolean, {reason, message}: Says) => {
		const value = good ? 'True' : 'False';
		const before = old.find(condition => condition.type === type);
		return {
			type,
			status: value,
			lastTransitionTime: before?.status === value ? before.lastTransitionTime : stamp(world.now),
			reason,
			message,
		};
	};
	const well = {reason: 'AllObjectsAvailable', message: 'All objects available'};
	const idle = {reason: 'NotApplicable', message: 'Not Applicable'};
	const wait = {
		reason: 'ResourceNotReady',
		message: 'Waiting for DaemonSet "calico-system/calico-node" and its pods to become available',
	};
	setStatus(world, status, {
		conditions: [
			entry('Available', available, available ? well : (degraded ?? wait)),
			entry('Degraded', degraded !== undefined, degraded ?? idle),
			entry('Progressing', !available && degraded === undefined, available ? idle : wait),
		],
	});
};

const everywhere = [
	{operator: 'Exists', effect: 'NoSchedule'},
	{operator: 'Exists', effect: 'NoExecute'},
];

const workload = (
	installation: KubeObject,
	kind: 'DaemonSet' | 'Deployment',
	name: string,
	spec: Record<string, unknown>,
): KubeObject =>
	({
		apiVersion: 'apps/v1',
		kind,
		metadata: {name, namespace, ownerReferences: owned(installation)},
		spec: {
			...(kind === 'Deployment' && {replicas: 1}),
			selector: {matchLabels: {'k8s-app': name}},
			template: {
				metadata: {labels: {'k8s-app': name}},
				spec: {tolerations: everywhere, priorityClassName: 'system-node-critical', ...spec},
			},
		},
	}) as unknown as KubeObject;

const parts = (installation: KubeObject, version: string): readonly KubeObject[] => {
	const {registry, imagePath, calicoNetwork} = (installation.spec ?? {}) as {
		registry?: string;
		imagePath?: string;
		calicoNetwork?: {nodeAddressAutodetectionV4?: {cidrs?: readonly string[]}};
	};
	const image = (name: string): string =>
		`${registry ?? 'quay.io/'}${imagePath === undefined ? 'calico' : imagePath}/${name}:${version}`.replace(
			'//',
			'/',
		);
	const {cidrs} = calicoNetwork?.nodeAddressAutodetectionV4 ?? {};
	const method = cidrs === undefined ? 'first-found' : `cidr=${cidrs.join(',')}`;
	return [
		workload(installation, 'Deployment', 'calico-typha', {
			hostNetwork: true,
			containers: [{name: 'calico-typha', image: image('typha')}],
		}),
		workload(installation, 'DaemonSet', 'calico-node', {
			hostNetwork: true,
			initContainers: [{name: 'install-cni', image: image('cni')}],
			containers: [
				{name: 'calico-node', image: image('node'), env: [{name: 'IP_AUTODETECTION_METHOD', value: method}]},
			],
		}),
		workload(installation, 'Deployment', 'calico-kube-controllers', {
			containers: [{name: 'calico-kube-controllers', image: image('kube-controllers')}],
		}),
	];
};

const poolsOf = (installation: KubeObject): readonly Pool[] =>
	(loose(installation.spec?.['calicoNetwork'])['ipPools'] as readonly Pool[] | undefined) ?? [];

const makePools = (world: World, pools: readonly Pool[]): void => {
	for (const {name = 'default-ipv4-ippool', cidr, encapsulation} of pools)
		if (get(world, 'IPPool', name) === undefined)
			put(world, {
				apiVersion: 'crd.projectcalico.org/v1',
				kind: 'IPPool',
				metadata: {name},
				spec: {
					cidr,
					vxlanMode: encapsulation === 'VXLAN' ? 'Always' : 'Never',
					natOutgoing: true,
					blockSize: 26,
				},
			});
};

const install = (world: World, installation: KubeObject, version: string): void => {
	const cidrs = platform(world);
	const outside = poolsOf(installation).find(({cidr = ''}) => !cidrs.some(network => within(network, cidr)));
	if (cidrs.length > 0 && outside !== undefined) {
		report(world, false, {
			reason: 'ResourceReadError',
			message: `Error querying installation: Could not resolve CalicoNetwork IPPool and kubeadm configuration: IPPool ${outside.cidr ?? ''} is not within the platform's configured pod network CIDR(s) [${cidrs.join(' ')}]`,
		});
		return;
	}
	if (get(world, 'Namespace', namespace) === undefined)
		put(world, {apiVersion: 'v1', kind: 'Namespace', metadata: {name: namespace}, status: {phase: 'Active'}});
	makePools(world, poolsOf(installation));
	for (const part of parts(installation, version))
		if (get(world, part.kind, part.metadata.name, namespace) === undefined) put(world, part);
	const {desiredNumberScheduled: wanted = 0, numberReady: ready = 0} = (get(
		world,
		'DaemonSet',
		'calico-node',
		namespace,
	)?.status ?? {}) as {desiredNumberScheduled?: number; numberReady?: number};
	report(world, wanted > 0 && wanted === ready, undefined);
};

/** Without its Installation, what the operator made goes. */
const clear = (world: World): void => {
	if (get(world, 'TigeraStatus', 'calico') === undefined) return;
	remove(world, 'TigeraStatus', 'calico');
	for (const pool of list(world, 'IPPool')) remove(world, 'IPPool', pool.metadata.name);
	for (const kind of ['DaemonSet', 'Deployment', 'ReplicaSet', 'Pod'])
		for (const object of list(world, kind, namespace)) remove(world, kind, object.metadata.name, namespace);
	remove(world, 'Namespace', namespace);
};

export const tigeraOperator = (world: World): void => {
	const pod = list(world, 'Pod', 'tigera-operator').find(isReady);
	if (pod === undefined) return;
	const installation = get(world, 'Installation', 'default');
	if (installation === undefined) {
		clear(world);
		return;
	}
	const version = calicoOf(specOf(pod).containers[0]!.image.split(':').at(-1)!);
	if (version !== undefined) install(world, installation, version);
};
