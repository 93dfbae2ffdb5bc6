import {expect, test} from 'vitest';
import {bareHosts} from '../../../helpers/lab-hosts.ts';

test('Without its daemon the client says so, and does what it can alone', async () => {
	const {run, must} = bareHosts('m1');
	expect((await run('m1', 'docker ps')).exit).toBe(127);
	await must('m1', 'apt-get update && apt-get install -y docker.io && systemctl stop docker');
	const words = 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?';

	expect(await run('m1', 'docker ps')).toMatchObject({exit: 1, stderr: `${words}\n`});
	expect((await run('m1', 'docker info')).stdout).toContain(`Server:\nERROR: ${words}\n`);
	expect(await must('m1', 'docker --version')).toBe('Docker version 20.10.24+dfsg1, build 297e128\n');
	expect(await must('m1', 'dockerd --version')).toContain('Docker version 20.10.24+dfsg1');
});

test('Verbs have a long form too, and unknown ones are an error', async () => {
	const {run, must} = bareHosts('m1');
	await must('m1', 'apt-get update && apt-get install -y docker.io');

	expect(await must('m1', 'docker container ls -a')).toMatch(/^CONTAINER ID/);
	expect(await must('m1', 'docker image pull -q registry.k8s.io/pause:3.2 && docker image ls -q')).toMatch(
		/\n\w{12}\n$/,
	);
	expect(await run('m1', 'docker inspect nothing')).toMatchObject({
		exit: 1,
		stdout: '[]\n',
		stderr: 'Error: No such object: nothing\n',
	});
	expect((await run('m1', 'docker nonsense')).stderr).toContain("docker: 'nonsense' is not a docker command.");
	expect((await run('m1', 'docker run nginx')).stderr).toContain('this lab runs no containers but those of pods');
});
