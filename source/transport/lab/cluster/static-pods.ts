// The manifests that kubeadm writes for the control plane's static pods, with the flags of the release.
import {minorOf, type Images} from './versions.ts';

export type ControlPlane = {
	readonly version: string;
	readonly images: Images;
	readonly address: string;
	readonly port: number;
	readonly node: string;
	readonly podSubnet: string;
	readonly serviceSubnet: string;
	readonly clusterName: string;
	/** A patch takes the disk that etcd asks for away again. */
	readonly patched?: boolean;
	/** Members that are there already, `m1=https://10.77.0.11:2380`; empty for the first. */
	readonly etcdPeers: readonly string[];
	readonly extraArgs: Readonly<
		Record<'apiServer' | 'controllerManager' | 'scheduler' | 'etcd', readonly (readonly [string, string])[]>
	>;
};

export type Component = 'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler' | 'etcd';

type Flags = readonly (readonly [string, string])[];

const certs = '/etc/kubernetes/pki';
const ownConfig = (name: string): Flags =>
	['authentication-kubeconfig', 'authorization-kubeconfig', 'kubeconfig'].map(
		flag => [flag, `/etc/kubernetes/${name}.conf`] as const,
	);

const flagsOf: Readonly<Record<Component, (plan: ControlPlane) => Flags>> = {
	'kube-apiserver': plan => [
		['advertise-address', plan.address],
		['allow-privileged', 'true'],
		['authorization-mode', 'Node,RBAC'],
		['client-ca-file', `${certs}/ca.crt`],
		['enable-admission-plugins', 'NodeRestriction'],
		['enable-bootstrap-token-auth', 'true'],
		['etcd-cafile', `${certs}/etcd/ca.crt`],
		['etcd-certfile', `${certs}/apiserver-etcd-client.crt`],
		['etcd-keyfile', `${certs}/apiserver-etcd-client.key`],
		['etcd-servers', 'https://127.0.0.1:2379'],
		...(minorOf(plan.version) < 24 ? [['insecure-port', '0'] as const] : []),
		['kubelet-client-certificate', `${certs}/apiserver-kubelet-client.crt`],
		['kubelet-client-key', `${certs}/apiserver-kubelet-client.key`],
		['kubelet-preferred-address-types', 'InternalIP,ExternalIP,Hostname'],
		['proxy-client-cert-file', `${certs}/front-proxy-client.crt`],
		['proxy-client-key-file', `${certs}/front-proxy-client.key`],
		['requestheader-allowed-names', 'front-proxy-client'],
		['requestheader-client-ca-file', `${certs}/front-proxy-ca.crt`],
		['requestheader-extra-headers-prefix', 'X-Remote-Extra-'],
		['requestheader-group-headers', 'X-Remote-Group'],
		['requestheader-username-headers', 'X-Remote-User'],
		['secure-port', String(plan.port)],
		['service-account-issuer', 'https://kubernetes.default.svc.cluster.local'],
		['service-account-key-file', `${certs}/sa.pub`],
		['service-account-signing-key-file', `${certs}/sa.key`],
		['service-cluster-ip-range', plan.serviceSubnet],
		['tls-cert-file', `${certs}/apiserver.crt`],
		['tls-private-key-file', `${certs}/apiserver.key`],
	],
	'kube-controller-manager': plan => [
		...(plan.podSubnet === '' ? [] : [['allocate-node-cidrs', 'true'] as const]),
		...ownConfig('controller-manager'),
		['bind-address', '127.0.0.1'],
		['client-ca-file', `${certs}/ca.crt`],
		...(plan.podSubnet === '' ? [] : [['cluster-cidr', plan.podSubnet] as const]),
		['cluster-name', plan.clusterName],
		['cluster-signing-cert-file', `${certs}/ca.crt`],
		['cluster-signing-key-file', `${certs}/ca.key`],
		['controllers', '*,bootstrapsigner,tokencleaner'],
		['leader-elect', 'true'],
		...(minorOf(plan.version) < 24 ? [['port', '0'] as const] : []),
		['requestheader-client-ca-file', `${certs}/front-proxy-ca.crt`],
		['root-ca-file', `${certs}/ca.crt`],
		['service-account-private-key-file', `${certs}/sa.key`],
		['service-cluster-ip-range', plan.serviceSubnet],
		['use-service-account-credentials', 'true'],
	],
	'kube-scheduler': plan => [
		...ownConfig('scheduler'),
		['bind-address', '127.0.0.1'],
		['leader-elect', 'true'],
		...(minorOf(plan.version) < 24 ? [['port', '0'] as const] : []),
	],
	etcd: plan => [
		['advertise-client-urls', `https://${plan.address}:2379`],
		['cert-file', `${certs}/etcd/server.crt`],
		['client-cert-auth', 'true'],
		['data-dir', '/var/lib/etcd'],
		...(minorOf(plan.version) >= 24 ? [['experimental-initial-corrupt-check', 'true'] as const] : []),
		['initial-advertise-peer-urls', `https://${plan.address}:2380`],
		['initial-cluster', [...plan.etcdPeers, `${plan.node}=https://${plan.address}:2380`].join(',')],
		...(plan.etcdPeers.length === 0 ? [] : [['initial-cluster-state', 'existing'] as const]),
		['key-file', `${certs}/etcd/server.key`],
		['listen-client-urls', `https://127.0.0.1:2379,https://${plan.address}:2379`],
		['listen-metrics-urls', 'http://127.0.0.1:2381'],
		['listen-peer-urls', `https://${plan.address}:2380`],
		['name', plan.node],
		['peer-cert-file', `${certs}/etcd/peer.crt`],
		['peer-client-cert-auth', 'true'],
		['peer-key-file', `${certs}/etcd/peer.key`],
		['peer-trusted-ca-file', `${certs}/etcd/ca.crt`],
		['snapshot-count', '10000'],
		['trusted-ca-file', `${certs}/etcd/ca.crt`],
	],
};

