import {expect, test} from 'vitest';
import {balancedHosts, holders} from '../../../helpers/lab-hosts.ts';

test('A service that was killed is started again, unless it is stopped', async () => {
	const {must, run} = await balancedHosts();

	await must('m1', 'systemctl kill --signal=KILL haproxy; sleep 2; systemctl is-active haproxy');
	await must('m1', 'systemctl kill --signal=KILL haproxy; systemctl stop haproxy; sleep 2');
	expect((await run('m1', 'systemctl is-active haproxy')).exit).toBe(3);
});

test('A keepalived that stands still is missed by the others, and takes its address back when it goes on', async () => {
	const hosts = await balancedHosts();
	const {must} = hosts;

	await must('m1', 'systemctl kill --signal=STOP keepalived; ip address del 10.77.0.100/24 dev eth0; sleep 6');
	expect(holders(hosts)).toEqual(['m2']);
	await must('m1', 'systemctl kill --signal=CONT keepalived; sleep 3');
	expect(holders(hosts)).toEqual(['m1']);
});

test('What is not there cannot be killed', async () => {
	const {run} = await balancedHosts();

	expect(await run('m1', 'systemctl kill nope')).toMatchObject({
		exit: 1,
		stderr: 'Failed to kill unit nope.service: Unit nope.service not loaded.\n',
	});
});
