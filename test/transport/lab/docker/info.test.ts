import {expect, test} from 'vitest';
import {bareHosts} from '../../../helpers/lab-hosts.ts';

test('docker info says what the daemon read when it started, whole or field by field', async () => {
	const {must} = bareHosts('m1');
	await must('m1', 'apt-get update && apt-get install -y docker.io');
	await must(
		'm1',
		`echo '{"exec-opts": ["native.cgroupdriver=cgroupfs"], "registry-mirrors": ["https://hub.example"]}' > /etc/docker/daemon.json`,
	);

	expect(await must('m1', "docker info -f '{{.CgroupDriver}} {{json .RegistryConfig.Mirrors}}'")).toBe(
		'systemd []\n',
	);

	await must('m1', 'systemctl restart docker');

	expect(await must('m1', "docker info -f '{{.CgroupDriver}} {{json .RegistryConfig.Mirrors}}'")).toBe(
		'cgroupfs ["https://hub.example/"]\n',
	);
	const whole = await must('m1', 'docker info');
	expect(whole).toContain('\n Cgroup Driver: cgroupfs\n Cgroup Version: 2\n');
	expect(whole).toContain('\n Registry Mirrors:\n  https://hub.example/\n');
});

test('docker version names both sides, and the client alone where no daemon answers', async () => {
	const {run, must} = bareHosts('m1');
	await must('m1', 'apt-get update && apt-get install -y docker.io');

	expect(await must('m1', 'docker version')).toMatch(
		/Client:\n Version: +20\.10\.24[\s\S]*Server:\n Engine:\n {2}Version: +20/,
	);
	expect(await must('m1', "docker version -f '{{.Server.Version}}'")).toBe('20.10.24+dfsg1\n');

	await must('m1', 'systemctl stop docker');
	const {stdout, stderr, exit} = await run('m1', 'docker version');

	expect(stdout).toContain('Client:');
	expect(stderr).toBe(
		'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n',
	);
	expect(exit).toBe(1);
});
