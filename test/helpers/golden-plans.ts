// Which combinations are written down: every minor with every runtime and endpoint, and over all the other choices as many
// more as it takes for every two words to meet once. Pairs that no plan may hold are named with what the plan says of them.
import {onSystems, type Row} from './golden-systems.ts';
import {axes, axisNames, judge, withWords, type Axis, type Choice} from './variants.ts';

type Pair = {readonly one: Axis; readonly a: string; readonly other: Axis; readonly b: string};

export type Refused = Pair & {readonly why: {readonly en: string; readonly zh: string}};

export type Golden = {
	readonly choices: readonly Choice[];
	/** Each of them on a system of either family. */
	readonly rows: readonly Row[];
	readonly refused: readonly Refused[];
};

const words = (axis: Axis): readonly string[] => axes[axis];

const pairs: readonly (readonly [Axis, Axis])[] = axisNames.flatMap((one, index) =>
	axisNames.slice(index + 1).map(other => [one, other] as const),
);

const keysOf = (choice: Choice): readonly string[] =>
	pairs.map(([one, other]) => `${one}=${choice[one]} ${other}=${choice[other]}`);

const product = (names: readonly Axis[]): readonly Partial<Choice>[] =>
	names.reduce<readonly Partial<Choice>[]>(
		(rows, axis) => rows.flatMap(row => words(axis).map(word => ({...row, [axis]: word}))),
		[{}],
	);

const always = ['version', 'runtime', 'endpoint'] as const;
const rest = axisNames.filter(axis => axis !== 'addons' && !(always as readonly Axis[]).includes(axis));

/** Every other one has add-ons: a product with them would take the search twice as long. What needs one network comes by pairs. */
const withAddons = (rows: readonly Partial<Choice>[]): readonly Partial<Choice>[] => {
	const all = ['none', 'every'];
	return rows.map((row, index) => ({...row, addons: all[index % all.length]!}));
};

/** The combination that meets most pairs nobody has met, of those that the plan accepts; else undefined. */
const best = (
	base: Partial<Choice>,
	extras: readonly Partial<Choice>[],
	met: ReadonlySet<string>,
): Choice | undefined =>
	extras
		.map(extra => ({...base, ...extra}) as Choice)
		.map(choice => ({choice, fresh: keysOf(choice).filter(key => !met.has(key)).length}))
		.toSorted((one, other) => other.fresh - one.fresh)
		.find(({choice}) => 'plan' in judge(choice))?.choice;

const everyPair = (): readonly Pair[] =>
	pairs.flatMap(([one, other]) => words(one).flatMap(a => words(other).map(b => ({one, a, other, b}))));

/** The usual words around a pair; whatever the usual plan needs for a version comes with it. */
const around = ({one, a, other, b}: Pair): Choice => withWords([one, a], [other, b]);

const find = (): Golden => {
	const extras = withAddons(product(rest));
	const met = new Set<string>();
	const choices: Choice[] = [];
	const take = (choice: Choice): void => {
		choices.push(choice);
		for (const key of keysOf(choice)) met.add(key);
	};
	for (const base of product(always)) {
		const choice = best(base, extras, met);
		if (choice) take(choice);
	}
	const refused: Refused[] = [];
	for (const pair of everyPair()) {
		const {one, a, other, b} = pair;
		if (met.has(`${one}=${a} ${other}=${b}`)) continue;
		const verdict = judge(around(pair));
		if ('plan' in verdict) take(around(pair));
		else refused.push({...pair, why: verdict.problems[0]!.text});
	}
	return {choices, rows: onSystems(choices), refused};
};

let found: Golden | undefined;

/** The search takes seconds: it is made once. */
export const golden = (): Golden => (found ??= find());
