import {expect, test} from 'vitest';
import {firewallVerdict} from '../../../source/transport/lab/firewall.ts';
import {labShell} from '../../helpers/lab-shell.ts';

test('Every firewall of a machine has its say, and one no is enough', async () => {
	const {lab, say} = labShell(['m1', 'm2']);
	const [m1, m2] = Object.values(lab.world.machines);
	const verdict = (port: number, protocol: 'tcp' | 'vrrp' = 'tcp') =>
		firewallVerdict(m1!, m2!, port, protocol, lab.filesOf('m1'));
	expect(verdict(22)).toBe('accept');
	expect(verdict(6443)).toBe('drop');
	await say(
		'nft insert rule inet filter input tcp dport 6443 accept; nft insert rule inet filter input ip protocol 112 accept',
	);
	expect(verdict(6443)).toBe('accept');
	expect(verdict(0, 'vrrp')).toBe('accept');
	await say('apt-get update; apt-get install -y ufw; ufw --force enable');
	expect(verdict(6443)).toBe('drop');
	await say('ufw allow 6443/tcp; iptables -A INPUT -p tcp --dport 6443 -j REJECT');

	expect(verdict(6443)).toBe('reject');
});
