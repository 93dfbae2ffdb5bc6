// Which golden plans are walked on simulated hosts in every run of the tests: as few as it takes for most pairs of words and
// systems to meet. bench/golden-plans.ts walks all of them.
import {golden} from './golden-plans.ts';
import type {Row} from './golden-systems.ts';
import {axisNames} from './variants.ts';

const keysOf = ({choice, system}: Row): readonly string[] => {
	const all = [...axisNames.map(axis => `${axis}=${choice[axis]}`), `system=${system}`];
	return all.flatMap((one, index) => all.slice(index + 1).map(other => `${one} ${other}`));
};

/** Of each config API and of each way to Docker one minor; the newest, the default and the oldest. */
const telling: readonly string[] = ['1.20', '1.23', '1.28', '1.34', '1.36', '1.37'];

/** Two of each system. */
const walked = 14;

/** The systems in turn, of each the row that meets most pairs that nobody has met. */
export const labRows = (): readonly Row[] => {
	const met = new Set<string>();
	const turns = new Map<string, number>();
	const rows: Row[] = [];
	const candidates = golden().rows.filter(({choice}) => telling.includes(choice.version));
	while (rows.length < walked) {
		const [best] = candidates
			.map(row => ({
				row,
				fresh: keysOf(row).filter(key => !met.has(key)).length,
				had: turns.get(row.system) ?? 0,
			}))
			.toSorted((one, other) => one.had - other.had || other.fresh - one.fresh);
		rows.push(best!.row);
		turns.set(best!.row.system, best!.had + 1);
		for (const key of keysOf(best!.row)) met.add(key);
	}
	return rows;
};
