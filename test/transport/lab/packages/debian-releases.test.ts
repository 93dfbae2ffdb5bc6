import {expect, test} from 'vitest';
import {versionIn} from '../../../../source/transport/lab/packages/debian-releases.ts';
import {labShell} from '../../../helpers/lab-shell.ts';

test('A package that is not listed has Debian 12’s version without its mark', () => {
	expect(versionIn('noble', 'haproxy', '2.6.12-1+deb12u1')).toBe('2.8.5-1ubuntu3.4');
	expect(versionIn('noble', 'jq', '1.6-2.1+deb12u1')).toBe('1.6-2.1');
});

test.each([
	['debian-13', '3.0.11-1+deb13u1'],
	['ubuntu-22.04', '2.4.29-0ubuntu0.22.04.1'],
	['ubuntu-24.04', '2.8.5-1ubuntu3.4'],
] as const)(
	'%s installs its own release’s haproxy, and Docker’s source is the one for it',
	async (machine, version) => {
		const {run, say} = labShell(['m1'], {hosts: [{name: 'm1', address: '10.77.0.11', role: 'x', machine}]});
		await run('apt-get update && apt-get install -y --no-install-recommends haproxy ca-certificates curl');
		expect(await say("dpkg-query -W -f '${Version}' haproxy")).toBe(version);
		await run(`. /etc/os-release
curl -fsSL -o /etc/apt/keyrings/docker.asc https://download.docker.com/linux/$ID/gpg
echo "deb [signed-by=/etc/apt/keyrings/docker.asc] https://download.docker.com/linux/$ID $VERSION_CODENAME stable" > /etc/apt/sources.list.d/docker.list
apt-get update`);
		expect(await say('. /etc/os-release; apt-cache madison containerd.io | grep -c "~$VERSION_CODENAME"')).toMatch(
			/^\d\d/,
		);
	},
);
