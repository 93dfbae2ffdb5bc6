import {expect, test} from 'vitest';
import {sh} from '../../source/engine/script.ts';
import {type Firewall, firewalls} from '../../steps/firewalls.ts';
import type {FirewallRule} from '../../steps/firewall-rules.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';
import {runHere} from '../helpers/scripts.ts';

const named = (name: Firewall['name']): Firewall => firewalls.find(firewall => firewall.name === name)!;

const m1 = givenFor(labPlan, 'm1');

const etcd: FirewallRule = {id: 'etcd-10.0.0.2', protocol: 'tcp', ports: '2379:2380', from: '10.0.0.2'};
const vrrp: FirewallRule = {id: 'vrrp-10.0.0.2', protocol: 'vrrp', from: '10.0.0.2'};
const podsIn: FirewallRule = {id: 'pods-in', protocol: 'all', through: true, to: '10.244.0.0/16'};

const none = 'ip() { :; }\nufw() { return 127; }\niptables() { return 1; }\nnft() { :; }\n';
const spoken = (firewall: Firewall, rule: FirewallRule, more: string): string =>
	runHere(`${none}${more}\n${firewall.look(m1).bash}\n${firewall.allow.bash}\n${sh`allow ${firewall.words(rule)}`}`)
		.output;

test('ufw says a rule in its own words, forwarding ones as routes', () => {
	const say = 'ufw() { echo "ufw $*"; }';

	expect(spoken(named('ufw'), etcd, say)).toBe(
		'ufw allow from 10.0.0.2 to any port 2379:2380 proto tcp comment kubewalk-etcd-10.0.0.2\n',
	);
	expect(spoken(named('ufw'), podsIn, say)).toBe(
		'ufw route allow from any to 10.244.0.0/16 comment kubewalk-pods-in\n',
	);
});

test('A ufw that does not know VRRP lets the peer in altogether', () => {
	const old = `ufw() { case "$*" in *vrrp*' comment '*) case "$*" in *'proto vrrp'*) echo 'Unsupported protocol'; return 1 ;; esac ;; esac; echo "ufw $*"; }`;

	expect(spoken(named('ufw'), vrrp, old)).toBe(
		'Unsupported protocol\nufw allow from 10.0.0.2 to any comment kubewalk-vrrp-10.0.0.2\n',
	);
});

test('iptables adds a rule on top, and only once', () => {
	const say = 'iptables() { [ "$1" = -C ] && return "$there"; echo "iptables $*"; }';

	expect(spoken(named('iptables'), vrrp, `there=1; ${say}`)).toBe(
		'iptables -I INPUT -s 10.0.0.2 -p 112 -m comment --comment kubewalk-vrrp-10.0.0.2 -j ACCEPT\n',
	);
	expect(spoken(named('iptables'), vrrp, `there=0; ${say}`)).toBe('');
});

const closedRuleset = `table inet filter {
	chain input {
		type filter hook input priority filter; policy drop;
	}
	chain forward {
		type filter hook forward priority filter; policy accept;
	}
}
table ip filter {
	chain INPUT {
		type filter hook input priority filter; policy drop;
	}
}`;

test('nft puts a rule into the chain that keeps packets out, not into those of iptables', () => {
	const say = `nft() { if [ "$1" = list ]; then echo '${closedRuleset}'; else echo "nft $*"; fi; }`;

	expect(spoken(named('nftables'), etcd, say)).toBe(
		'nft insert rule inet filter input ip saddr 10.0.0.2 tcp dport 2379-2380 accept comment "kubewalk-etcd-10.0.0.2"\n',
	);
	expect(spoken(named('nftables'), podsIn, say)).toBe('');
});

const inForce = (more: string): readonly string[] =>
	firewalls
		.filter(({look, inForce}) => runHere(`${none}${more}\n${look(m1).bash}\n${inForce.bash}\nin_force`).exit === 0)
		.map(({name}) => name);

test('On a fresh Debian no firewall is in force', () => {
	expect(inForce('')).toEqual([]);
	expect(inForce(`iptables() { echo '-P INPUT ACCEPT'; echo '-A INPUT -j KUBE-FIREWALL'; }`)).toEqual([]);
});

test('The firewall that keeps packets out is found, and ufw stands for the rules it made in iptables', () => {
	expect(inForce(`iptables() { echo '-P INPUT DROP'; }`)).toEqual(['iptables']);
	expect(inForce(`iptables() { echo '-P INPUT ACCEPT'; echo '-A INPUT -j REJECT --reject-with icmp'; }`)).toEqual([
		'iptables',
	]);
	expect(inForce(`nft() { echo '${closedRuleset}'; }`)).toEqual(['nftables']);
	expect(inForce(`ufw() { echo 'Status: active'; }\niptables() { echo '-P INPUT DROP'; }`)).toEqual(['ufw']);
	expect(inForce(`ufw() { echo 'Status: inactive'; }`)).toEqual([]);
	const runs = 'firewall-cmd() { :; }';
	expect(inForce(`${runs}\nnft() { echo '${closedRuleset}'; }\niptables() { echo '-P INPUT DROP'; }`)).toEqual([
		'firewalld',
	]);
});

const forget = (name: Firewall['name'], more: string): string => {
	const {exit, output} = runHere(`set -euo pipefail\n${none}${more}\n${named(name).forget.bash}`);
	return exit === 0 ? output : `exit ${exit}: ${output}`;
};

test('What was added is taken back by its mark, whoever asked for it, and nothing else', () => {
	const ruleset = `table inet filter { # handle 1\n\tchain input { # handle 2\n\t\ttcp dport 22 accept comment "kubewalk-ssh" # handle 7\n\t\ttcp dport 80 accept comment "web" # handle 8\n\t}\n}`;
	expect(forget('nftables', `nft() { if [ "$2" = list ]; then echo '${ruleset}'; else echo "nft $*"; fi; }`)).toBe(
		'nft delete rule inet filter input handle 7\n',
	);
	const said = `iptables -P INPUT DROP\n-A INPUT -p tcp -m tcp --dport 80 -m comment --comment web -j ACCEPT\n-A INPUT -s 10.0.0.2/32 -p vrrp -m comment --comment kubewalk-vrrp-10.0.0.2 -j ACCEPT`;
	expect(forget('iptables', `iptables() { echo '${said}'; }\nxargs() { echo "$* $(cat)"; }`)).toBe(
		'iptables -D INPUT -s 10.0.0.2/32 -p vrrp -m comment --comment kubewalk-vrrp-10.0.0.2 -j ACCEPT\n',
	);
	const added = String.raw`Added user rules (see '\''ufw status'\'' for running firewall):
ufw allow 80/tcp comment '\''web'\''
ufw allow from 10.0.0.2 to any port 10250 proto tcp comment '\''kubewalk-kubelet-10.0.0.2'\''
ufw route allow from any to 10.244.0.0/16 comment '\''kubewalk-pods-in'\''`;
	expect(forget('ufw', `ufw() { echo '${added}'; }\nxargs() { echo "$* $(cat)"; }`)).toBe(
		'ufw delete allow from 10.0.0.2 to any port 10250 proto tcp\nufw route delete allow from any to 10.244.0.0/16\n',
	);
	for (const {name} of firewalls) expect([name, forget(name, '')]).toEqual([name, '']);
});
