import {expect, test} from 'vitest';
import {dockerControlPlane} from '../../../helpers/lab-hosts.ts';

test("Docker shows the containers of pods under the kubelet's names, the pause container of each below", async () => {
	const {must} = await dockerControlPlane();
	const names = (await must('m1', "docker ps --format '{{.Names}}'")).trim().split('\n');

	expect(names).toHaveLength(10);
	expect(names.filter(name => name.startsWith('k8s_POD_'))).toHaveLength(5);
	expect(names).toContainEqual(expect.stringMatching(/^k8s_etcd_etcd-m1_kube-system_\w+_0$/));
	expect(await must('m1', 'docker ps --filter name=k8s_etcd')).toMatch(
		/CONTAINER ID +IMAGE +COMMAND +CREATED +STATUS +PORTS +NAMES\n\w{12} +\w{12} +"etcd --advertise-cl…" +.* ago +Up .* k8s_etcd_etcd-m1_kube-system/,
	);
	expect((await must('m1', 'docker ps -aq --filter name=k8s_POD_')).trim().split('\n')).toHaveLength(5);
});

test('crictl reaches the same containers through the socket inside the kubelet', async () => {
	const {run, must} = await dockerControlPlane();
	const crictl = 'crictl -r unix:///var/run/dockershim.sock';

	expect(await must('m1', `${crictl} ps`)).toContain('kube-apiserver-m1');
	expect(await must('m1', `${crictl} version`)).toContain('RuntimeName:  docker');
	expect((await run('m1', `systemctl stop kubelet; ${crictl} ps`)).stderr).toContain('no such file or directory');
	expect(await must('m1', 'docker ps -q')).not.toBe('');
});

test('logs, exec and inspect take a name as well as an id, and say when there is none', async () => {
	const {run, must} = await dockerControlPlane();
	const [etcd = ''] = (await must('m1', "docker ps --filter name=k8s_etcd --format '{{.Names}}'")).trim().split('\n');

	expect(await must('m1', `docker logs ${etcd}`)).toContain('serving client traffic');
	expect(await must('m1', `docker inspect -f '{{.State.Status}}' ${etcd}`)).toBe('running\n');
	expect(await must('m1', `docker exec ${etcd} etcd --version`)).toContain('etcd');
	expect((await run('m1', 'docker logs nothing')).stderr).toBe(
		'Error response from daemon: No such container: nothing\n',
	);
});
