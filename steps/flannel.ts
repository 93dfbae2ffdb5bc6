// flannel's manifest for a plan, from data. Facts: flannel-io/flannel Documentation/kube-flannel.yml, release 0.28.9.
import {imageThrough} from './mirrors.ts';
import {ownConfig} from './paths.ts';
import type {Plan} from './plan.ts';
import {yaml, type Yaml} from './yaml.ts';

export const flannelPath = `${ownConfig}/kube-flannel.yaml`;
export const flannelNamespace = 'kube-flannel';
export const flannelSet = 'kube-flannel-ds';

const images = {flannel: 'flannel:v0.28.9', 'cni-plugin': 'flannel-cni-plugin:v1.9.1-flannel3'} as const;

export const flannelImage = (plan: Plan, name: keyof typeof images): string =>
	imageThrough(plan, `ghcr.io/flannel-io/${images[name]}`);

/** The longest beginning that the hosts' IPv4 addresses share, of at least two numbers: "10.77.0." */
const sharedBeginning = (plan: Plan): string | undefined => {
	const addresses = plan.hosts.map(({address}) => address.split('.'));
	if (!plan.hosts.every(({address}) => /^\d+\.\d+\.\d+\.\d+$/.test(address))) return undefined;
	const [first = [], ...others] = addresses;
	const differs = first.slice(0, 3).findIndex((part, index) => others.some(other => other[index] !== part));
	const shared = first.slice(0, differs === -1 ? 3 : differs);
	return shared.length < 2 ? undefined : `${shared.join('.')}.`;
};

/**
 * On a host with several interfaces flannel takes the one with the default route, which need not be the one that the
 * nodes see each other on (flannel-io/flannel#1849).
 */
const interfaceFlags = (plan: Plan): readonly string[] => {
	const shared = sharedBeginning(plan);
	return shared === undefined ? [] : [`--iface-regex=^${shared.replaceAll('.', String.raw`\.`)}`];
};

const labels = {app: 'flannel', 'k8s-app': 'flannel'};
const rbac = 'rbac.authorization.k8s.io';
const account = {name: 'flannel', namespace: flannelNamespace};
const nodeLabels = {app: 'flannel', tier: 'node'};

const cniConfig = {
	name: 'cbr0',
	cniVersion: '0.3.1',
	plugins: [
		{type: 'flannel', delegate: {hairpinMode: true, isDefaultGateway: true}},
		{type: 'portmap', capabilities: {portMappings: true}},
	],
};

const netConfig = (plan: Plan) => ({
	Network: plan.kubernetes.podSubnet,
	EnableNFTables: false,
	Backend: {Type: 'vxlan'},
});

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

