import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

const prepared = async () => {
	const shell = labShell();
	await shell.say('apt-get update; apt-get install -y iptables');
	return shell;
};

test('Rules are checked, added in their place, listed and deleted', async () => {
	const {say, run} = await prepared();
	const rule = 'INPUT -s 10.77.0.12 -p tcp --dport 6443 -m comment --comment "a b" -j ACCEPT';
	expect((await run(`iptables -C ${rule}`)).stderr).toBe(
		'iptables: Bad rule (does a matching rule exist in that chain?).\n',
	);
	await say(`iptables -A INPUT -j DROP; iptables -I ${rule.replace('INPUT', 'INPUT 1')}`);

	expect(await say('iptables -S INPUT')).toBe(
		'-P INPUT ACCEPT\n-A INPUT -s 10.77.0.12/32 -p tcp -m tcp --dport 6443 -m comment --comment "a b" -j ACCEPT\n-A INPUT -j DROP',
	);
	expect((await run(`iptables -C ${rule}`)).exit).toBe(0);
	await say(`iptables -D ${rule}; iptables -D INPUT 1`);
	expect(await say('iptables -S INPUT')).toBe('-P INPUT ACCEPT');
});

test('Chains, policies and other tables are kept apart', async () => {
	const {say, run} = await prepared();
	await say('iptables -N KUBE-X; iptables -P FORWARD DROP; iptables -t nat -A POSTROUTING -j MASQUERADE');

	expect(await say('iptables -S | tail -n 2; iptables -t nat -S POSTROUTING; iptables -nL FORWARD | head -n 1')).toBe(
		'-P OUTPUT ACCEPT\n-N KUBE-X\n-P POSTROUTING ACCEPT\n-A POSTROUTING -j MASQUERADE\nChain FORWARD (policy DROP)',
	);
	expect((await run('iptables -N KUBE-X')).stderr).toBe('iptables: Chain already exists.\n');
	expect((await run('iptables -A NOPE -j DROP')).stderr).toBe('iptables: No chain/target/match by that name.\n');
	expect((await run('iptables -t nope -S')).exit).toBe(3);
});

test('What is saved can be restored without what is filtered out', async () => {
	const {say} = await prepared();
	await say('iptables -N KUBE-X; iptables -A INPUT -j KUBE-X; iptables -A INPUT -p icmp -j ACCEPT');
	await say('iptables-save | grep -v KUBE- | iptables-restore');

	expect(await say('iptables -S | tail -n +4')).toBe('-A INPUT -p icmp -j ACCEPT');
});
