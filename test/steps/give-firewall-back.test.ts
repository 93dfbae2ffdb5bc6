import {expect, it, test} from 'vitest';
import {firewallBack} from '../../steps/give-firewall-back.ts';
import {openFirewall} from '../../steps/open-firewall.ts';
import {firewalled, firewalledHost} from '../helpers/firewalled-hosts.ts';
import {externalPlan, givenFor, labPlan} from '../helpers/plans.ts';

const m1 = givenFor(labPlan, 'm1');
const isQuick = ({task}: {readonly task: string}): boolean => /ufw|nftables/.test(task);

it.each(firewalled.filter(isQuick))('closes what was opened for the cluster, and nothing else: $task', async system => {
	const {walk, run, say, reaches} = await firewalledHost(openFirewall, system);
	const before = await say(system.show, 'm1');
	await walk('m1');
	expect((await run(firewallBack.check.ask(m1), 'm1')).exit).toBe(1);

	expect((await run(`set -euo pipefail\n${firewallBack.run(m1)}`, 'm1')).exit).toBe(0);
	expect(await run(firewallBack.check.ask(m1), 'm1')).toMatchObject({exit: 0});
	expect(await say(system.show, 'm1')).toBe(before);
	expect([await reaches(6443, 'm2'), await reaches(8080, 'm2')]).toEqual([false, true]);
});

test('A firewall that was turned off for the cluster is turned on', () => {
	expect(firewallBack.run(givenFor(externalPlan, 'm1'))).toContain('systemctl enable --now "$service"');
});
