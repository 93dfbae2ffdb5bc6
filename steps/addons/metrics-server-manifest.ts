// metrics-server's manifest for a plan, from data. Facts: kubernetes-sigs/metrics-server manifests/base of the tags in the table
// (0.5 reads nodes/stats, later ones nodes/metrics; every one takes the port it is told), README "Compatibility Matrix".
import {imageThrough} from '../mirrors.ts';
import type {Plan} from '../plan.ts';
import {yaml, type Yaml} from '../yaml.ts';
import {versionIn, type AddonRelease} from './addon.ts';
import {tolerationsIn} from './tolerations.ts';

export const metricsReleases: readonly AddonRelease[] = [
	{version: '0.9.0', from: 34, to: 37},
	{version: '0.8.1', from: 31, to: 33},
	{version: '0.7.2', from: 27, to: 30},
	{version: '0.6.4', from: 25, to: 26},
	{version: '0.5.2', from: 20, to: 24},
];

const releaseIn = (plan: Plan): string => versionIn({id: 'metrics-server', releases: metricsReleases}, plan);

export const metricsImage = (plan: Plan): string =>
	imageThrough(plan, `registry.k8s.io/metrics-server/metrics-server:v${releaseIn(plan)}`);

const rbac = 'rbac.authorization.k8s.io';
const where = {name: 'metrics-server', namespace: 'kube-system'} as const;
const labels = {'k8s-app': 'metrics-server'} as const;
const subjects: Yaml = [{kind: 'ServiceAccount', ...where}];
const reads = ['get', 'list', 'watch'] as const;
const port = 10_250;

const role = (name: string, rules: readonly Yaml[], more: Readonly<Record<string, string>> = {}): Yaml => ({
	apiVersion: `${rbac}/v1`,
	kind: 'ClusterRole',
	metadata: {name, labels: {...labels, ...more}},
	rules,
});

const binding = (name: string, to: string): Yaml => ({
	apiVersion: `${rbac}/v1`,
	kind: 'ClusterRoleBinding',
	metadata: {name, labels},
	roleRef: {apiGroup: rbac, kind: 'ClusterRole', name: to},
	subjects,
});

const rulesIn = (plan: Plan): readonly Yaml[] =>
	releaseIn(plan).startsWith('0.5.')
		? [{apiGroups: [''], resources: ['pods', 'nodes', 'nodes/stats', 'namespaces', 'configmaps'], verbs: reads}]
		: [
				{apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get']},
				{apiGroups: [''], resources: ['pods', 'nodes'], verbs: reads},
			];

const probe = (path: string, more: Readonly<Record<string, number>>): Yaml => ({
	failureThreshold: 3,
	httpGet: {path, port: 'https', scheme: 'HTTPS'},
	periodSeconds: 10,
	...more,
});

const container = (plan: Plan): Yaml => ({
	name: 'metrics-server',
	image: metricsImage(plan),
	imagePullPolicy: 'IfNotPresent',
	args: [
		'--cert-dir=/tmp',
		`--secure-port=${port}`,
		'--kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname',
		'--kubelet-use-node-status-port',
		'--metric-resolution=15s',
		...(plan.kubernetes.kubeletCertificates === 'signed' ? [] : ['--kubelet-insecure-tls']),
	],
	ports: [{name: 'https', containerPort: port, protocol: 'TCP'}],
	livenessProbe: probe('/livez', {}),
	readinessProbe: probe('/readyz', {initialDelaySeconds: 20}),
	resources: {requests: {cpu: '100m', memory: '200Mi'}},
	securityContext: {
		allowPrivilegeEscalation: false,
		capabilities: {drop: ['ALL']},
		readOnlyRootFilesystem: true,
		runAsNonRoot: true,
		runAsUser: 1000,
		seccompProfile: {type: 'RuntimeDefault'},
	},
	volumeMounts: [{name: 'tmp', mountPath: '/tmp'}],
});

export const metricsManifest = (plan: Plan): string =>
	yaml(
		{apiVersion: 'v1', kind: 'ServiceAccount', metadata: {...where, labels}},
		role('system:metrics-server', rulesIn(plan)),
		role(
			'system:aggregated-metrics-reader',
			[{apiGroups: ['metrics.k8s.io'], resources: ['pods', 'nodes'], verbs: reads}],
			{
				[`${rbac}/aggregate-to-admin`]: 'true',
				[`${rbac}/aggregate-to-edit`]: 'true',
				[`${rbac}/aggregate-to-view`]: 'true',
			},
		),
		binding('system:metrics-server', 'system:metrics-server'),
		binding('metrics-server:system:auth-delegator', 'system:auth-delegator'),
		{
			apiVersion: `${rbac}/v1`,
			kind: 'RoleBinding',
			metadata: {name: 'metrics-server-auth-reader', namespace: where.namespace, labels},
			roleRef: {apiGroup: rbac, kind: 'Role', name: 'extension-apiserver-authentication-reader'},
			subjects,
		},
		{
			apiVersion: 'v1',
			kind: 'Service',
			metadata: {...where, labels},
			spec: {ports: [{name: 'https', port: 443, protocol: 'TCP', targetPort: 'https'}], selector: labels},
		},
		{
			apiVersion: 'apps/v1',
			kind: 'Deployment',
			metadata: {...where, labels},
			spec: {
				selector: {matchLabels: labels},
				strategy: {rollingUpdate: {maxUnavailable: 0}},
				template: {
					metadata: {labels},
					spec: {
						containers: [container(plan)],
						nodeSelector: {'kubernetes.io/os': 'linux'},
						priorityClassName: 'system-cluster-critical',
						serviceAccountName: where.name,
						tolerations: tolerationsIn(plan),
						volumes: [{name: 'tmp', emptyDir: {}}],
					},
				},
			},
		},
		{
			apiVersion: 'apiregistration.k8s.io/v1',
			kind: 'APIService',
			metadata: {name: 'v1beta1.metrics.k8s.io', labels},
			spec: {
				group: 'metrics.k8s.io',
				groupPriorityMinimum: 100,
				// Its own certificate it makes itself at every start: the API server has nothing to check it against.
				insecureSkipTLSVerify: true,
				service: where,
				version: 'v1beta1',
				versionPriority: 100,
			},
		},
	);
