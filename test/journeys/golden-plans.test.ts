// Golden plans on simulated hosts, from bare to a proven cluster and back. bench/golden-plans.ts walks them all.
import {expect, test} from 'vitest';
import {labRows} from '../helpers/golden-labs.ts';
import {staysAfterReset, walkGolden} from '../helpers/golden-walk.ts';
import {planOfChoice, spellChoice} from '../helpers/variants.ts';

test.each(labRows(8).map(row => ({...row, name: spellChoice(row.choice)})))(
	'$name on $machine: the cluster comes up, and the reset leaves what was there before it',
	async ({choice, machine}) => {
		const {left} = await walkGolden(planOfChoice(choice)!, machine);

		expect(left.filter(line => !staysAfterReset(line))).toEqual([]);
	},
	180_000,
);