const extra: Readonly<Record<Component, keyof ControlPlane['extraArgs']>> = {
	'kube-apiserver': 'apiServer',
	'kube-controller-manager': 'controllerManager',
	'kube-scheduler': 'scheduler',
	etcd: 'etcd',
};

const cpu: Readonly<Record<Component, string>> = {
	'kube-apiserver': '250m',
	'kube-controller-manager': '200m',
	'kube-scheduler': '100m',
	etcd: '100m',
};

const volumes: Readonly<
	Record<Component, readonly (readonly [string, string, 'DirectoryOrCreate' | 'FileOrCreate', boolean])[]>
> = {
	'kube-apiserver': [
		['ca-certs', '/etc/ssl/certs', 'DirectoryOrCreate', true],
		['k8s-certs', certs, 'DirectoryOrCreate', true],
	],
	'kube-controller-manager': [
		['ca-certs', '/etc/ssl/certs', 'DirectoryOrCreate', true],
		['k8s-certs', certs, 'DirectoryOrCreate', true],
		['kubeconfig', '/etc/kubernetes/controller-manager.conf', 'FileOrCreate', true],
	],
	'kube-scheduler': [['kubeconfig', '/etc/kubernetes/scheduler.conf', 'FileOrCreate', true]],
	etcd: [
		['etcd-data', '/var/lib/etcd', 'DirectoryOrCreate', false],
		['etcd-certs', `${certs}/etcd`, 'DirectoryOrCreate', false],
	],
};

const probes = (component: Component, plan: ControlPlane): Record<string, unknown> => {
	const port = {'kube-apiserver': plan.port, 'kube-controller-manager': 10257, 'kube-scheduler': 10259, etcd: 2381}[
		component
	];
	const host = component === 'kube-apiserver' ? plan.address : '127.0.0.1';
	const scheme = component === 'etcd' ? 'HTTP' : 'HTTPS';
	const path = component === 'kube-apiserver' ? '/livez' : component === 'etcd' ? '/health' : '/healthz';
	const probe = (failureThreshold: number, extraFields: Record<string, number>): Record<string, unknown> => ({
		failureThreshold,
		httpGet: {host, path, port, scheme},
		periodSeconds: 10,
		timeoutSeconds: 15,
		...extraFields,
	});
	return {livenessProbe: probe(8, {initialDelaySeconds: 10}), startupProbe: probe(24, {initialDelaySeconds: 10})};
};

const etcdRequests = ({version, patched}: ControlPlane): Record<string, string> => ({
	...(minorOf(version) < 22 && patched !== true ? {'ephemeral-storage': '100Mi'} : {}),
	memory: '100Mi',
});

export const staticPod = (component: Component, plan: ControlPlane): Record<string, unknown> => {
	const own = new Map(flagsOf[component](plan));
	for (const [name, value] of plan.extraArgs[extra[component]]) own.set(name, value);
	const flags = [...own].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `--${name}=${value}`);
	const annotation =
		component === 'etcd'
			? {'kubeadm.kubernetes.io/etcd.advertise-client-urls': `https://${plan.address}:2379`}
			: component === 'kube-apiserver'
				? {'kubeadm.kubernetes.io/kube-apiserver.advertise-address.endpoint': `${plan.address}:${plan.port}`}
				: undefined;
	return {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {
			...(annotation === undefined ? {} : {annotations: annotation}),
			labels: {component, tier: 'control-plane'},
			name: component,
			namespace: 'kube-system',
		},
		spec: {
			containers: [
				{
					command: [component, ...flags],
					image: plan.images[component],
					imagePullPolicy: 'IfNotPresent',
					...probes(component, plan),
					name: component,
					resources: {requests: {cpu: cpu[component], ...(component === 'etcd' ? etcdRequests(plan) : {})}},
					volumeMounts: volumes[component].map(([name, mountPath, , readOnly]) => ({
						mountPath,
						name,
						...(readOnly ? {readOnly} : {}),
					})),
				},
			],
			hostNetwork: true,
			priorityClassName: 'system-node-critical',
			...(minorOf(plan.version) >= 22
				? {priority: 2000001000, securityContext: {seccompProfile: {type: 'RuntimeDefault'}}}
				: {}),
			volumes: volumes[component].map(([name, path, type]) => ({hostPath: {path, type}, name})),
		},
		status: {},
	};
};
