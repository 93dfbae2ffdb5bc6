import {expect, test} from 'vitest';
import {sh} from '../../source/engine/script.ts';
import {firewalld} from '../../steps/firewalld.ts';
import type {FirewallRule} from '../../steps/firewall-rules.ts';
import {hostBefore} from '../../steps/paths.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';
import {runHere} from '../helpers/scripts.ts';

const m1 = givenFor(labPlan, 'm1');
const ssh: FirewallRule = {id: 'ssh', protocol: 'tcp', ports: '22'};
const etcd: FirewallRule = {id: 'etcd-10.0.0.2', protocol: 'tcp', ports: '2379:2380', from: '10.0.0.2'};
const vrrp: FirewallRule = {id: 'vrrp-fd00::2', protocol: 'vrrp', from: 'fd00::2'};

/** A firewalld that says what it is asked, and knows ssh. */
const daemon = `ip() { echo '2: eth1    inet 10.77.0.11/24'; }
firewall-cmd() {
	case "$*" in
		--state) ;;
		--get-zone-of-interface=eth1) echo internal ;;
		*--list-ports) echo '22/tcp 8080/tcp' ;;
		*--list-*) ;;
		*--query-port=6443/tcp) echo "asked $*" >&2 ;;
		*--query*) return 1 ;;
		*=22/tcp) echo 'Warning: ALREADY_ENABLED: 22/tcp'; echo success ;;
		*) echo "did $*" >> did; echo success ;;
	esac
}
`;

const script = (more: string): string =>
	`${daemon}${firewalld.look(m1).bash}\n${more}`.replaceAll(hostBefore, 'before');

test('A rule is for its peer alone, VRRP by its protocol', () => {
	expect(firewalld.words(ssh)).toEqual(['', 'port', '22/tcp']);
	expect(firewalld.words(etcd)).toEqual([
		'',
		'rich-rule',
		'rule family="ipv4" source address="10.0.0.2" port port="2379-2380" protocol="tcp" accept',
	]);
	expect(firewalld.words(vrrp)[2]).toBe('rule family="ipv6" source address="fd00::2" protocol value="vrrp" accept');
	for (const way of [{from: '10.244.0.0/16'}, {to: '10.244.0.0/16'}] as const)
		expect(firewalld.words({id: 'pods', protocol: 'all', ...way})).toEqual(['trusted', 'source', '10.244.0.0/16']);
});

const finish = firewalld.finish!.bash;
const pods: FirewallRule = {id: 'pods', protocol: 'all', from: '10.244.0.0/16'};

test('All values of a kind are added in one call, now and for good, in the zone of the interface with the plan’s address', () => {
	const rules = [ssh, {...ssh, ports: '9443'}, {...ssh, ports: '30000:32767'}, etcd, pods, {...pods, id: 'pods-out'}];
	const {exit, output} = runHere(
		script(
			`set -euo pipefail\n${firewalld.allow.bash}\n${rules.map(rule => sh`allow ${firewalld.words(rule)}`).join('\n')}\n${finish}\ncat did`,
		),
	);
	expect(exit).toBe(0);
	const rich = `--add-rich-rule=${firewalld.words(etcd)[2]}`;
	expect(output.split('\n').filter(line => line.startsWith('did'))).toEqual(
		['', '--permanent '].flatMap(scope => [
			`did ${scope}--add-port=30000-32767/tcp --add-port=9443/tcp --zone=internal`,
			`did ${scope}${rich} --zone=internal`,
			`did ${scope}--add-source=10.244.0.0/16 --zone=trusted`,
		]),
	);
});

test('Only what was not there before is taken back', () => {
	const {exit, output} = runHere(
		script(`set -eu
${firewalld.allow.bash}
${sh`allow ${firewalld.words(ssh)}`}
${sh`allow ${firewalld.words(etcd)}`}
${finish}
rm did
${firewalld.forget.bash}
cat did; ls before`),
	);
	expect([exit, output.replace(/success\n/g, '')]).toEqual([
		0,
		`did --zone=internal --remove-rich-rule=${firewalld.words(etcd)[2]}
did --permanent --zone=internal --remove-rich-rule=${firewalld.words(etcd)[2]}
`,
	]);
});

const present = (rule: FirewallRule) =>
	runHere(script(`${firewalld.present.bash}\n${sh`present ${firewalld.words(rule)}`}`));

test('A rule is there word for word, or as part of a wider one, now and for good', () => {
	expect(present(ssh)).toEqual({exit: 0, output: ''});
	expect(present({...ssh, ports: '6443'}).output.match(/asked/g)).toHaveLength(2);
	expect(present(etcd).exit).toBe(1);
});

/** What is said to one port, and nothing else. */
const answers = (words: string): string =>
	script(
		`${firewalld.allow.bash}\n${sh`allow ${firewalld.words({...ssh, ports: '23'})}`}\n${finish.replaceAll('for scope', 'set -e\nfor scope')}`,
	).replace('*=22/tcp)', `*=23/tcp*) ${words} ;; *=0/tcp)`);

test('A rule that firewalld refuses stops the task with its words, also beside others that it takes', () => {
	expect(runHere(answers("echo 'Error: INVALID_ZONE: x'; return 112"))).toEqual({
		exit: 1,
		output: 'Error: INVALID_ZONE: x\n',
	});
	expect(runHere(answers("echo 'Warning: INVALID_PORT: x'; echo success"))).toEqual({
		exit: 1,
		output: 'Warning: INVALID_PORT: x\n',
	});
});
