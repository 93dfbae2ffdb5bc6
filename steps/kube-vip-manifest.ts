// kube-vip as a static pod in ARP mode: the one of the control planes that holds a lease holds the address.
// Written as `kube-vip manifest pod --arp --controlplane --leaderElection` writes it (kube-vip 1.2, pkg/kubevip/config_generator.go).
import type {Given} from '../source/engine/declare.ts';
import {parseAddress} from './addresses.ts';
import {manifests} from './paths.ts';
import {imageThrough} from './mirrors.ts';
import {type Plan, planOf} from './plan.ts';
import {nicPlaceholder} from './keepalived-config.ts';
import {signature} from './whole-file.ts';
import {yaml} from './yaml.ts';

/** Pinned: two control planes that were set up a month apart run the same. The newest of 2026-08. */
export const kubeVipImage = (plan: Plan): string => imageThrough(plan, 'ghcr.io/kube-vip/kube-vip:v1.2.3');

export const kubeVipFile = `${manifests}/kube-vip.yaml`;

/**
 * kube-vip renews its lease every second; when it is silent for five, another takes it. Shorter ones are lost whenever etcd
 * pauses, as it does while a member joins.
 */
const lease = {vip_leaseduration: '5', vip_renewdeadline: '3', vip_retryperiod: '1'} as const;

/** `config` is the file on the host; inside it is always admin.conf, because kube-vip looks there. */
export const kubeVipManifest = (given: Given, config: string): string => {
	const {address, port} = planOf(given).endpoint;
	const settings: Readonly<Record<string, string>> = {
		vip_arp: 'true',
		port: String(port),
		vip_interface: nicPlaceholder,
		vip_subnet: parseAddress(address)?.family === 6 ? '128' : '32',
		cp_enable: 'true',
		cp_namespace: 'kube-system',
		vip_leaderelection: 'true',
		vip_leasename: 'plndr-cp-lock',
		...lease,
		address,
		prometheus_server: '127.0.0.1:2112',
	};
	const environment = Object.entries(settings).map(([name, value]) => ({name, value}));
	return `# ${signature}\n${yaml({
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {name: 'kube-vip', namespace: 'kube-system'},
		spec: {
			containers: [
				{
					name: 'kube-vip',
					image: kubeVipImage(planOf(given)),
					imagePullPolicy: 'IfNotPresent',
					args: ['manager'],
					env: [...environment, {name: 'vip_nodename', valueFrom: {fieldRef: {fieldPath: 'spec.nodeName'}}}],
					securityContext: {capabilities: {add: ['NET_ADMIN', 'NET_RAW'], drop: ['ALL']}},
					volumeMounts: [{name: 'kubeconfig', mountPath: '/etc/kubernetes/admin.conf'}],
				},
			],
			// The API server of this very host under a name that is in its certificate: never over the address it holds.
			hostAliases: [{ip: '127.0.0.1', hostnames: ['kubernetes']}],
			hostNetwork: true,
			priorityClassName: 'system-node-critical',
			// Without a type a missing file becomes a directory, and kubeadm cannot write its file any more.
			volumes: [{name: 'kubeconfig', hostPath: {path: config, type: 'File'}}],
		},
	})}`;
};
