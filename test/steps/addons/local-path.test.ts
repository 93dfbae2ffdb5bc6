import {expect, it} from 'vitest';
import {parseAllDocuments} from 'yaml';
import {localPath, localPathManifest} from '../../../steps/addons/local-path.ts';
import type {Script} from '../../../source/engine/declare.ts';
import {proveStorage} from '../../../steps/prove-storage.ts';
import {installedLab} from '../../helpers/installed-lab.ts';
import {givenFor, labPlan, mirroredPlan} from '../../helpers/plans.ts';

const documents = (text: string) =>
	parseAllDocuments(text).map(document => document.toJS() as {kind: string; data?: Record<string, string>});

it('takes every image from a registry of one’s own, the helper pod’s too', () => {
	const text = localPathManifest(mirroredPlan);
	expect(localPath.images(mirroredPlan)).toEqual([
		'registry.example/google_containers/local-path-provisioner:v0.0.37',
		'registry.example/google_containers/busybox:latest',
	]);
	for (const image of localPath.images(mirroredPlan)) expect(text).toContain(`image: ${image}`);
	expect(text).not.toContain('docker.io');
});

it('brings everything that its provisioner reads', () => {
	const all = documents(localPathManifest(labPlan));
	expect(all.map(({kind}) => kind)).toEqual([
		'Namespace',
		'ServiceAccount',
		'Role',
		'RoleBinding',
		'ClusterRole',
		'ClusterRoleBinding',
		'ConfigMap',
		'Deployment',
		'StorageClass',
	]);
	const data = all.find(({kind}) => kind === 'ConfigMap')!.data!;
	expect(JSON.parse(data['config.json']!)).toMatchObject({nodePathMap: [{paths: ['/opt/local-path-provisioner']}]});
	expect(Object.keys(data)).toEqual(['config.json', 'setup', 'teardown', 'helperPod.yaml']);
});

it('is installed, used, counted on as the default, and taken away again in the lab', async () => {
	const lab = await installedLab();
	const plan = {...labPlan, kubernetes: {...labPlan.kubernetes, addons: ['local-path'] as const}};
	const given = givenFor(plan, 'm1');
	const run = (script: string) => lab.open('m1').run(`set -euo pipefail\n${script}`);
	const said: string[] = [];
	for (const task of [...localPath.tasks, proveStorage]) {
		const {exit, stdout, stderr} = await run(task.run(given));
		expect({task: task.id, exit, stderr}).toMatchObject({exit: 0});
		expect(await run((task.verify ?? task.check).ask(given))).toMatchObject({exit: 0});
		said.push(stdout);
	}
	expect(said.slice(1).join('')).toMatch(/(pvc-\S+ of class local-path: one pod wrote, another read[^]*){2}/);
	expect((await run('kubectl --kubeconfig /etc/kubernetes/admin.conf get pv')).stderr).toBe('No resources found\n');
	for (const host of plan.hosts) expect(lab.filesOf(host.name).list('/opt/local-path-provisioner')).toEqual([]);

	const [installation] = localPath.tasks;
	expect((await run((installation!.undo as Script)(given))).exit).toBe(0);
	expect((await run('kubectl --kubeconfig /etc/kubernetes/admin.conf get storageclass')).stderr).toBe(
		'No resources found\n',
	);
});
