import {beforeEach, expect, test} from 'vitest';
import {balancedHosts, cluster, haproxyConfig, type Hosts, write} from '../../../helpers/lab-hosts.ts';

let hosts: Hosts;
beforeEach(async () => {
	hosts = await balancedHosts();
});

test('servers nobody runs are found to be down, one after the other', async () => {
	const journal = await hosts.must('m1', 'journalctl -u haproxy --no-pager -o cat');
	expect(journal).toContain(
		'Server apiservers/m1 is DOWN, reason: Layer4 connection problem, info: "Connection refused", check duration: 0ms. 2 active and 0 backup servers left.',
	);
	expect(journal).toContain("backend 'apiservers' has no server available!");
});

test('a machine that is off is a timeout or no route, not a refusal', async () => {
	hosts.lab.powerOff('m3');
	await hosts.must('m1', 'systemctl restart haproxy; sleep 6');
	expect(await hosts.must('m1', 'journalctl -u haproxy --no-pager -o cat -n 5')).toContain(
		'Server apiservers/m3 is DOWN, reason: Layer4 connection problem, info: "No route to host"',
	);
});

test('an API server that becomes ready comes up after as many good checks as asked for', async () => {
	const real = await cluster();
	await real.must('m1', 'apt-get install -y haproxy');
	const config = haproxyConfig().replaceAll(/ {4}server m[23].*\n/g, '');
	await real.must('m1', `${write('/etc/haproxy/haproxy.cfg', config)}systemctl restart haproxy; sleep 3`);
	expect(await real.must('m1', 'curl -ks https://127.0.0.1:9443/readyz')).toBe('ok');
	await real.must('m1', 'mv /etc/kubernetes/manifests/kube-apiserver.yaml /root/; sleep 30');
	expect((await real.run('m1', 'curl -ks https://127.0.0.1:9443/readyz')).exit).toBe(35);
	await real.must('m1', 'mv /root/kube-apiserver.yaml /etc/kubernetes/manifests/; sleep 60');
	expect(await real.must('m1', 'curl -ks https://127.0.0.1:9443/readyz')).toBe('ok');
	const journal = await real.must('m1', 'journalctl -u haproxy --no-pager -o cat');
	expect(journal).toContain('Server apiservers/m1 is UP, reason: Layer7 check passed, code: 200');
});

test('a check that speaks plain HTTP to an API server sees its 400', async () => {
	const real = await cluster();
	await real.must('m1', 'apt-get install -y haproxy');
	await real.must(
		'm1',
		`${write('/etc/haproxy/haproxy.cfg', haproxyConfig('check'))}systemctl restart haproxy; sleep 6`,
	);
	expect(await real.must('m1', 'journalctl -u haproxy --no-pager -o cat')).toContain(
		'Server apiservers/m1 is DOWN, reason: Layer7 wrong status, code: 400, info: "Bad Request"',
	);
});
