import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {firewallRules} from '../../steps/firewall-rules.ts';
import {portsOfNetwork} from '../../steps/network-ports.ts';
import {externalPlan, givenFor, labPlan, mirroredPlan} from '../helpers/plans.ts';

const rules = (host: string, plan = labPlan): readonly string[] =>
	firewallRules(givenFor(plan, host)).map(
		({protocol, ports, from, to, through}) =>
			`${through ? 'through ' : ''}${protocol} ${ports ?? 'all'} from ${from ?? 'anybody'}${to ? ` to ${to}` : ''}`,
	);

test('VRRP is let in from the other control planes, and only there', () => {
	expect(rules('m1').filter(rule => rule.startsWith('vrrp'))).toEqual([
		'vrrp all from 10.77.0.12',
		'vrrp all from 10.77.0.13',
	]);
	expect(rules('w1').join()).not.toContain('vrrp');
	expect(rules('m1', externalPlan).join()).not.toContain('vrrp');
});

test('etcd is for control planes alone', () => {
	expect(rules('m2').filter(rule => rule.includes('2379'))).toEqual([
		'tcp 2379:2380 from 10.77.0.11',
		'tcp 2379:2380 from 10.77.0.13',
	]);
	expect(rules('w2').join()).not.toContain('2379');
});

test('Everybody may reach the API server, the endpoint and the port that ssh uses', () => {
	const mine = rules('m1', {...labPlan, ssh: {...labPlan.ssh, port: 2222}});

	expect(mine).toContain('tcp 6443 from anybody');
	expect(mine).toContain('tcp 9443 from anybody');
	expect(mine).toContain('tcp 2222 from anybody');
	expect(mine).not.toContain('tcp 22 from anybody');
});

test("flannel's port is open only where flannel is", () => {
	expect(rules('w1').join()).toContain('udp 8472 from 10.77.0.11');
	expect(rules('w1', mirroredPlan).join()).not.toContain('8472');
});

test('Packets of pods come in and pass through', () => {
	expect(rules('w1').slice(-3)).toEqual([
		'all all from 10.244.0.0/16',
		'through all all from 10.244.0.0/16',
		'through all all from anybody to 10.244.0.0/16',
	]);
});

test('What people read about the ports has every one of them', () => {
	const page = readFileSync('docs/firewall.md', 'utf8');
	const ports = [
		...firewallRules(givenFor(labPlan, 'm1')),
		...['flannel', 'calico', 'cilium'].flatMap(kind => portsOfNetwork({kind})),
	].flatMap(({ports}) => ports?.replace(':', '-') ?? []);
	expect(ports.length).toBeGreaterThan(10);
	expect([...new Set(ports)].filter(port => !page.includes(`${port}/`))).toEqual([]);
});