const access: readonly Yaml[] = [
	{
		apiVersion: 'v1',
		kind: 'Namespace',
		metadata: {
			name: flannelNamespace,
			labels: {'k8s-app': 'flannel', 'pod-security.kubernetes.io/enforce': 'privileged'},
		},
	},
	{
		apiVersion: `${rbac}/v1`,
		kind: 'ClusterRole',
		metadata: {name: 'flannel', labels: {'k8s-app': 'flannel'}},
		rules: [
			{apiGroups: [''], resources: ['pods'], verbs: ['get']},
			{apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list', 'watch']},
			{apiGroups: [''], resources: ['nodes/status'], verbs: ['patch']},
		],
	},
	{
		apiVersion: `${rbac}/v1`,
		kind: 'ClusterRoleBinding',
		metadata: {name: 'flannel', labels: {'k8s-app': 'flannel'}},
		roleRef: {apiGroup: rbac, kind: 'ClusterRole', name: 'flannel'},
		subjects: [{kind: 'ServiceAccount', ...account}],
	},
	{apiVersion: 'v1', kind: 'ServiceAccount', metadata: {...account, labels: {'k8s-app': 'flannel'}}},
];

const mounts = {
	run: {name: 'run', mountPath: '/run/flannel'},
	plugin: {name: 'cni-plugin', mountPath: '/opt/cni/bin'},
	cni: {name: 'cni', mountPath: '/etc/cni/net.d'},
	config: {name: 'flannel-cfg', mountPath: '/etc/kube-flannel/'},
	lock: {name: 'xtables-lock', mountPath: '/run/xtables.lock'},
};

const fromField = (fieldPath: string): Yaml => ({fieldRef: {fieldPath}});

const daemon = (plan: Plan): Yaml => ({
	name: 'kube-flannel',
	image: flannelImage(plan, 'flannel'),
	command: ['/opt/bin/flanneld'],
	args: ['--ip-masq', '--kube-subnet-mgr', '--healthz-port=8081', ...interfaceFlags(plan)],
	ports: [{name: 'healthz', containerPort: 8081, protocol: 'TCP'}],
	livenessProbe: {httpGet: {path: '/healthz', port: 'healthz'}, initialDelaySeconds: 10, periodSeconds: 30},
	readinessProbe: {httpGet: {path: '/readyz', port: 'healthz'}, initialDelaySeconds: 5, periodSeconds: 10},
	resources: {requests: {cpu: '100m', memory: '50Mi'}},
	securityContext: {privileged: false, capabilities: {add: ['NET_ADMIN', 'NET_RAW']}},
	env: [
		{name: 'POD_NAME', valueFrom: fromField('metadata.name')},
		{name: 'POD_NAMESPACE', valueFrom: fromField('metadata.namespace')},
		{name: 'EVENT_QUEUE_DEPTH', value: '5000'},
		{name: 'CONT_WHEN_CACHE_NOT_READY', value: 'false'},
	],
	volumeMounts: [mounts.run, mounts.config, mounts.lock],
});

const podSpec = (plan: Plan): Yaml => ({
	affinity: {
		nodeAffinity: {
			requiredDuringSchedulingIgnoredDuringExecution: {
				nodeSelectorTerms: [{matchExpressions: [{key: 'kubernetes.io/os', operator: 'In', values: ['linux']}]}],
			},
		},
	},
	hostNetwork: true,
	priorityClassName: 'system-node-critical',
	tolerations: [{operator: 'Exists', effect: 'NoSchedule'}],
	serviceAccountName: 'flannel',
	initContainers: [
		{
			name: 'install-cni-plugin',
			image: flannelImage(plan, 'cni-plugin'),
			command: ['cp'],
			args: ['-f', '/flannel', '/opt/cni/bin/flannel'],
			volumeMounts: [mounts.plugin],
		},
		{
			name: 'install-cni',
			image: flannelImage(plan, 'flannel'),
			command: ['/opt/bin/install-conf'],
			args: ['/etc/kube-flannel/cni-conf.json', '/etc/cni/net.d/10-flannel.conflist'],
			volumeMounts: [mounts.cni, mounts.config],
		},
	],
	containers: [daemon(plan)],
	volumes: [
		{name: 'run', hostPath: {path: '/run/flannel'}},
		{name: 'cni-plugin', hostPath: {path: '/opt/cni/bin'}},
		{name: 'cni', hostPath: {path: '/etc/cni/net.d'}},
		{name: 'flannel-cfg', configMap: {name: 'kube-flannel-cfg'}},
		{name: 'xtables-lock', hostPath: {path: '/run/xtables.lock', type: 'FileOrCreate'}},
	],
});

export const flannelManifest = (plan: Plan): string =>
	yaml(
		...access,
		{
			apiVersion: 'v1',
			kind: 'ConfigMap',
			metadata: {name: 'kube-flannel-cfg', namespace: flannelNamespace, labels: {...labels, tier: 'node'}},
			data: {'cni-conf.json': json(cniConfig), 'net-conf.json': json(netConfig(plan))},
		},
		{
			apiVersion: 'apps/v1',
			kind: 'DaemonSet',
			metadata: {name: flannelSet, namespace: flannelNamespace, labels: {...labels, tier: 'node'}},
			spec: {
				selector: {matchLabels: {app: 'flannel'}},
				template: {metadata: {labels: nodeLabels}, spec: podSpec(plan)},
			},
		},
	);
