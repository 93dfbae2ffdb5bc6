// ingress-nginx's manifest for a plan, from data. Facts: kubernetes/ingress-nginx, README.md (which release is for which minors)
// and deploy/static/provider/baremetal/deploy.yaml of controller-v1.15.1 (rights, arguments, user). Its admission webhook is left
// out, as the chart's controller.admissionWebhooks.enabled=false does: it was the way in of CVE-2025-1974.
import {imageThrough} from '../mirrors.ts';
import type {Plan} from '../plan.ts';
import {yaml, type Yaml} from '../yaml.ts';
import {versionIn, type AddonRelease} from './addon.ts';
import {tolerationsIn} from './tolerations.ts';

export const ingressReleases: readonly AddonRelease[] = [
	{version: '1.15.1', from: 31, to: 35},
	{version: '1.14.5', from: 30, to: 30},
	{version: '1.13.9', from: 29, to: 29},
	{version: '1.12.8', from: 28, to: 28},
	{version: '1.11.8', from: 26, to: 27},
];

export const ingressNamespace = 'ingress-nginx';
export const ingressController = 'ingress-nginx-controller';
/** What an Ingress names. */
export const ingressClass = 'nginx';

export const ingressImage = (plan: Plan): string =>
	imageThrough(
		plan,
		`registry.k8s.io/ingress-nginx/controller:v${versionIn({id: 'ingress-nginx', releases: ingressReleases}, plan)}`,
	);

const name = 'ingress-nginx';
const rbac = 'rbac.authorization.k8s.io';
const labels = {'app.kubernetes.io/name': name, 'app.kubernetes.io/component': 'controller'} as const;

const watch = ['list', 'watch'];
const read = ['get', ...watch];
const rule = (apiGroup: string, resources: readonly string[], verbs: readonly string[]) => ({
	apiGroups: [apiGroup],
	resources,
	verbs,
});

const common = [
	rule('', ['services'], read),
	rule('networking.k8s.io', ['ingresses', 'ingressclasses'], read),
	rule('networking.k8s.io', ['ingresses/status'], ['update']),
	rule('discovery.k8s.io', ['endpointslices'], read),
	rule('', ['events'], ['create', 'patch']),
];

const role = (kind: 'Role' | 'ClusterRole', rules: Yaml): readonly Yaml[] => {
	const metadata = {name, ...(kind === 'Role' && {namespace: ingressNamespace}), labels};
	return [
		{apiVersion: `${rbac}/v1`, kind, metadata, rules},
		{
			apiVersion: `${rbac}/v1`,
			kind: `${kind}Binding`,
			metadata,
			roleRef: {apiGroup: rbac, kind, name},
			subjects: [{kind: 'ServiceAccount', name, namespace: ingressNamespace}],
		},
	];
};

const field = (name: string, fieldPath: string): Yaml => ({name, valueFrom: {fieldRef: {fieldPath}}});

const probe = (failureThreshold: number): Yaml => ({
	httpGet: {path: '/healthz', port: 10_254, scheme: 'HTTP'},
	initialDelaySeconds: 10,
	periodSeconds: 10,
	failureThreshold,
});

const container = (plan: Plan): Yaml => ({
	name: 'controller',
	image: ingressImage(plan),
	imagePullPolicy: 'IfNotPresent',
	args: [
		'/nginx-ingress-controller',
		'--election-id=ingress-nginx-leader',
		'--controller-class=k8s.io/ingress-nginx',
		`--ingress-class=${ingressClass}`,
		`--configmap=$(POD_NAMESPACE)/${ingressController}`,
	],
	env: [
		field('POD_NAME', 'metadata.name'),
		field('POD_NAMESPACE', 'metadata.namespace'),
		{name: 'LD_PRELOAD', value: '/usr/local/lib/libmimalloc.so'},
	],
	lifecycle: {preStop: {exec: {command: ['/wait-shutdown']}}},
	ports: [
		{name: 'http', containerPort: 80, protocol: 'TCP'},
		{name: 'https', containerPort: 443, protocol: 'TCP'},
	],
	livenessProbe: probe(5),
	readinessProbe: probe(3),
	resources: {requests: {cpu: '100m', memory: '90Mi'}},
	securityContext: {
		allowPrivilegeEscalation: false,
		capabilities: {drop: ['ALL'], add: ['NET_BIND_SERVICE']},
		runAsGroup: 82,
		runAsNonRoot: true,
		runAsUser: 101,
		seccompProfile: {type: 'RuntimeDefault'},
	},
});

export const ingressManifest = (plan: Plan): string => {
	const controller = {name: ingressController, namespace: ingressNamespace, labels};
	return yaml(
		{apiVersion: 'v1', kind: 'Namespace', metadata: {name: ingressNamespace, labels}},
		{apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name, namespace: ingressNamespace, labels}},
		...role('ClusterRole', [
			...common,
			rule('', ['configmaps', 'endpoints', 'nodes', 'pods', 'secrets', 'namespaces'], watch),
			rule('', ['nodes'], ['get']),
			rule('coordination.k8s.io', ['leases'], watch),
		]),
		...role('Role', [
			...common,
			rule('', ['namespaces'], ['get']),
			rule('', ['configmaps', 'pods', 'secrets', 'endpoints'], read),
			{...rule('coordination.k8s.io', ['leases'], ['get', 'update']), resourceNames: ['ingress-nginx-leader']},
			rule('coordination.k8s.io', ['leases'], ['create']),
		]),
		{apiVersion: 'v1', kind: 'ConfigMap', metadata: controller, data: {}},
		{
			apiVersion: 'v1',
			kind: 'Service',
			metadata: controller,
			spec: {
				type: 'NodePort',
				ports: [
					{name: 'http', port: 80, protocol: 'TCP', targetPort: 'http'},
					{name: 'https', port: 443, protocol: 'TCP', targetPort: 'https'},
				],
				selector: labels,
			},
		},
		{
			apiVersion: 'apps/v1',
			kind: 'Deployment',
			metadata: controller,
			spec: {
				replicas: 1,
				selector: {matchLabels: labels},
				template: {
					metadata: {labels},
					spec: {
						containers: [container(plan)],
						nodeSelector: {'kubernetes.io/os': 'linux'},
						serviceAccountName: name,
						terminationGracePeriodSeconds: 300,
						tolerations: tolerationsIn(plan),
					},
				},
			},
		},
		{
			apiVersion: 'networking.k8s.io/v1',
			kind: 'IngressClass',
			metadata: {name: ingressClass, labels},
			spec: {controller: 'k8s.io/ingress-nginx'},
		},
	);
};
