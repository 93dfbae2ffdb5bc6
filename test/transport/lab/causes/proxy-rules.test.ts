import {expect, test} from 'vitest';
import {connected} from '../../../helpers/machines.ts';
import {setProxyMode} from '../../../helpers/proxy-modes.ts';

test('In each mode the Services are where an operator looks for them, and the other mode’s rules go', async () => {
	const machines = await connected(1, 1);
	const {run, machine} = machines;
	setProxyMode(machines, 'ipvs');
	await run('w1', 'apt-get update; apt-get install -y ipvsadm ipset');
	const [address] = /10\.244\.\d+\.\d+:53/.exec((await run('w1', 'ipvsadm -Ln')).stdout) ?? [];

	expect(address).toBeDefined();
	expect((await run('w1', 'ipvsadm -Ln')).stdout).toContain('UDP  10.96.0.10:53 rr\n');
	expect((await run('w1', 'ip -o link show kube-ipvs0')).stdout).toContain('kube-ipvs0');
	expect((await run('w1', 'ipset list -n')).stdout).toContain('KUBE-CLUSTER-IP');

	setProxyMode(machines, 'nftables');

	expect((await run('w1', 'nft list table ip kube-proxy')).stdout).toContain('10.96.0.10 . udp . 53 : goto service-');
	expect((await run('w1', 'ip -o link show kube-ipvs0')).exit).toBe(1);
	expect(machine('w1').ipvs).toBeUndefined();
});
