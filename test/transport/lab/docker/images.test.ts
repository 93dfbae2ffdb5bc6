import {expect, test} from 'vitest';
import {bareHosts} from '../../../helpers/lab-hosts.ts';

const withDocker = async () => {
	const hosts = bareHosts('m1');
	await hosts.must('m1', 'apt-get update && apt-get install -y docker.io');
	return hosts;
};

test("Docker's own registry is not named, others are", async () => {
	const {must} = await withDocker();
	expect(await must('m1', 'docker pull nginx')).toMatch(
		/^Using default tag: latest\nlatest: Pulling from library\/nginx\n[\s\S]*Status: Downloaded newer image for nginx:latest\ndocker\.io\/library\/nginx:latest\n$/,
	);
	await must('m1', 'docker pull registry.k8s.io/pause:3.2');

	expect(await must('m1', "docker images --format '{{.Repository}}:{{.Tag}}'")).toBe(
		'nginx:latest\nregistry.k8s.io/pause:3.2\n',
	);
	expect(await must('m1', 'docker images')).toMatch(
		/^REPOSITORY +TAG +IMAGE ID +CREATED +SIZE\nnginx +latest +\w{12} /,
	);
	expect(await must('m1', 'docker pull nginx')).toContain('Status: Image is up to date for nginx:latest');
});

test('What cannot be pulled is told in the words of the daemon', async () => {
	const {lab, run, must} = await withDocker();
	const pull = async (name: string): Promise<string> => (await run('m1', `docker pull ${name}`)).stderr;

	expect(await pull('registry.k8s.io/pause:99')).toBe(
		'Error response from daemon: manifest for registry.k8s.io/pause:99 not found: manifest unknown: manifest unknown\n',
	);
	expect(await pull('nobody/nothing:1')).toContain(
		'Error response from daemon: pull access denied for nobody/nothing',
	);
	expect(await pull('nohost.example/x:1')).toContain(
		'Get "https://nohost.example/v2/": dial tcp: lookup nohost.example',
	);

	lab.world.outside.registries['docker.io'] = {reachable: false, insecure: false};
	expect(await pull('nginx')).toContain('Client.Timeout exceeded while awaiting headers');

	lab.world.outside.registries['hub.example'] = {reachable: true, insecure: false};
	lab.world.outside.names['hub.example'] = '203.0.113.9';
	await must(
		'm1',
		`echo '{"registry-mirrors": ["https://hub.example"]}' > /etc/docker/daemon.json; systemctl restart docker`,
	);
	expect(await must('m1', 'docker pull nginx')).toContain('Downloaded newer image');
});

test('A registry whose certificate nobody signed is only asked when the daemon was told so', async () => {
	const {lab, run, must} = await withDocker();
	lab.world.outside.registries['registry.example'] = {reachable: true, insecure: true};
	lab.world.outside.names['registry.example'] = '203.0.113.9';

	expect((await run('m1', 'docker pull registry.example/pause:3.2')).stderr).toContain('x509');
	await must(
		'm1',
		`echo '{"insecure-registries": ["registry.example"]}' > /etc/docker/daemon.json; systemctl restart docker`,
	);
	expect(await must('m1', 'docker pull registry.example/pause:3.2')).toContain('Downloaded newer image');
});

test('An image goes, and one that is not there is named', async () => {
	const {run, must} = await withDocker();
	await must('m1', 'docker pull registry.k8s.io/pause:3.2');

	expect(await must('m1', 'docker rmi registry.k8s.io/pause:3.2')).toBe('Untagged: registry.k8s.io/pause:3.2\n');
	expect((await run('m1', 'docker rmi registry.k8s.io/pause:3.2')).stderr).toBe(
		'Error: No such image: registry.k8s.io/pause:3.2\n',
	);
});
