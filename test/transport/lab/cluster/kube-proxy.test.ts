import {expect, test} from 'vitest';
import {cluster, connected, oldest} from '../../../helpers/machines.ts';
import {proxyLog, setProxyMode} from '../../../helpers/proxy-modes.ts';

const ask = 'curl -s http://127.0.0.1:10249/proxyMode';

test('kube-proxy loads the modules that the kernel has, and says the mode at its metrics’ address', async () => {
	const machines = await connected(1, 1);
	expect((await machines.run('w1', ask)).stdout).toBe('iptables');

	setProxyMode(machines, 'ipvs');

	expect((await machines.run('w1', ask)).stdout).toBe('ipvs');
	expect(machines.machine('w1').modules).toEqual(
		expect.arrayContaining(['ip_vs', 'ip_vs_rr', 'ip_vs_wrr', 'ip_vs_sh']),
	);
	expect(proxyLog(machines, 'w1')).toContain('The ipvs proxier is now deprecated');
});

test('Without IPVS in the kernel a new kube-proxy ends, again and again', async () => {
	const machines = await connected(1, 1);
	machines.machine('w1').lacksModules = ['ip_vs'];

	setProxyMode(machines, 'ipvs', 60);

	expect(proxyLog(machines, 'w1')).toContain('err="can\'t use the IPVS proxier: no such file or directory"');
	expect(
		(await machines.run('m1', 'kubectl --kubeconfig /etc/kubernetes/admin.conf -n kube-system get pods -o wide'))
			.stdout,
	).toMatch(/kube-proxy-\w+ +0\/1 +(?:CrashLoopBackOff|Error) .* w1 /);
});

test('An old kube-proxy falls back to iptables and names the modules', async () => {
	const machines = await cluster(1, 0, oldest);
	machines.machine('m1').lacksModules = ['ip_vs_sh'];

	setProxyMode(machines, 'ipvs');

	expect(proxyLog(machines, 'm1')).toContain(
		"Can't use the IPVS proxier: IPVS proxier will not be used because the following required kernel modules are not loaded: [ip_vs_sh]",
	);
	expect((await machines.run('m1', ask)).stdout).toBe('iptables');
});

test('nftables needs kernel 5.13', async () => {
	const machines = await connected(1, 1);
	machines.machine('w1').kernel = '5.10.0-28-amd64';

	setProxyMode(machines, 'nftables');

	expect(proxyLog(machines, 'w1')).toContain('requires kernel 5.13 or later');
});
