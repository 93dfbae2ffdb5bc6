import {beforeAll, describe, expect, test} from 'vitest';
import {readUrl} from '../../../../source/transport/lab/commands/curl.ts';
import {balancedHosts, cluster, type Hosts} from '../../../helpers/lab-hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
	hosts = await cluster();
});
const curl = (args: string) => hosts.run('m1', `curl ${args}`);

describe('what a URL answers', () => {
	test('the API server’s health, and its refusal of strangers', async () => {
		expect((await curl('-ks https://127.0.0.1:6443/healthz')).stdout).toBe('ok');
		expect((await curl("-ks -o /dev/null -w '%{http_code}' https://10.77.0.11:6443/api")).stdout).toBe('403');
	});

	test('the kubelet’s health', async () => {
		expect((await curl('-s http://localhost:10248/healthz')).stdout).toBe('ok');
		expect((await curl('-ks https://localhost:10250/pods')).stdout).toBe('Unauthorized');
	});

	test('pages from outside, into a file or through a redirection', async () => {
		await curl('-fsSL -o /tmp/key https://download.docker.com/linux/debian/gpg');
		expect(hosts.lab.filesOf('m1').read('/tmp/key')).toContain('BEGIN PGP PUBLIC KEY BLOCK');
		expect((await curl("-s -o /dev/null -w '%{http_code}' http://registry-1.docker.io/somewhere")).stdout).toMatch(
			/301|404/,
		);
		expect((await curl('-sI https://registry.k8s.io/v2/')).stdout).toMatch(
			/^HTTP\/1\.1 200 OK\r\nDate: \w{3}, \d\d \w{3} 2026/,
		);
	});
});

describe('troubles, with their numbers', () => {
	test.each([
		['a name nobody knows', 'https://nobody.example/', 6, 'curl: (6) Could not resolve host: nobody.example\n'],
		[
			'nobody listens',
			'https://10.77.0.11:7000/',
			7,
			"curl: (7) Failed to connect to 10.77.0.11 port 7000 after 0 ms: Couldn't connect to server\n",
		],
		[
			'nobody has the address',
			'https://10.77.0.99/',
			7,
			"curl: (7) Failed to connect to 10.77.0.99 port 443 after 3060 ms: Couldn't connect to server\n",
		],
		[
			'an error that is to fail',
			'-kf https://127.0.0.1:6443/api',
			22,
			'curl: (22) The requested URL returned error: 403\n',
		],
		[
			'TLS to a port that speaks none',
			'-k https://127.0.0.1:10248/',
			35,
			'curl: (35) OpenSSL/3.0.15: error:0A00010B:SSL routines::wrong version number\n',
		],
		['a port that speaks ssh', 'http://127.0.0.1:22/', 1, 'curl: (1) Received HTTP/0.9 when not allowed\n'],
	])('%s', async (_, args, exit, words) => {
		const done = await curl(`-sS ${args}`);
		expect([done.exit, done.stderr]).toEqual([exit, words]);
	});

	test('a certificate of the cluster’s own authority is not trusted, unless that authority is named', async () => {
		expect((await curl('-s https://127.0.0.1:6443/healthz')).exit).toBe(60);
		expect((await curl('-s --cacert /etc/kubernetes/pki/ca.crt https://127.0.0.1:6443/healthz')).stdout).toBe('ok');
		expect((await curl('-s --cacert /nowhere https://127.0.0.1:6443/healthz')).exit).toBe(77);
	});

	test('silence lasts as long as one has patience, in simulated time', async () => {
		await hosts.must('w1', 'iptables -A INPUT -p tcp --dport 7000 -j DROP');
		const began = hosts.lab.world.now;
		const done = await curl('-sS --connect-timeout 3 http://10.77.0.21:7000/');
		expect([done.exit, hosts.lab.world.now - began]).toEqual([28, 3000]);
	});

	test('a place outside that is switched off is silent too', async () => {
		hosts.lab.world.outside.registries['quay.io']!.reachable = false;
		expect((await curl('-s --max-time 5 https://quay.io/v2/')).exit).toBe(28);
	});

	test('a load balancer with nobody behind it closes the connection', async () => {
		const balanced = await balancedHosts();
		expect((await balanced.run('m2', 'curl -ks https://10.77.0.100:9443/')).exit).toBe(35);
		expect((await balanced.run('m2', 'curl -s http://10.77.0.100:9443/')).exit).toBe(52);
	});
});

test('tries again as often as it was told to', async () => {
	const began = hosts.lab.world.now;
	expect((await curl('-s --retry 3 --retry-connrefused --retry-delay 2 http://127.0.0.1:7000/')).exit).toBe(7);
	expect(hosts.lab.world.now - began).toBeGreaterThanOrEqual(6000);
});

test('etcd lets in who shows a certificate', async () => {
	const pki = '/etc/kubernetes/pki/etcd';
	expect((await curl('-ks https://127.0.0.1:2379/health')).exit).toBe(56);
	expect(
		(
			await curl(
				`-s --cacert ${pki}/ca.crt --cert ${pki}/server.crt --key ${pki}/server.key https://127.0.0.1:2379/health`,
			)
		).stdout,
	).toBe('{"health":"true","reason":""}');
});

test('a URL is read with its parts', () => {
	expect(readUrl('https://m1:6443/readyz?verbose')).toEqual({
		scheme: 'https',
		host: 'm1',
		port: 6443,
		path: '/readyz?verbose',
	});
	expect(readUrl('m1')).toEqual({scheme: 'http', host: 'm1', port: 80, path: '/'});
	expect(readUrl('http://m1?a=b')?.path).toBe('/?a=b');
});
