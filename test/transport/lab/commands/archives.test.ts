import {expect, test} from 'vitest';
import {bareHosts} from '../../../helpers/lab-hosts.ts';

test('An archive of the lab has the checksum of the real one, and what is in it comes out', async () => {
	const {run, must} = bareHosts('m1');
	await must('m1', 'apt-get update && apt-get install -y curl');
	await must(
		'm1',
		'curl -fsSL -o c.tgz https://github.com/Mirantis/cri-dockerd/releases/download/v0.3.24/cri-dockerd-0.3.24.amd64.tgz',
	);

	expect(await must('m1', 'sha256sum c.tgz')).toMatch(
		/^dd4b7f514c248a3aaca398f467430a4c58aae9a77ea8b96a2f5b5d6fba0948d1 {2}c\.tgz\n$/,
	);
	expect(await must('m1', 'mkdir d && tar -xzf c.tgz -C d && d/cri-dockerd/cri-dockerd --version')).toContain(
		'0.3.24',
	);
	expect((await run('m1', 'tar -xzf c.tgz -C nowhere')).exit).toBe(2);
});

test('Other files are summed as they are', async () => {
	const {must} = bareHosts('m1');
	expect(await must('m1', 'printf x > x; sha256sum x')).toMatch(
		/^2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881 /,
	);
});
