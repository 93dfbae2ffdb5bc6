import {expect, test} from 'vitest';
import {parseUfw, ufwVerdict} from '../../../../source/transport/lab/firewall/ufw-rules.ts';
import {createMachine} from '../../../../source/transport/lab/machine.ts';

const verdict = (active: boolean, ...rules: readonly string[]): string => {
	const machine = createMachine('m1', '10.77.0.11', {seed: 7, now: 0, clockOffset: 0});
	machine.firewall.ufw = {active, rules: [...rules]};
	return ufwVerdict(machine, {from: '10.77.0.12', protocol: 'tcp', port: 6443});
};

test('Active, it keeps out what no rule lets in', () => {
	expect(verdict(false)).toBe('accept');
	expect(verdict(true)).toBe('drop');
	expect(verdict(true, 'allow 6443/tcp')).toBe('accept');
	expect(verdict(true, 'allow from 10.77.0.12 to any port 6443 proto tcp')).toBe('accept');
	expect(verdict(true, 'allow from 10.77.0.13 to any port 6443 proto tcp')).toBe('drop');
	expect(verdict(true, 'reject 6443', 'allow 6443')).toBe('reject');
	expect(verdict(true, 'route allow from any to any')).toBe('drop');
});

test('What is no rule is none', () => {
	expect(parseUfw('dance')).toBeUndefined();
	expect(parseUfw("allow from any to any port 22 proto tcp comment 'ssh'")).toMatchObject({
		ports: '22',
		protocol: 'tcp',
	});
});
