import {expect, test} from 'vitest';
import {spelled} from '../../../../source/transport/lab/firewall/firewalld-text.ts';

test('A rich rule is spelled with quotes, however it was given', () => {
	const want = 'rule family="ipv4" source address="10.0.0.2" protocol value="vrrp" accept';
	expect(spelled("rule family=ipv4 source address='10.0.0.2'  protocol value=vrrp accept")).toBe(want);
	expect(spelled(want)).toBe(want);
});
