import {expect, it, test} from 'vitest';
import type {Stage} from '../../source/engine/declare.ts';
import {firewallOff} from '../../steps/firewall-off.ts';
import {firewalled, firewalledHost} from '../helpers/firewalled-hosts.ts';
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

const stage: Stage = {id: 'off', title: {en: '', zh: ''}, why: {en: '', zh: ''}, tasks: [firewallOff]};

it.each(firewalled)(
	'is off now and after a reboot, and back when it is taken back: $task on $machine',
	async system => {
		const {walk, undo, reaches, reboot, say} = await firewalledHost(stage, system, {firewall: 'off'});
		const before = await say(system.show, 'm1');
		expect(await walk('m1')).toEqual(['firewall-off']);
		expect(await reaches(5432, 'm2')).toBe(true);
		await reboot();
		expect([await reaches(5432, 'm2'), await walk('m1')]).toEqual([true, []]);

		await undo('m1');
		await say('sleep 2', 'm1');
		expect([await reaches(5432, 'm2'), await reaches(8080, 'm2')]).toEqual([false, true]);
		expect(await say(system.show, 'm1')).toBe(before);
	},
);
