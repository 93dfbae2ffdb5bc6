// The provisioner's manifest for a plan, from data. Facts: kubernetes-sigs/nfs-subdir-external-provisioner, deploy/rbac.yaml,
// deployment.yaml and class.yaml at v4.0.2.
import {imageThrough} from '../mirrors.ts';
import type {Plan} from '../plan.ts';
import {yaml, type Yaml} from '../yaml.ts';
import type {AddonRelease} from './addon.ts';
import {storageClass} from './storage-class.ts';
import {tolerationsIn} from './tolerations.ts';

export const nfsReleases: readonly AddonRelease[] = [{version: 'v4.0.2', from: 20, to: 37}];
export const nfsNamespace = 'nfs-provisioner';
export const nfsWorkload = 'nfs-client-provisioner';

const provisioner = 'k8s-sigs.io/nfs-subdir-external-provisioner';
const rbac = 'rbac.authorization.k8s.io';

export const nfsImage = (plan: Plan): string =>
	imageThrough(plan, 'registry.k8s.io/sig-storage/nfs-subdir-external-provisioner:v4.0.2');

/** The export of a plan that names the add-on; its checks see to it that there is one. */
export const exportOf = ({kubernetes}: Plan): {readonly server: string; readonly path: string} => {
	if (kubernetes.nfs === undefined) throw new Error('The plan names the add-on nfs and no export.');
	return kubernetes.nfs;
};

const role = (kind: 'Role' | 'ClusterRole', name: string, rules: Yaml): readonly Yaml[] => {
	const metadata = kind === 'Role' ? {name, namespace: nfsNamespace} : {name};
	return [
		{apiVersion: `${rbac}/v1`, kind, metadata, rules},
		{
			apiVersion: `${rbac}/v1`,
			kind: `${kind}Binding`,
			metadata,
			roleRef: {apiGroup: rbac, kind, name},
			subjects: [{kind: 'ServiceAccount', name: nfsWorkload, namespace: nfsNamespace}],
		},
	];
};

const read = ['get', 'list', 'watch'];

const deployment = (plan: Plan): Yaml => {
	const {server, path} = exportOf(plan);
	const labels = {app: nfsWorkload};
	return {
		apiVersion: 'apps/v1',
		kind: 'Deployment',
		metadata: {name: nfsWorkload, namespace: nfsNamespace, labels},
		spec: {
			replicas: 1,
			strategy: {type: 'Recreate'},
			selector: {matchLabels: labels},
			template: {
				metadata: {labels},
				spec: {
					serviceAccountName: nfsWorkload,
					nodeSelector: {'kubernetes.io/os': 'linux'},
					tolerations: tolerationsIn(plan),
					containers: [
						{
							name: nfsWorkload,
							image: nfsImage(plan),
							imagePullPolicy: 'IfNotPresent',
							env: [
								{name: 'PROVISIONER_NAME', value: provisioner},
								{name: 'NFS_SERVER', value: server},
								{name: 'NFS_PATH', value: path},
							],
							volumeMounts: [{name: 'nfs-client-root', mountPath: '/persistentvolumes'}],
						},
					],
					volumes: [{name: 'nfs-client-root', nfs: {server, path}}],
				},
			},
		},
	};
};

export const nfsManifest = (plan: Plan): string =>
	yaml(
		{
			apiVersion: 'v1',
			kind: 'Namespace',
			// Its pod mounts the export itself, which the profile `restricted` refuses.
			metadata: {name: nfsNamespace, labels: {'pod-security.kubernetes.io/enforce': 'baseline'}},
		},
		{apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name: nfsWorkload, namespace: nfsNamespace}},
		...role('ClusterRole', 'nfs-client-provisioner-runner', [
			{apiGroups: [''], resources: ['nodes'], verbs: read},
			{apiGroups: [''], resources: ['persistentvolumes'], verbs: [...read, 'create', 'delete']},
			{apiGroups: [''], resources: ['persistentvolumeclaims'], verbs: [...read, 'update']},
			{apiGroups: ['storage.k8s.io'], resources: ['storageclasses'], verbs: read},
			{apiGroups: [''], resources: ['events'], verbs: ['create', 'update', 'patch']},
		]),
		// It elects a leader, though there is one pod only: during a rollout there may be two.
		...role('Role', 'leader-locking-nfs-client-provisioner', [
			{apiGroups: [''], resources: ['endpoints'], verbs: [...read, 'create', 'update', 'patch']},
		]),
		deployment(plan),
		storageClass(plan, {
			name: 'nfs',
			provisioner,
			binding: 'Immediate',
			parameters: {archiveOnDelete: 'false'},
		}),
	);
