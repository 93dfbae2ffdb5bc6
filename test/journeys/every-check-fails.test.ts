// Every check of every book, on a simulated host that is as it should be and on one that is broken.
import {beforeAll, expect, test} from 'vitest';
import {onlyAsks} from '../../source/engine/only-asks.ts';
import {allTasks, askBoth, groupsOf} from '../helpers/broken/break.ts';
import {brokenCluster} from '../helpers/broken/cluster.ts';
import {brokenHosts} from '../helpers/broken/hosts.ts';
import {labAt} from '../helpers/broken/labs.ts';
import {brokenPackages} from '../helpers/broken/packages.ts';
import {brokenProof} from '../helpers/broken/proof.ts';

/** What only a walk of its own makes true: a host that has rebooted. test/steps/reboot-holder.test.ts asks them. */
const walkedElsewhere = ['reboot-drill', 'reboot-return'];

const groups = groupsOf({...brokenHosts, ...brokenPackages, ...brokenCluster, ...brokenProof});

test(`There are 120 different checks and more (${allTasks.size}), each with a reason and a way to mend it in both languages, and a host that fails it`, () => {
	const failing = groups.flatMap(({tasks}) => tasks.map(([{id}]) => id));
	expect(failing.length).toBeGreaterThanOrEqual(120);
	expect([...failing, ...walkedElsewhere].toSorted()).toEqual([...allTasks.keys()].toSorted());
	for (const {why} of allTasks.values()) {
		expect(why.en).not.toBe('');
		expect(why.zh).toMatch(/\p{Script=Han}/u);
	}
	// What the others make so, their own commands do.
	const unmended = [...allTasks.values()]
		.filter(onlyAsks)
		.filter(({fix}) => fix === undefined || fix.en === '' || !/\p{Script=Han}/u.test(fix.zh));
	expect(unmended.map(({id}) => id)).toEqual([]);
});

beforeAll(async () => {
	for (const where of ['rehearsal', 'docker', 'cilium', 'gateways'] as const) await labAt(where);
}, 300_000);

test.each(groups.map(group => ({...group, ids: group.tasks.map(([{id}]) => id).join(', ')})))(
	'$ids on $where: yes on a host as it should be, no on one that is broken by: $how',
	async group => {
		const {whole, broken} = await askBoth(group);
		expect(whole.filter(({answer}) => answer !== 'yes')).toEqual([]);
		expect(broken.filter(({answer}) => answer !== 'no')).toEqual([]);
	},
);
