// local-path: a StorageClass whose volumes are directories of the node that their pod runs on.
// Facts: rancher/local-path-provisioner v0.0.37, deploy/local-path-storage.yaml and provisioner.go.
import {imageThrough} from '../mirrors.ts';
import type {Plan} from '../plan.ts';
import {testImage} from '../test-image.ts';
import {yaml, type Yaml} from '../yaml.ts';
import type {Addon} from './addon.ts';
import {applyManifest, type Installation} from './apply-manifest.ts';
import {proveClass} from './prove-class.ts';
import {storageClass} from './storage-class.ts';

const namespace = 'local-path-storage';
const name = 'local-path-provisioner';
const rbac = 'rbac.authorization.k8s.io';

const provisionerImage = (plan: Plan): string => imageThrough(plan, 'docker.io/rancher/local-path-provisioner:v0.0.37');

/** Below it is one directory for each volume. On a disk of its own, a full volume does not fill the node's. */
export const localPathFolder = '/opt/local-path-provisioner';

const role = (kind: 'Role' | 'ClusterRole', rules: Yaml): readonly Yaml[] => {
	const metadata = kind === 'Role' ? {name, namespace} : {name};
	return [
		{apiVersion: `${rbac}/v1`, kind, metadata, rules},
		{
			apiVersion: `${rbac}/v1`,
			kind: `${kind}Binding`,
			metadata,
			roleRef: {apiGroup: rbac, kind, name},
			subjects: [{kind: 'ServiceAccount', name, namespace}],
		},
	];
};

const read = ['get', 'list', 'watch'];
const write = [...read, 'create', 'patch', 'update', 'delete'];

const access: readonly Yaml[] = [
	{
		apiVersion: 'v1',
		kind: 'Namespace',
		// Its helper pods mount a directory of the host.
		metadata: {name: namespace, labels: {'pod-security.kubernetes.io/enforce': 'privileged'}},
	},
	{apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name, namespace}},
	...role('Role', [{apiGroups: [''], resources: ['pods'], verbs: write}]),
	...role('ClusterRole', [
		{
			apiGroups: [''],
			resources: ['nodes', 'persistentvolumeclaims', 'configmaps', 'pods', 'pods/log'],
			verbs: read,
		},
		{apiGroups: [''], resources: ['persistentvolumes'], verbs: write},
		{apiGroups: [''], resources: ['events'], verbs: ['create', 'patch']},
		{apiGroups: ['storage.k8s.io'], resources: ['storageclasses'], verbs: read},
	]),
];

/** Makes and removes a volume's directory. Upstream's is busybox of Docker Hub; ours is pulled already where pods are proven. */
const helperPod = (plan: Plan): Yaml => ({
	apiVersion: 'v1',
	kind: 'Pod',
	metadata: {name: 'helper-pod'},
	spec: {
		priorityClassName: 'system-node-critical',
		tolerations: [{operator: 'Exists'}],
		containers: [{name: 'helper-pod', image: testImage(plan), imagePullPolicy: 'IfNotPresent'}],
	},
});

const config = {
	nodePathMap: [{node: 'DEFAULT_PATH_FOR_NON_LISTED_NODES', paths: [localPathFolder]}],
};

const settings = (plan: Plan): Yaml => ({
	apiVersion: 'v1',
	kind: 'ConfigMap',
	metadata: {name: 'local-path-config', namespace},
	data: {
		'config.json': `${JSON.stringify(config, undefined, 2)}\n`,
		setup: '#!/bin/sh\nset -eu\nmkdir -m 0777 -p "$VOL_DIR"\n',
		teardown: '#!/bin/sh\nset -eu\nrm -rf "$VOL_DIR"\n',
		'helperPod.yaml': yaml(helperPod(plan)),
	},
});

const probe = (path: string, more: Readonly<Record<string, number>>): Yaml => ({
	httpGet: {path, port: 'health'},
	periodSeconds: 5,
	...more,
});

const deployment = (plan: Plan): Yaml => ({
	apiVersion: 'apps/v1',
	kind: 'Deployment',
	metadata: {name, namespace},
	spec: {
		replicas: 1,
		selector: {matchLabels: {app: name}},
		template: {
			metadata: {labels: {app: name}},
			spec: {
				serviceAccountName: name,
				containers: [
					{
						name,
						image: provisionerImage(plan),
						command: [name, '--debug', 'start', '--config', '/etc/config/config.json'],
						ports: [{name: 'health', containerPort: 8080, protocol: 'TCP'}],
						startupProbe: probe('/health', {failureThreshold: 24}),
						livenessProbe: probe('/health', {periodSeconds: 10}),
						readinessProbe: probe('/ready', {}),
						env: [
							{name: 'POD_NAMESPACE', valueFrom: {fieldRef: {fieldPath: 'metadata.namespace'}}},
							{name: 'CONFIG_MOUNT_PATH', value: '/etc/config/'},
							{name: 'HEALTH_PORT', value: '8080'},
						],
						volumeMounts: [{name: 'config', mountPath: '/etc/config/'}],
					},
				],
				volumes: [{name: 'config', configMap: {name: 'local-path-config'}}],
			},
		},
	},
});

export const localPathManifest = (plan: Plan): string =>
	yaml(
		...access,
		settings(plan),
		deployment(plan),
		storageClass(plan, {name: 'local-path', provisioner: 'rancher.io/local-path', binding: 'WaitForFirstConsumer'}),
	);

const installation: Installation = {
	id: 'local-path',
	title: {
		en: 'Install local-path, a StorageClass on the nodes’ own disks',
		zh: '安装 local-path：使用节点本地磁盘的 StorageClass',
	},
	why: {
		en: 'Without a StorageClass every claim stays Pending. local-path gives a claim a directory of the node that its pod first runs on, below /opt/local-path-provisioner. It is fast and simple, and the data stays on that node: when the node is lost, so is the volume, and its size is not limited.',
		zh: '没有 StorageClass，所有存储声明都会停在 Pending。local-path 在 Pod 首次运行的节点上分配 /opt/local-path-provisioner 下的一个目录。简单快速，但数据只在该节点上：节点丢失则数据丢失，且不限制容量。',
	},
	namespace,
	workloads: [`deployment/${name}`],
	manifest: localPathManifest,
	images: plan => [provisionerImage(plan), testImage(plan)],
};

export const localPath: Addon = {
	id: installation.id,
	title: installation.title,
	why: installation.why,
	releases: [{version: 'v0.0.37', from: 20, to: 37}],
	images: installation.images,
	tasks: [applyManifest(installation), proveClass('local-path', 'ReadWriteOnce')],
};
