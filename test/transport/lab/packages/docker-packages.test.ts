import {expect, test} from 'vitest';
import {dockerPackages, dockerReleases} from '../../../../source/transport/lab/packages/docker-packages.ts';
import {bareHosts} from '../../../helpers/lab-hosts.ts';

test('The client is published in the versions of the engine, and the engine needs it', () => {
	expect(dockerReleases['docker-ce-cli']).toEqual(dockerReleases['docker-ce']);
	expect(dockerPackages['docker-ce']?.depends).toContain('docker-ce-cli');
});

test("Docker's packages push the distribution's aside, and run from their own place", async () => {
	const {must} = bareHosts('m1');
	await must(
		'm1',
		`apt-get update && apt-get install -y docker.io curl
		curl -fsSL https://download.docker.com/linux/debian/gpg -o /etc/apt/d.asc
		echo 'deb [signed-by=/etc/apt/d.asc] https://download.docker.com/linux/debian bookworm stable' > /etc/apt/sources.list.d/d.list
		apt-get update && apt-get install -y docker-ce=5:28.5.2-1~debian.12~bookworm docker-ce-cli=5:28.5.2-1~debian.12~bookworm containerd.io`,
	);

	expect(await must('m1', "docker version -f '{{.Server.Version}}'; command -v dockerd")).toBe(
		'28.5.2\n/usr/bin/dockerd\n',
	);
	expect(await must('m1', 'dpkg -s docker.io | grep Status')).toContain('deinstall');
});
