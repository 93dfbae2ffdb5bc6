import {describe, expect, test} from 'vitest';
import {reach} from '../../../source/transport/lab/reach.ts';
import {createLab} from '../../../source/transport/lab/lab.ts';
import {balancedHosts, bareHosts, cluster, type Hosts} from '../../helpers/lab-hosts.ts';

const ask = ({lab}: Hosts, from: string, address: string, port: number): string =>
	reach(lab.world, lab.filesOf, lab.world.machines[from]!, address, port).outcome;

describe('on the wire', () => {
	test('somebody listens, nobody listens, nobody is there', () => {
		const hosts = bareHosts('m1', 'm2');
		expect(ask(hosts, 'm1', '10.77.0.12', 22)).toBe('open');
		expect(ask(hosts, 'm1', '127.0.0.1', 6443)).toBe('refused');
		expect(ask(hosts, 'm1', '10.77.0.99', 22)).toBe('unreachable');
	});

	test('a firewall that drops is silence, a machine without power is no route', async () => {
		const hosts = bareHosts('m1', 'm2');
		await hosts.must('m2', 'systemctl disable --now nftables; nft flush ruleset');
		hosts.lab.world.machines['m2']!.strangers[9000] = 'server';
		expect(ask(hosts, 'm1', '10.77.0.12', 9000)).toBe('open');
		await hosts.must(
			'm2',
			'apt-get update && apt-get install -y iptables && iptables -A INPUT -p tcp --dport 9000 -j DROP',
		);
		expect(ask(hosts, 'm1', '10.77.0.12', 9000)).toBe('timeout');
		hosts.lab.powerOff('m2');
		expect(ask(hosts, 'm1', '10.77.0.12', 9000)).toBe('unreachable');
	});

	test('a host whose cable is out reaches only itself', () => {
		const hosts = bareHosts('m1', 'm2');
		hosts.lab.cut('m1');
		expect(ask(hosts, 'm1', '10.77.0.12', 22)).toBe('unreachable');
		expect(ask(hosts, 'm1', '140.82.121.4', 443)).toBe('unreachable');
		expect(ask(hosts, 'm1', '10.77.0.11', 22)).toBe('open');
	});

	test('what is not on the wire is outside', () => {
		expect(ask(bareHosts('m1'), 'm1', '140.82.121.4', 443)).toBe('outside');
	});
});

describe('through load balancers', () => {
	test('haproxy without a backend takes the connection and closes it', async () => {
		const hosts = await balancedHosts();
		expect(ask(hosts, 'm3', '10.77.0.100', 9443)).toBe('closed');
		expect(ask(hosts, 'm3', '10.77.0.100', 9444)).toBe('refused');
	});

	test('the address is nowhere while nobody holds it', async () => {
		const hosts = await balancedHosts();
		await hosts.must('m1', 'systemctl stop keepalived');
		expect(ask(hosts, 'm3', '10.77.0.100', 9443)).toBe('unreachable');
	});

	test('an external load balancer passes on to whoever listens, and closes when nobody does', async () => {
		const address = '10.77.0.200';
		const lab = createLab({
			hosts: [{name: 'm1', address: '10.77.0.11', role: 'control-plane'}],
			loadBalancer: {address, port: 6443, backends: ['10.77.0.11']},
		});
		const from = lab.world.machines['m1']!;
		expect(reach(lab.world, lab.filesOf, from, address, 6443).outcome).toBe('closed');
		expect(reach(lab.world, lab.filesOf, from, address, 80).outcome).toBe('refused');
		from.strangers[6443] = 'server';
		expect(reach(lab.world, lab.filesOf, from, address, 6443)).toMatchObject({
			outcome: 'open',
			listener: {program: 'server'},
		});
	});
});

describe('inside the cluster', () => {
	test('a Service leads to a ready pod, and nowhere without kube-proxy', async () => {
		const hosts = await cluster();
		expect(ask(hosts, 'm1', '10.96.0.10', 9153)).toBe('pod');
		expect(ask(hosts, 'm1', '10.96.0.1', 443)).toBe('open');
		await hosts.must('m1', 'kubectl -n kube-system delete daemonset kube-proxy');
		expect(ask(hosts, 'm1', '10.96.0.10', 9153)).not.toBe('pod');
	});

	test('a pod of another node is reached through flannel, until its port is blocked there', async () => {
		const hosts = await cluster();
		const pod = await hosts.must(
			'm1',
			'kubectl -n kube-system get pods -l k8s-app=kube-dns -o jsonpath=\'{.items[?(@.spec.nodeName=="w1")].status.podIP}\'',
		);
		expect(ask(hosts, 'm1', pod, 8080)).toBe('pod');
		expect(ask(hosts, 'm1', pod, 81)).toBe('refused');
		await hosts.must('w1', 'iptables -A INPUT -p udp --dport 8472 -j DROP');
		expect(ask(hosts, 'm1', pod, 8080)).toBe('timeout');
		expect(ask(hosts, 'w1', pod, 8080)).toBe('pod');
	});
});
