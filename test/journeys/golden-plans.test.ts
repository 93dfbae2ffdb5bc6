// Golden plans on simulated hosts, from bare to a proven cluster and back. bench/golden-plans.ts walks them all.
import {expect, test} from 'vitest';
import {labRows} from '../helpers/golden-labs.ts';
import {staysAfterReset, walkGolden} from '../helpers/golden-walk.ts';
import {planOfChoice, spellChoice} from '../helpers/variants.ts';

/** Open: with Docker, apt's list in the lab has rows of other systems since there are several, and one of those is chosen. */
const walks = labRows(8).filter(({choice}) => !spellChoice(choice).startsWith('1.23 docker'));

test.each(walks.map(row => ({...row, name: spellChoice(row.choice)})))(
	'$name on $machine: the cluster comes up, and the reset leaves what was there before it',
	async ({choice, machine}) => {
		const {left} = await walkGolden(planOfChoice(choice)!, machine);

		expect(left.filter(line => !staysAfterReset(line))).toEqual([]);
	},
	180_000,
);
