import {expect, test} from 'vitest';
import {firewalldTable, firewalldVerdict} from '../../../../source/transport/lab/firewall/firewalld-rules.ts';
import type {Packet} from '../../../../source/transport/lab/firewall/packet.ts';
import {labHostsOf, labShell} from '../../../helpers/lab-shell.ts';

const m1 = () => {
	const {lab, say} = labShell(['m1'], {hosts: labHostsOf(['m1']).map(host => ({...host, machine: 'rocky-9'}))});
	const verdict = (packet: Partial<Packet>) =>
		firewalldVerdict(
			lab.world.machines['m1']!,
			{from: '10.77.0.12', protocol: 'tcp', port: 22, ...packet},
			lab.filesOf('m1'),
		);
	return {lab, say, verdict};
};

test('VRRP comes in only by a rule for its protocol, from whom it names', async () => {
	const {say, verdict} = m1();
	expect(verdict({protocol: 'vrrp', port: 0})).toBe('prohibit');
	await say(
		`firewall-cmd --add-rich-rule='rule family="ipv4" source address="10.77.0.12" protocol value="vrrp" accept'`,
	);
	expect(verdict({protocol: 'vrrp', port: 0})).toBe('accept');
	expect(verdict({protocol: 'vrrp', port: 0, from: '10.77.0.13'})).toBe('prohibit');
	await say('firewall-cmd --add-protocol=vrrp');
	expect(verdict({protocol: 'vrrp', port: 0, from: '10.77.0.13'})).toBe('accept');
});

test('A source has its zone, and a zone its target', async () => {
	const {say, verdict} = m1();
	await say('firewall-cmd --zone=trusted --add-source=10.244.0.0/16; firewall-cmd --zone=drop --add-source=10.9.0.1');
	expect(verdict({from: '10.244.3.7', port: 5000})).toBe('accept');
	expect(verdict({from: '10.9.0.1'})).toBe('drop');
	expect([verdict({}), verdict({port: 5000})]).toEqual(['accept', 'prohibit']);
	await say(`firewall-cmd --add-rich-rule='rule family="ipv4" source address="10.77.0.12" service name="ssh" drop'`);
	expect(verdict({})).toBe('drop');
});

test('A daemon that does not run keeps nothing out', async () => {
	const {lab, say, verdict} = m1();
	expect(firewalldTable(lab.world.machines['m1']!)).toContain('reject with icmpx admin-prohibited');
	await say('systemctl disable --now firewalld');
	expect(verdict({port: 5000})).toBe('accept');
	expect(firewalldTable(lab.world.machines['m1']!)).toBe('');
});
