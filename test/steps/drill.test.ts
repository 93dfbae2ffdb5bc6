import {expect, it} from 'vitest';
import {books} from '../../steps/books.ts';
import {drill} from '../../steps/drill.ts';
import {failoverDrills} from '../../steps/drill-failover.ts';
import {givenFor, labPlan, singlePlan} from '../helpers/plans.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

for (const stage of drill.stages) keepsTheRules(stage);

const idsFor = (plan: typeof labPlan, host = 'm1') =>
	drill.stages
		.flatMap(({tasks}) => tasks)
		.filter(({when}) => when?.(givenFor(plan, host)) ?? true)
		.map(({id}) => id);

it('is a book of its own that warns before it begins, and looks whether anything is away already', () => {
	expect(books.map(({id}) => id)).toContain('drill');
	expect(drill.warning?.en).toMatch(/reboots/);
	expect(idsFor(labPlan)).toEqual([
		'all-nodes-ready',
		'etcd-members',
		'api-server-ready',
		'failover-drill',
		'keepalived-drill',
		'link-drill',
		'reboot-drill',
		'reboot-return',
	]);
});

it('has nothing to take away from a single control plane', () => {
	expect(idsFor(singlePlan)).not.toContain('reboot-drill');
	expect(idsFor(singlePlan)).not.toContain('failover-drill');
});

it('drills again what the installation proved once and for all', () => {
	const once = failoverDrills[0]!.check.ask(givenFor(labPlan, 'm1'));
	const again = drill.stages[1]!.tasks[0]!.check.ask(givenFor(labPlan, 'm1'));
	expect(once).not.toContain('-lt 600');
	expect(again).toContain('-lt 600');
});
