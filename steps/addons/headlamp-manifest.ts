// Headlamp's manifest for a plan, from data. Facts: kubernetes-sigs/headlamp charts/headlamp of 0.45.0 (arguments, port, user);
// docs/installation has its way to a token for 1.24 and later. The chart gives Headlamp's own account every right; here it has
// none: what somebody may see is what his token may.
import {imageThrough} from '../mirrors.ts';
import type {Plan} from '../plan.ts';
import {yaml, type Yaml} from '../yaml.ts';
import {versionIn, type AddonRelease} from './addon.ts';
import {tolerationsIn} from './tolerations.ts';

export const headlampReleases: readonly AddonRelease[] = [{version: '0.45.0', from: 24, to: 37}];
export const headlampNamespace = 'headlamp';
/** The account whose token shows everything but secrets. */
export const readerAccount = 'reader';
/** What Headlamp calls the cluster that it runs in. */
export const contextName = 'main';

export const headlampImage = (plan: Plan): string =>
	imageThrough(
		plan,
		`ghcr.io/headlamp-k8s/headlamp:v${versionIn({id: 'headlamp', releases: headlampReleases}, plan)}`,
	);

const rbac = 'rbac.authorization.k8s.io';
const labels = {'app.kubernetes.io/name': 'headlamp'} as const;
const port = 4466;
const inNamespace = (name: string): Yaml => ({name, namespace: headlampNamespace, labels});

const binding = (name: string, role: string): Yaml => ({
	apiVersion: `${rbac}/v1`,
	kind: 'ClusterRoleBinding',
	metadata: {name, labels},
	roleRef: {apiGroup: rbac, kind: 'ClusterRole', name: role},
	subjects: [{kind: 'ServiceAccount', name: readerAccount, namespace: headlampNamespace}],
});

const reads = ['get', 'list', 'watch'] as const;

/** What belongs to no namespace, and so is not in Kubernetes' own role `view`. */
const clusterReader: Yaml = {
	apiVersion: `${rbac}/v1`,
	kind: 'ClusterRole',
	metadata: {name: 'headlamp-reader', labels},
	rules: [
		{apiGroups: [''], resources: ['nodes', 'namespaces', 'persistentvolumes'], verbs: reads},
		{apiGroups: ['metrics.k8s.io'], resources: ['nodes', 'pods'], verbs: reads},
		{apiGroups: ['storage.k8s.io'], resources: ['storageclasses', 'csinodes', 'csidrivers'], verbs: reads},
		{apiGroups: ['networking.k8s.io'], resources: ['ingressclasses'], verbs: reads},
		{apiGroups: ['apiextensions.k8s.io'], resources: ['customresourcedefinitions'], verbs: reads},
	],
};

const probe: Yaml = {httpGet: {path: '/', port}, periodSeconds: 10, failureThreshold: 3};

const container = (plan: Plan): Yaml => ({
	name: 'headlamp',
	image: headlampImage(plan),
	imagePullPolicy: 'IfNotPresent',
	args: ['-in-cluster', `-in-cluster-context-name=${contextName}`, '-plugins-dir=/headlamp/plugins'],
	ports: [{name: 'http', containerPort: port, protocol: 'TCP'}],
	livenessProbe: probe,
	readinessProbe: probe,
	resources: {requests: {cpu: '50m', memory: '128Mi'}},
	securityContext: {
		allowPrivilegeEscalation: false,
		capabilities: {drop: ['ALL']},
		runAsGroup: 101,
		runAsNonRoot: true,
		runAsUser: 100,
	},
});

export const headlampManifest = (plan: Plan): string =>
	yaml(
		{apiVersion: 'v1', kind: 'Namespace', metadata: {name: headlampNamespace, labels}},
		{apiVersion: 'v1', kind: 'ServiceAccount', metadata: inNamespace('headlamp')},
		{apiVersion: 'v1', kind: 'ServiceAccount', metadata: inNamespace(readerAccount)},
		clusterReader,
		binding('headlamp-reader', 'headlamp-reader'),
		binding('headlamp-reader-view', 'view'),
		{
			apiVersion: 'v1',
			kind: 'Service',
			metadata: inNamespace('headlamp'),
			spec: {ports: [{name: 'http', port: 80, protocol: 'TCP', targetPort: port}], selector: labels},
		},
		{
			apiVersion: 'apps/v1',
			kind: 'Deployment',
			metadata: inNamespace('headlamp'),
			spec: {
				replicas: 1,
				selector: {matchLabels: labels},
				template: {
					metadata: {labels},
					spec: {
						containers: [container(plan)],
						nodeSelector: {'kubernetes.io/os': 'linux'},
						serviceAccountName: 'headlamp',
						tolerations: tolerationsIn(plan),
					},
				},
			},
		},
	);
