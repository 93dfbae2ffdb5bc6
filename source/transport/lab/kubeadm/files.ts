// The files that init and join write: certificates, kubeconfigs, manifests, the kubelet's configuration.
import {writeKubeConfig} from '../cluster/kubeconfig.ts';
import {readPair, signClient} from '../cluster/pki.ts';
import {type Component, staticPod} from '../cluster/static-pods.ts';
import type {Shell} from '../command.ts';
import {writeYaml} from '../yaml.ts';
import type {Plan} from './config.ts';
import {imagesFor} from './images.ts';
import type {Output} from './output.ts';

export const endpointOf = (plan: Plan): string => plan.endpoint ?? `${plan.address}:${plan.port}`;

export const localServer = (plan: Plan): string => `https://${plan.address}:${plan.port}`;

type Config = {
	readonly file: string;
	readonly user: string;
	readonly cn: string;
	readonly o?: string;
	readonly local?: true;
};

/** Since 1.29 admin.conf is bound by RBAC, and only super-admin.conf goes past it. */
const configs = (plan: Plan): readonly Config[] => [
	{
		file: 'admin',
		user: 'kubernetes-admin',
		cn: 'kubernetes-admin',
		o: plan.minor >= 29 ? 'kubeadm:cluster-admins' : 'system:masters',
	},
	...(plan.minor >= 29
		? [
				{
					file: 'super-admin',
					user: 'kubernetes-super-admin',
					cn: 'kubernetes-super-admin',
					o: 'system:masters',
				} as const,
			]
		: []),
	{
		file: 'kubelet',
		user: `system:node:${plan.node}`,
		cn: `system:node:${plan.node}`,
		o: 'system:nodes',
		...(plan.minor >= 33 ? {local: true as const} : {}),
	},
	{
		file: 'controller-manager',
		user: 'system:kube-controller-manager',
		cn: 'system:kube-controller-manager',
		local: true,
	},
	{file: 'scheduler', user: 'system:kube-scheduler', cn: 'system:kube-scheduler', local: true},
];

export const endpointWarning = (plan: Plan, out: Output): void => {
	if (plan.minor < 26 && plan.endpoint !== undefined && !plan.endpoint.endsWith(`:${plan.port}`))
		out.print(
			'[endpoint] WARNING: port specified in controlPlaneEndpoint overrides bindPort in the controlplane address',
		);
};

export const writeKubeConfigs = (at: Shell, plan: Plan, out: Output, only: (file: string) => boolean): void => {
	const {world, machine, files} = at;
	const ca = readPair(files, 'ca')!;
	out.print('[kubeconfig] Using kubeconfig folder "/etc/kubernetes"');
	for (const {file, user, cn, o, local} of configs(plan)) {
		if (!only(file)) continue;
		endpointWarning(plan, out);
		const path = `/etc/kubernetes/${file}.conf`;
		if (files.exists(path)) {
			out.print(`[kubeconfig] Using existing kubeconfig file: "${path}"`);
			continue;
		}
		writeKubeConfig(files, path, {
			server: local === true ? localServer(plan) : `https://${endpointOf(plan)}`,
			authority: ca.certificate,
			user,
			pair: signClient(world, machine, ca, {cn, ...(o === undefined ? {} : {o})}),
		});
		out.print(`[kubeconfig] Writing "${file}.conf" kubeconfig file`);
	}
};

/** The one patch that the lab knows; what else there is in the folder stays without effect. */
const takesDiskAway = ({files}: Shell, {patches}: Plan): boolean =>
	patches !== undefined && /ephemeral-storage: null/.test(files.read(`${patches}/etcd+strategic.yaml`) ?? '');

const write = (at: Shell, plan: Plan, component: Component, etcdPeers: readonly string[]): void =>
	at.files.write(
		`/etc/kubernetes/manifests/${component}.yaml`,
		writeYaml(
			staticPod(component, {...plan, images: imagesFor(plan), etcdPeers, patched: takesDiskAway(at, plan)}),
		),
		0o600,
	);

/** `part` is how `kubeadm init phase control-plane` calls one of the three. */
export const writeControlPlane = (at: Shell, plan: Plan, out: Output, part = 'all'): void => {
	if (part === 'all') out.print('[control-plane] Using manifest folder "/etc/kubernetes/manifests"');
	for (const component of ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'] as const) {
		if (part !== 'all' && component !== `kube-${part}`) continue;
		out.print(`[control-plane] Creating static Pod manifest for "${component}"`);
		write(at, plan, component, []);
	}
};

export const writeEtcd = (at: Shell, plan: Plan, etcdPeers: readonly string[]): void =>
	write(at, plan, 'etcd', etcdPeers);
