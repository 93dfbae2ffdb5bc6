import {expect, test} from 'vitest';
import {hostRoutes} from '../../steps/host-routes.ts';
import {bareHosts} from '../helpers/lab-hosts.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';

const ask = async (id: string, before = 'true') => {
	const hosts = bareHosts('m1');
	await hosts.must('m1', before);
	const script = hostRoutes.find(task => task.id === id)!.check.ask(givenFor(labPlan, 'm1'));
	const {exit, stdout, stderr} = await hosts.run('m1', script);
	return {exit, output: stdout + stderr};
};

test.each(hostRoutes.map(({id}) => id))('%s: a bare host of the lab is as it should be', async id => {
	expect(await ask(id)).toMatchObject({exit: 0});
});

test.each([
	['ip route add 10.244.7.0/24 via 10.77.0.1', 'a route to 10.244.7.0/24 over eth0, which meets 10.244.0.0/16'],
	['ip route add 10.96.0.10 via 10.77.0.1', 'a route to 10.96.0.10 over eth0, which meets 10.96.0.0/12'],
	['ip route add 10.0.0.0/8 via 10.77.0.1', 'which meets 10.96.0.0/12'],
])('After %s it says which range is met', async (before, words) => {
	const {exit, output} = await ask('subnets-free', before);
	expect(output).toContain(words);
	expect(exit).toBe(1);
});

test('A route to another host’s pods, as networks without an overlay make it, is the cluster’s own', async () => {
	expect(await ask('subnets-free', 'ip route add 10.244.1.0/24 via 10.77.0.12')).toMatchObject({exit: 0});
});

test('A route beside the ranges is nobody’s business', async () => {
	expect(await ask('subnets-free', 'ip route add 10.245.0.0/16 via 10.77.0.1')).toMatchObject({exit: 0});
});

test('localhost that is not in /etc/hosts is missed', async () => {
	const {exit, output} = await ask('localhost', 'echo 10.77.0.9 localhost >/etc/hosts');
	expect(exit).toBe(1);
	expect(output).toContain('add the line 127.0.0.1 localhost');
});

const proxy = 'https_proxy=http://proxy.example:3128';

test.each([
	[`echo ${proxy} >/etc/environment`, 1, 'no_proxy does not name: 10.77.0.100 10.77.0.11 10.77.0.12 10.77.0.13'],
	[`printf '%s\\n' '${proxy}' 'no_proxy=10.77.0.100,10.77.0.11,10.77.0.12' >/etc/environment`, 1, 'name: 10.77.0.13'],
	[`printf '%s\\n' '${proxy}' 'NO_PROXY=localhost,10.77.0.0/16' >/etc/environment`, 0, 'lets the cluster alone'],
	[
		`mkdir -p /etc/systemd/system/containerd.service.d; printf '%s\\n' '[Service]' 'Environment="HTTPS_PROXY=http://proxy:1"' >/etc/systemd/system/containerd.service.d/proxy.conf`,
		1,
		'where HTTPS_PROXY is set',
	],
])('After %s the answer is %i', async (before, exit, words) => {
	const answer = await ask('proxy-exceptions', before);
	expect(answer.output).toContain(words);
	expect(answer.exit).toBe(exit);
});
