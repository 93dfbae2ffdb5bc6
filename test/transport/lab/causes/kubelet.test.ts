import {expect, test} from 'vitest';
import {kubelets} from '../../../../source/transport/lab/causes/kubelet.ts';
import {get, list, remove} from '../../../../source/transport/lab/cluster/objects.ts';
import {connected} from '../../../helpers/machines.ts';

const manifest = (image: string) =>
	`apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - {name: web, image: '${image}'}\n`;

test('A manifest makes a pod without any API server, and a mirror with one', async () => {
	const {world, machine, filesOf, wait, off} = await connected(3, 1);
	filesOf('w1').write('/etc/kubernetes/manifests/web.yaml', manifest('nginx:1.26'));
	wait(15);

	expect(get(world, 'Pod', 'web-w1')).toMatchObject({
		metadata: {annotations: {'kubernetes.io/config.source': 'file'}},
		status: {phase: 'Running'},
	});

	filesOf('w1').write('/etc/kubernetes/manifests/web.yaml', manifest('nginx:1.27'));
	wait(15);

	expect(machine('w1').containers.filter(({name}) => name === 'web')).toMatchObject([{image: 'nginx:1.27'}]);

	for (const name of ['m1', 'm2', 'm3']) off(name);
	filesOf('w1').remove('/etc/kubernetes/manifests/web.yaml');
	wait(5);

	expect(machine('w1').containers.filter(({name}) => name === 'web')).toEqual([]);
});

test('A broken or hidden manifest is left alone', async () => {
	const {world, filesOf, wait} = await connected(1, 1);
	filesOf('w1').write('/etc/kubernetes/manifests/broken.yaml', 'kind: [');
	filesOf('w1').write(
		'/etc/kubernetes/manifests/.hidden.yaml',
		'kind: Pod\nmetadata: {name: a}\nspec: {containers: []}\n',
	);
	wait(5);

	expect(list(world, 'Pod', 'default')).toEqual([]);
});

test('A deleted static pod is shown again, because its manifest is still there', async () => {
	const {world, filesOf, wait} = await connected(1, 0);
	remove(world, 'Pod', 'etcd-m1', 'kube-system');
	wait(2);

	expect(get(world, 'Pod', 'etcd-m1', 'kube-system')?.status?.['phase']).toBe('Running');
	expect(kubelets(world, filesOf)).toBe(false);
});

test('Containers go on while the kubelet is stopped', async () => {
	const {machine, systemctl, wait} = await connected(1, 0);
	systemctl('m1', 'stop', 'kubelet');
	wait(100);

	expect(machine('m1').containers.find(({name}) => name === 'kube-apiserver')?.state).toBe('running');
});

test('A kubelet that does not know its disk yet turns away a static pod that asks for some, until it is started anew', async () => {
	const {machine, filesOf, systemctl, wait} = await connected(1, 1);
	machine('w1').diskKnownAfter = 5000;
	const asking = manifest('nginx:1.26').replace("'}", "', resources: {requests: {ephemeral-storage: 100Mi}}}");
	const running = () => machine('w1').containers.some(({name, state}) => name === 'web' && state === 'running');
	systemctl('w1', 'restart', 'kubelet');
	filesOf('w1').write('/etc/kubernetes/manifests/web.yaml', asking);
	wait(60);

	expect(running()).toBe(false);
	expect(machine('w1').journal.map(({text}) => text)).toContainEqual(
		expect.stringMatching(/Failed to admit pod web-w1_default\(.*res: ephemeral-storage, q: 104857600/),
	);

	filesOf('w1').write('/etc/kubernetes/manifests/web.yaml', manifest('nginx:1.26'));
	wait(15);

	expect(running()).toBe(true);

	filesOf('w1').write('/etc/kubernetes/manifests/web.yaml', asking);
	delete machine('w1').diskKnownAfter;
	wait(60);

	expect(running()).toBe(false);

	systemctl('w1', 'restart', 'kubelet');
	wait(15);

	expect(running()).toBe(true);
});

test('What cannot be read is named in the journal, and a file counts whatever its name ends with', async () => {
	const {world, machine, filesOf, wait} = await connected(1, 1);
	filesOf('w1').write('/etc/kubernetes/manifests/broken.yaml', 'kind: [');
	filesOf('w1').write('/etc/kubernetes/manifests/web.yaml.bak', manifest('nginx:1.27'));
	wait(15);

	expect(machine('w1').journal.map(({text}) => text)).toContainEqual(
		expect.stringMatching(/"Could not process manifest file" err="\S+broken\.yaml: couldn't parse as pod\(yaml: /),
	);
	expect(get(world, 'Pod', 'web-w1')?.status).toMatchObject({phase: 'Running'});
});
