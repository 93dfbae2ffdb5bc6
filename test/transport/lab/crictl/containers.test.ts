import {expect, test} from 'vitest';
import {cluster, must} from '../../../helpers/machines.ts';

test('Containers are listed, inspected, read and asked', async () => {
	const machines = await cluster(1, 0);
	const id = (await must(machines, 'm1', 'crictl ps -q --name etcd')).trim();

	expect(id).toMatch(/^[\da-f]{64}$/);
	expect(await must(machines, 'm1', 'crictl ps')).toMatch(
		/^CONTAINER +IMAGE +CREATED +STATE +NAME +ATTEMPT +POD ID +POD +NAMESPACE\n/,
	);
	expect(JSON.parse(await must(machines, 'm1', 'crictl ps -o json'))).toMatchObject({
		containers: expect.arrayContaining([expect.objectContaining({state: 'CONTAINER_RUNNING'})]),
	});
	expect(await must(machines, 'm1', `crictl logs --tail 1 ${id.slice(0, 12)}`)).toContain('serving client traffic');
	expect(JSON.parse(await must(machines, 'm1', `crictl inspect ${id}`))).toMatchObject({
		status: {metadata: {name: 'etcd'}},
	});
	expect(await must(machines, 'm1', `crictl exec -it ${id} etcdctl version`)).toContain('etcdctl version: 3.6.8');
	expect((await machines.run('m1', 'crictl logs beef')).stderr).toContain('code = NotFound');
	expect((await machines.run('m1', 'crictl exec beef ls')).exit).toBe(1);
	expect((await machines.run('m1', `crictl exec ${id} ls`)).stderr).toContain('executable file not found in $PATH');
});

test('A container that somebody stops is started again, and only dead ones are removed', async () => {
	const machines = await cluster(1, 0);
	const id = (await must(machines, 'm1', 'crictl ps -q --name kube-scheduler')).trim();

	expect((await machines.run('m1', `crictl rm ${id}`)).stderr).toContain('is running, please stop it first');

	await must(machines, 'm1', `crictl stop ${id}`);
	machines.wait(5);

	expect(await must(machines, 'm1', 'crictl ps -a --name kube-scheduler')).toMatch(
		/Running +kube-scheduler +1[\s\S]*Exited +kube-scheduler +0/,
	);

	await must(machines, 'm1', `crictl rm ${id}`);

	expect(await must(machines, 'm1', 'crictl ps -a --state exited')).not.toContain('kube-scheduler');
	expect((await machines.run('m1', 'crictl stop beef')).exit).toBe(1);
});
