// The rules as the kernel takes them: packets between real network namespaces, kept out and let in by nft and iptables.
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {sh} from '../../source/engine/script.ts';
import type {FirewallRule} from '../../steps/firewall-rules.ts';
import {type Firewall, firewalls} from '../../steps/firewalls.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';
import {has} from '../hosts/workplace.ts';
import {hasNamespaces, type NamespaceHost, startHosts, stopHosts, whereNamespaces} from '../hosts/namespaces.ts';

const closed = {
	nftables: `nft -f - <<'EOF'
table inet filter {
	chain input {
		type filter hook input priority filter; policy drop;
		ct state established,related accept
		iif "lo" accept
		tcp dport 8080 accept
	}
}
EOF`,
	iptables:
		'iptables -P INPUT DROP && iptables -A INPUT -i lo -j ACCEPT && iptables -A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT && iptables -A INPUT -p tcp --dport 8080 -j ACCEPT',
};

const open = {nftables: 'nft flush ruleset', iptables: 'iptables -P INPUT ACCEPT; iptables -F INPUT'};

describe.skipIf(!hasNamespaces || !has('iptables'))(`the rules of a firewall, for real ${whereNamespaces}`, () => {
	let [m1, m2]: readonly NamespaceHost[] = [];
	let rules: readonly FirewallRule[] = [];
	beforeAll(async () => {
		[m1, m2] = await startHosts(2, {names: ['m1', 'm2']});
		const from = m2!.host.address;
		rules = [
			{id: 'apiserver', protocol: 'tcp', ports: '6443'},
			{id: 'etcd', protocol: 'tcp', ports: '2379:2380', from},
			{id: 'other', protocol: 'tcp', ports: '10250', from: '10.9.9.9'},
			{id: 'vrrp', protocol: 'vrrp', from},
			{id: 'pods', protocol: 'all', from: '10.244.0.0/16'},
			{id: 'pods-in', protocol: 'all', through: true, to: '10.244.0.0/16'},
		];
	});
	afterAll(stopHosts);

	/** Refused is in: nobody listens. Dropped is silence. */
	const comesIn = async (port: number): Promise<boolean> =>
		(await m2!.exec(`timeout 1 bash -c '</dev/tcp/${m1!.host.address}/${port}'`)).exit !== 124;

	const say = (firewall: Firewall, functions: string, verb: string): Promise<{readonly exit: number}> =>
		m1!.exec(
			['set -euo pipefail', firewall.look(givenFor(labPlan, 'm1')).bash, functions]
				.concat(rules.map(rule => sh`${{bash: verb}} ${firewall.words(rule)}`))
				.join('\n'),
		);

	it.each(['nftables', 'iptables'] as const)('%s lets in whom a rule names, and forgets only that', async name => {
		const firewall = firewalls.find(other => other.name === name)!;
		const show = async () =>
			(await m1!.exec(name === 'nftables' ? 'nft list ruleset' : 'iptables -S')).stdout.replaceAll(
				/\d+ bytes/g,
				'',
			);
		await m1!.exec(closed[name]);
		const before = await show();
		expect([await comesIn(6443), await comesIn(8080)]).toEqual([false, true]);
		expect(await say(firewall, firewall.present.bash, 'present')).toMatchObject({exit: 1});

		for (const _ of ['once', 'and again'])
			expect(await say(firewall, firewall.allow.bash, 'allow')).toMatchObject({exit: 0});
		expect(await say(firewall, firewall.present.bash, 'present')).toMatchObject({exit: 0});
		expect([await comesIn(6443), await comesIn(2379), await comesIn(10_250), await comesIn(8080)]).toEqual([
			true,
			true,
			false,
			true,
		]);
		const now = await show();
		expect(now.match(/kubewalk-apiserver/g)).toHaveLength(1);
		expect(now).toMatch(/ip protocol (?:112|vrrp) accept comment "kubewalk-vrrp"|-p (?:112|vrrp) .*kubewalk-vrrp/);

		expect(await m1!.exec(`set -euo pipefail\n${firewall.forget.bash}`)).toMatchObject({exit: 0});
		expect(await show()).toBe(before);
		expect([await comesIn(6443), await comesIn(8080)]).toEqual([false, true]);
		await m1!.exec(open[name]);
	});
});
