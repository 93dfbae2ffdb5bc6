// Golden plans on simulated hosts of every system, from hosts that nobody has touched to a proven cluster and back.
// bench/golden-plans.ts walks them all.
import {expect, test} from 'vitest';
import {labRows} from '../helpers/golden-labs.ts';
import {systemNames} from '../helpers/golden-systems.ts';
import {isFalseAlarm, walkGolden} from '../helpers/golden-walk.ts';
import {whyItStays} from '../helpers/stays-after-reset.ts';
import {planOfChoice, spellChoice} from '../helpers/variants.ts';

test('Every system is among those that are walked', () => {
	expect(systemNames.filter(name => !labRows().some(({system}) => system === name))).toEqual([]);
});

test.each(labRows().map(row => ({...row, name: spellChoice(row.choice)})))(
	'$name on $system: the cluster comes up, a diagnosis finds nothing, and the reset leaves nothing but what is named with a reason',
	async ({choice, system}) => {
		const {alarms, left} = await walkGolden(planOfChoice(choice)!, system, 'without drills');

		expect(alarms.filter(isFalseAlarm(choice))).toEqual([]);
		expect(left.filter(line => whyItStays(line) === undefined)).toEqual([]);
	},
	180_000,
);
