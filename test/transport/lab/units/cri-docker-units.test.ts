import {expect, test} from 'vitest';
import {criDockerd, criDockerdRuns} from '../../../../steps/cri-dockerd.ts';
import {bareHosts} from '../../../helpers/lab-hosts.ts';
import {givenFor, labPlan} from '../../../helpers/plans.ts';

const given = givenFor({...labPlan, runtime: 'docker'}, 'm1');

/** Docker's own package brings containerd with the CRI switched off; Debian's has it on. */
const installed = async () => {
	const hosts = bareHosts('m1');
	await hosts.must('m1', 'apt-get update && apt-get install -y docker.io curl');
	await hosts.must('m1', criDockerd.run(given));
	return hosts;
};

test('Its unit tells it the pause image, and crictl hears that through the socket', async () => {
	const {run, must} = await installed();
	const info = 'crictl -r unix:///var/run/cri-dockerd.sock info';
	await must(
		'm1',
		`curl -fsSL https://pkgs.k8s.io/core:/stable:/v1.36/deb/Release.key -o /etc/apt/k.asc
		echo 'deb [signed-by=/etc/apt/k.asc] https://pkgs.k8s.io/core:/stable:/v1.36/deb/ /' > /etc/apt/sources.list.d/k.list
		apt-get update && apt-get install -y cri-tools kubeadm`,
	);
	expect((await run('m1', info)).stderr).toContain('no such file or directory');
	await must('m1', criDockerdRuns.run(given));

	expect(await must('m1', info)).toContain('"sandboxImage": "registry.k8s.io/pause:3.10.2"');

	const kubeadm = await run('m1', 'kubeadm init phase preflight');
	expect(kubeadm.stderr).toContain(
		"Found multiple CRI endpoints on the host. Please define which one do you wish to use by setting the 'criSocket' field in the kubeadm configuration file: unix:///var/run/containerd/containerd.sock, unix:///var/run/cri-dockerd.sock\n",
	);
	expect(await must('m1', 'kubeadm config images list')).toContain('registry.k8s.io/pause:');
	await must('m1', 'systemctl stop docker');
	expect((await run('m1', info)).stderr).toContain('Is the docker daemon running?');
});

test('Without Docker it ends, in its own words', async () => {
	const {run, must} = await installed();
	await must('m1', 'systemctl stop docker');

	expect((await run('m1', criDockerdRuns.run(given))).exit).not.toBe(0);
	expect(await must('m1', 'journalctl -u cri-docker')).toContain(
		'level=fatal msg="failed to get docker version from dockerd',
	);
});
