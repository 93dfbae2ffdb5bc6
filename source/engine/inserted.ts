// What the plan and captures put into scripts, for people to see where: values that are told from ordinary words.
import type {State} from './state.ts';

const leaves = (value: unknown): readonly string[] => {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(leaves);
};

/** A name such as `root` stands in many a command that has nothing to do with the plan. */
const isTelling = (value: string): boolean => /^\S{2,}$/.test(value) && /\d|[^\s/]\/[^\s/]|\.\w/.test(value);

type Shown = Pick<State, 'hosts' | 'captured'>;

/** Longest first. `names`: of captures; what is secret, or not there yet, has a placeholder of its name. */
const insertedValues = (
	settings: Readonly<Record<string, unknown>>,
	names: readonly string[],
	{hosts, captured}: Shown,
): readonly string[] => {
	const read = Object.values(captured).flatMap(byHost => Object.values(byHost).flatMap(({value}) => value ?? []));
	const values = [...leaves(settings), ...hosts.flatMap(({name, address}) => [name, address]), ...read];
	const placeholders = names.map(name => `<${name}>`);
	return [...new Set([...placeholders, ...values.filter(isTelling)])].toSorted(
		(one, other) => other.length - one.length,
	);
};

/** The same list as long as nothing is new: what is drawn from it is kept by it. */
export const rememberInserted = (
	settings: Readonly<Record<string, unknown>>,
	names: readonly string[],
	now: () => Shown,
): (() => readonly string[]) => {
	let last: Shown | undefined;
	let values: readonly string[] = [];
	return () => {
		const {hosts, captured} = now();
		if (last?.hosts !== hosts || last.captured !== captured) {
			last = {hosts, captured};
			values = insertedValues(settings, names, last);
		}
		return values;
	};
};
