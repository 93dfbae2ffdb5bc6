// The stage on simulated hosts of every family: what was closed is open to whom it should be, stays so after a reboot,
// and is closed again when it is taken back, with the operator's own rules untouched.
import {describe, expect, it} from 'vitest';
import {openFirewall} from '../../steps/open-firewall.ts';
import {firewalled, firewalledHost} from '../helpers/firewalled-hosts.ts';
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
