import {expect, test} from 'vitest';
import {dockerVersion} from '../../../../source/transport/lab/units/docker-unit.ts';
import {bareHosts, dockerControlPlane} from '../../../helpers/lab-hosts.ts';

test('A daemon.json that it cannot read keeps it down, and its journal says why', async () => {
	const {run, must} = bareHosts('m1');
	await must('m1', 'apt-get update && apt-get install -y docker.io');
	expect(await must('m1', 'systemctl is-active docker; test -e /var/run/docker.sock')).toBe('active\n');
	await must('m1', `echo '{"bogus": 1}' > /etc/docker/daemon.json`);

	expect((await run('m1', 'systemctl restart docker')).exit).toBe(1);
	expect(await must('m1', 'journalctl -u docker')).toContain(
		"unable to configure the Docker daemon with file /etc/docker/daemon.json: the following directives don't match any configuration option: bogus",
	);
	expect((await run('m1', 'test -e /var/run/docker.sock')).exit).toBe(1);
});

test('Its containers end with it, and the kubelet starts new ones when it is back', async () => {
	const {run, must} = await dockerControlPlane();
	const nodes = 'kubectl --kubeconfig /etc/kubernetes/admin.conf get nodes';
	const before = await must('m1', 'docker ps -q --filter name=k8s_etcd');
	await must('m1', 'systemctl stop docker; sleep 30');

	expect((await run('m1', nodes)).stderr).toContain('was refused');

	await must('m1', 'systemctl start docker; sleep 60');

	expect(await must('m1', nodes)).toContain('m1 ');
	expect(await must('m1', 'docker ps -q --filter name=k8s_etcd')).not.toBe(before);
	expect(await must('m1', 'docker ps -a --filter name=k8s_etcd --filter status=exited')).toContain('Exited (0)');
});

test('The version is that of the package, without epoch and revision', () => {
	const machine = bareHosts('m1').lab.world.machines['m1']!;
	const packages = {'docker-ce': {version: '5:28.5.2-1~debian.12~bookworm', held: false}};

	expect(dockerVersion({...machine, packages})).toBe('28.5.2');
});
