import {expect, test} from 'vitest';
import {certificateDate} from '../../../source/transport/lab/outside-certificates.ts';
import {bareHosts} from '../../helpers/lab-hosts.ts';

test('A certificate outside is renewed in time, and its end is written as openssl writes it', async () => {
	const {must} = bareHosts('m1');
	await must('m1', 'apt-get update; apt-get install -y curl');

	expect(await must('m1', 'curl -sv -o /dev/null https://registry.k8s.io/v2/ 2>&1')).toMatch(
		/^\*  expire date: \w{3} [ \d]\d 00:00:00 202\d GMT$/m,
	);
	expect(certificateDate(Date.UTC(2027, 0, 5, 1, 2, 3))).toBe('Jan  5 01:02:03 2027 GMT');
});

test('One that has ended is refused by curl and by apt, each in its own words', async () => {
	const {lab, must, run} = bareHosts('m1');
	await must('m1', 'apt-get update; apt-get install -y curl');
	lab.world.outside.certificateEnds = {'download.docker.com': lab.world.now - 1};

	expect(await run('m1', 'curl -fsS https://download.docker.com/linux/debian/gpg')).toMatchObject({
		exit: 60,
		stderr: expect.stringMatching(/^curl: \(60\) SSL certificate problem: certificate has expired\n/) as string,
	});
	expect((await run('m1', 'curl -kfsS https://download.docker.com/linux/debian/gpg')).exit).toBe(0);

	await must(
		'm1',
		'echo "deb https://download.docker.com/linux/debian bookworm stable" > /etc/apt/sources.list.d/docker.list',
	);
	expect((await run('m1', 'apt-get update')).stdout).toContain('The certificate chain uses expired certificate.');
});
