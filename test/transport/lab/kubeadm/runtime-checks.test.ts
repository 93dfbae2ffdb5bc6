import {expect, test} from 'vitest';
import {
	dockerService,
	dockerSystemd,
	runtime,
	runtimeVersion,
} from '../../../../source/transport/lab/kubeadm/runtime-checks.ts';
import {bareHosts} from '../../../helpers/lab-hosts.ts';
import {newest, prepared} from '../../../helpers/machines.ts';

const looking = (machines: ReturnType<typeof prepared>, minor: number) => ({
	at: machines.shell('m1'),
	minor,
	criSocket: 'unix:///var/run/containerd/containerd.sock',
	node: 'm1',
});

test('A runtime that does not answer is told in the words of the release', () => {
	const machines = prepared(1, 0);
	machines.systemctl('m1', 'stop', 'containerd');

	expect(runtime.look(looking(machines, 36))?.errors).toEqual([
		expect.stringMatching(
			/^could not connect to the container runtime: failed to create new CRI runtime service: .*dial unix \/var\/run\/containerd\/containerd.sock: connect: no such file or directory"$/,
		),
	]);
	expect(runtime.look(looking(machines, 20))?.errors).toEqual([
		expect.stringContaining('container runtime is not running: output: time='),
	]);
	expect(runtime.look(looking(machines, 30))?.errors).toEqual([
		expect.stringContaining('level=fatal msg="validate service connection'),
	]);
	expect(runtimeVersion.look(looking(machines, 36))?.errors).toHaveLength(1);
	expect(runtime.look({...looking(machines, 20), criSocket: '/var/run/dockershim.sock'})).toBeUndefined();
});

test('From 1.35 on a runtime that cannot say its cgroup driver is warned about', () => {
	const old = prepared(1, 0, {...newest, containerd: '1.7.30-1~debian.12~bookworm'});

	expect(runtimeVersion.look(looking(old, 36))?.warnings).toEqual([
		expect.stringContaining('that supports the CRI method RuntimeConfig'),
	]);
	expect(runtimeVersion.look(looking(old, 34))).toBeUndefined();
	expect(runtimeVersion.look(looking(prepared(1, 0), 36))).toBeUndefined();
});

test('Docker below an old kubelet is asked for its service and its cgroup driver', async () => {
	const {run, must} = bareHosts('m1');
	const preflight = 'kubeadm init phase preflight';
	await must(
		'm1',
		`apt-get update && apt-get install -y docker.io
		echo 'deb [trusted=yes] https://mirrors.aliyun.com/kubernetes/apt kubernetes-xenial main' > /etc/apt/sources.list.d/old.list
		apt-get update && apt-get install -y kubeadm=1.20.2-00 kubelet=1.20.2-00
		echo '{"exec-opts": ["native.cgroupdriver=cgroupfs"]}' > /etc/docker/daemon.json; systemctl restart docker`,
	);

	const {stderr} = await run('m1', preflight);
	expect(stderr).toContain(
		`[WARNING ${dockerSystemd.name}]: detected "cgroupfs" as the Docker cgroup driver. The recommended driver is "systemd".`,
	);
	expect(stderr).toContain(
		'[WARNING SystemVerification]: this Docker version is not on the list of validated versions: 20.10.24+dfsg1. Latest validated version: 19.03',
	);

	await must('m1', 'systemctl disable --now docker');
	const without = (await run('m1', `${preflight} --cri-socket /var/run/dockershim.sock`)).stderr;
	expect(without).toContain(
		`[ERROR ${dockerService.name}]: docker service is not active, please run 'systemctl start docker.service'`,
	);
	expect(without).toContain("docker service is not enabled, please run 'systemctl enable docker.service'");
});
