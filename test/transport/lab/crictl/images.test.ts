import {expect, test} from 'vitest';
import {cluster, must, prepared} from '../../../helpers/machines.ts';

test('Images are pulled, listed, inspected and removed', async () => {
	const machines = prepared(1, 0);

	expect(await must(machines, 'm1', 'crictl pull registry.k8s.io/pause:3.10.2')).toMatch(
		/^Image is up to date for sha256:[\da-f]{64}\n$/,
	);
	expect(await must(machines, 'm1', 'crictl images')).toMatch(
		/^IMAGE +TAG +IMAGE ID +SIZE\nregistry\.k8s\.io\/pause +3\.10\.2 +[\da-f]{13} +\d+kB\n$/,
	);
	expect(JSON.parse(await must(machines, 'm1', 'crictl inspecti registry.k8s.io/pause:3.10.2'))).toMatchObject({
		status: {repoTags: ['registry.k8s.io/pause:3.10.2']},
	});
	expect(await must(machines, 'm1', 'crictl images -q')).toMatch(/^sha256:/);
	expect(JSON.parse(await must(machines, 'm1', 'crictl images -o json'))).toMatchObject({images: [{}]});
	expect(await must(machines, 'm1', 'crictl rmi registry.k8s.io/pause:3.10.2')).toBe(
		'Deleted: registry.k8s.io/pause:3.10.2\n',
	);
	expect(machines.machine('m1').images).toEqual([]);
});

test('What is not there is told', async () => {
	const machines = prepared(1, 0);

	expect((await machines.run('m1', 'crictl pull nginx:1.999')).stderr).toMatch(
		/level=fatal msg="pulling image: rpc error: code = NotFound/,
	);
	expect((await machines.run('m1', 'crictl rmi nothing')).stderr).toContain('no such image nothing');
	expect((await machines.run('m1', 'crictl inspecti nothing')).exit).toBe(1);
	expect((await machines.run('m1', 'crictl pull')).exit).toBe(1);
});

test('Pruning leaves what is used', async () => {
	const machines = await cluster(1, 0);
	await must(machines, 'm1', 'crictl pull busybox');

	expect(await must(machines, 'm1', 'crictl rmi --prune')).toContain('docker.io/library/busybox:latest');
	expect(await must(machines, 'm1', 'crictl images')).toContain('kube-apiserver');
});
