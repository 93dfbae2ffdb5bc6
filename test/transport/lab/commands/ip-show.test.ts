import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

test('Addresses are shown whole, on one line each, and as JSON', async () => {
	const {lab, say} = labShell();

	expect(await say('ip -4 addr show eth0')).toBe(
		'2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq_codel state UP group default qlen 1000\n    inet 10.77.0.11/24 brd 10.77.0.255 scope global eth0\n       valid_lft forever preferred_lft forever',
	);
	expect(await say('ip -o -4 addr show scope global')).toBe(
		'2: eth0    inet 10.77.0.11/24 brd 10.77.0.255 scope global eth0\\       valid_lft forever preferred_lft forever',
	);
	expect(JSON.parse(await say('ip -j -4 addr show dev eth0'))[0].addr_info[0]).toMatchObject({
		local: '10.77.0.11',
		prefixlen: 24,
	});
	expect(await say('ip link show dev eth0')).toBe(
		`2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq_codel state UP mode DEFAULT group default qlen 1000\n    link/ether ${lab.world.machines['m1']!.mac} brd ff:ff:ff:ff:ff:ff`,
	);
	expect(await say('ip addr show to 10.77.0.100')).toBe('');
	expect(await say('ip -br link | wc -l; ip -o link | wc -l')).toBe('2\n2');
	expect(JSON.parse(await say('ip -j link'))).toHaveLength(2);
});
