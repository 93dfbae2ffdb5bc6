// The stage on simulated hosts of every family: what was closed is open to whom it should be, stays so after a reboot,
// and is closed again when it is taken back, with the operator's own rules untouched.
import {describe, expect, it} from 'vitest';
import {openFirewall} from '../../steps/open-firewall.ts';
import {firewalled, firewalledHost} from '../helpers/firewalled-hosts.ts';
import {keepalivedConfig, write} from '../helpers/lab-hosts.ts';
import {labStage} from '../helpers/lab-stage.ts';
import {labPlan} from '../helpers/plans.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

keepsTheRules(openFirewall);

describe.each(firewalled)('$task on $machine', system => {
	const {task, show} = system;

	it('opens to the peers what the roles need, now and after a reboot, and takes back only that', async () => {
		const {say, walk, ask, undo, reaches, reboot} = await firewalledHost(openFirewall, system);
		const before = await say(show, 'm1');
		expect([await reaches(8080, 'm2'), await reaches(6443, 'm2')]).toEqual([true, false]);

		expect(await walk('m1')).toContain(task);
		const openTo = async (from: string) => [
			await reaches(6443, from),
			await reaches(2379, from),
			await reaches(10_250, from),
		];
		expect([await openTo('m2'), await openTo('w1')]).toEqual([
			[true, true, true],
			[true, false, true],
		]);
		expect([await reaches(8080, 'm2'), await reaches(5432, 'm2')]).toEqual([true, false]);
		expect(await walk('m1')).toEqual([]);

		await reboot();
		expect((await ask('m1'))[task]).toBe(true);
		expect([await openTo('m2'), await reaches(5432, 'm2')]).toEqual([[true, true, true], false]);

		await undo('m1');
		expect([await reaches(6443, 'm2'), await reaches(2379, 'm2'), await reaches(8080, 'm2')]).toEqual([
			false,
			false,
			true,
		]);
		expect(await say(show, 'm1')).toBe(before);
	});
});

it('keeps the virtual address on one host: without VRRP let in, both hold it', async () => {
	const plan = {...labPlan, hosts: labPlan.hosts.filter(({name}) => ['m1', 'm2'].includes(name))};
	const {lab, say, walk} = labStage(openFirewall, plan, 'debian-12');
	const holders = () =>
		Object.values(lab.world.machines)
			.filter(({addresses}) => addresses.some(({address}) => address === '10.77.0.100'))
			.map(({name}) => name);
	for (const [index, name] of ['m1', 'm2'].entries()) {
		await say('apt-get update; apt-get install -y keepalived', name);
		const config = keepalivedConfig(name, 101 - index).replace(/ +track_script \{[^}]*\}\n/, '');
		await say(`${write('/etc/keepalived/keepalived.conf', config)}systemctl restart keepalived`, name);
	}
	await say('sleep 15', 'm1');
	expect(holders()).toEqual(['m1', 'm2']);

	for (const name of ['m1', 'm2']) expect(await walk(name)).toEqual(['open-ports-nftables']);
	await say('sleep 15', 'm1');
	expect(holders()).toEqual(['m1']);
});
