import {expect, test} from 'vitest';
import {firewallOff} from '../../steps/firewall-off.ts';
import {externalPlan, givenFor, labPlan} from '../helpers/plans.ts';
import {runHere} from '../helpers/scripts.ts';

const ask = (more: string) =>
	runHere(
		`ufw() { :; }\niptables() { :; }\nnft() { :; }\nsystemctl() { return 3; }\n${more}\n${firewallOff.check.ask(givenFor(externalPlan, 'm1'))}`,
	);

test('It is only for plans that want no firewall on the hosts', () => {
	expect(firewallOff.when!(givenFor(labPlan, 'm1'))).toBe(false);
	expect(firewallOff.when!(givenFor(externalPlan, 'm1'))).toBe(true);
});

test('Nothing is to be done where no firewall is in force', () => {
	expect(ask('')).toEqual({exit: 0, output: ''});
});

test('The firewall that is in force is named', () => {
	expect(ask(`iptables() { echo '-P INPUT DROP'; }`)).toEqual({exit: 1, output: 'iptables is in force\n'});
	expect(ask(`systemctl() { [ "$3" = firewalld ]; }`)).toEqual({
		exit: 1,
		output: 'firewalld comes back with the next boot\n',
	});
});
