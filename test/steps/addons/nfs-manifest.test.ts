import {expect, test} from 'vitest';
import {parseAllDocuments} from 'yaml';
import {exportOf, nfsImage, nfsManifest} from '../../../steps/addons/nfs-manifest.ts';
import {labPlan, mirroredPlan, nfsExport} from '../../helpers/plans.ts';

const withExport = (plan: typeof labPlan) => ({
	...plan,
	kubernetes: {...plan.kubernetes, addons: ['nfs'] as const, nfs: nfsExport},
});

test('The pod mounts the export that it hands out directories of, and the class counts as the default', () => {
	const all = parseAllDocuments(nfsManifest(withExport(labPlan))).map(
		document => document.toJS() as {kind: string; spec?: unknown; metadata: unknown},
	);
	expect(all.map(({kind}) => kind)).toEqual([
		'Namespace',
		'ServiceAccount',
		'ClusterRole',
		'ClusterRoleBinding',
		'Role',
		'RoleBinding',
		'Deployment',
		'StorageClass',
	]);
	expect(all.find(({kind}) => kind === 'Deployment')!.spec).toMatchObject({
		template: {
			spec: {
				containers: [
					{env: [{}, {name: 'NFS_SERVER', value: '10.77.0.9'}, {name: 'NFS_PATH', value: '/srv/k8s'}]},
				],
				volumes: [{nfs: nfsExport}],
			},
		},
	});
	expect(all.at(-1)!.metadata).toMatchObject({annotations: {'storageclass.kubernetes.io/is-default-class': 'true'}});
});

test('The image comes from a registry of one’s own', () => {
	expect(nfsImage(mirroredPlan)).toBe('registry.example/google_containers/nfs-subdir-external-provisioner:v4.0.2');
	expect(() => exportOf(labPlan)).toThrow('no export');
});
