// The exact commands of all golden plans on a system of either family, each text once. A file for every stage holds the scripts
// of its tasks: the first text in full, the others as what differs from it. combinations.txt says which combination prints which.
import {books} from '../../steps/books.ts';
import {byTask, expandBook, groupsOf, type Group, type Step} from '../../source/commands/export/expand-book.ts';
import {placeholder} from '../../source/commands/export/placeholders.ts';
import {golden} from './golden-plans.ts';
import type {Row} from './golden-systems.ts';
import {lineDiff} from './line-diff.ts';
import {axisNames, planOfChoice, spellChoice} from './variants.ts';

const block = ({hosts, step}: Group, alone: boolean): string =>
	[
		alone ? 'on every host it is for' : `on ${hosts.join(', ')}`,
		...(['check', 'run', 'verify', 'undo'] as const).flatMap(part => {
			const script = step[part];
			if (script === undefined) return [];
			// A task that only asks has nothing else to run.
			if (part === 'run' && script.text === step.check.text) return ['  run: the same'];
			return [`  ${part}:`, script.text.replaceAll(/^(?=.)/gm, '    ').trimEnd()];
		}),
	].join('\n');

const textOf = (steps: readonly Step[]): string => {
	const groups = groupsOf(steps);
	return groups.map(group => block(group, groups.length === 1)).join('\n\n');
};

type Variant = {readonly number: number; readonly text: string; count: number};
type Printed = {readonly stage: string; readonly task: string; readonly variants: Map<string, Variant>};

const header =
	'# Printed by `npx vitest run test/golden.test.ts -u`; read what changed as a difference.\n# {minor} is the minor of the combination.\n';

const many = (count: number): string => (count === 1 ? 'printed once' : `printed ${count} times`);

const entry = ({task, variants}: Printed): string => {
	const all = [...variants.values()];
	return all
		.map(({number, text, count}) => {
			const title = `== ${task} #${number} (${many(count)})`;
			// Beside the earlier one that it is nearest to.
			const [near] = all
				.slice(0, number - 1)
				.map(other => ({other, diff: lineDiff(other.text, text)}))
				.toSorted((one, other) => one.diff.length - other.diff.length);
			return near && near.diff.length < text.length
				? `${title}, beside #${near.other.number}:\n${near.diff}`
				: `${title}\n${text}`;
		})
		.join('\n\n');
};

type Printing = {readonly row: Row; readonly numbers: ReadonlyMap<string, number>};

/**
 * Which texts a combination prints on a system; texts that are new are added to the tasks'. Its minor stands as {minor} in
 * them: the same commands for eighteen minors are one text.
 */
const print = (row: Row, tasks: Map<string, Printed>): Printing => {
	const plan = planOfChoice(row.choice)!;
	const numbers = new Map<string, number>();
	for (const book of books.filter(({id}) => id !== 'add-node'))
		for (const steps of byTask(expandBook(book, plan, placeholder, row.system))) {
			const {task, stage} = steps[0]!;
			const printed = tasks.get(task.id) ?? {stage: stage.id, task: task.id, variants: new Map()};
			tasks.set(task.id, printed);
			const text = textOf(steps).replaceAll(row.choice.version, '{minor}');
			const variant = printed.variants.get(text) ?? {number: printed.variants.size + 1, text, count: 0};
			variant.count += 1;
			printed.variants.set(text, variant);
			numbers.set(task.id, variant.number);
		}
	return {row, numbers};
};

/** "network flannel": the words of one axis that alone decide whether a combination has a task; undefined where none does. */
const deciding = (task: string, printings: readonly Printing[]): string | undefined =>
	axisNames
		.map(axis => {
			const words = (has: boolean): ReadonlySet<string> =>
				new Set(printings.filter(({numbers}) => numbers.has(task) === has).map(({row}) => row.choice[axis]));
			const [having, lacking] = [words(true), words(false)];
			return [...having].every(word => !lacking.has(word)) ? `${axis} ${[...having].join(', ')}` : undefined;
		})
		.find(words => words !== undefined);

const combinations = (tasks: readonly string[], printings: readonly Printing[]): string => {
	const some = tasks.filter(task => !printings.every(({numbers}) => numbers.has(task)));
	const byWords = Map.groupBy(some, task => deciding(task, printings));
	const told = [...byWords]
		.filter(([words]) => words !== undefined)
		.map(([words, those]) => `  ${words}: ${those.join(' ')}`);
	const untold = byWords.get(undefined) ?? [];
	const lines = [...Map.groupBy(printings, ({row}) => row.choice)].flatMap(([choice, alike]) => [
		spellChoice(choice),
		...alike.map(({row, numbers}, index) => {
			const above = alike[index - 1]?.numbers;
			// Most print the first text of most tasks, and the same on both systems: only the others are named.
			const named = [...numbers].filter(([task, number]) => number !== (above?.get(task) ?? 1));
			const lacks = above === undefined ? untold.filter(task => !numbers.has(task)) : [];
			const words = [...named.map(([task, number]) => `${task}#${number}`), ...lacks.map(task => `-${task}`)];
			return `  ${[`${row.system}:`, ...words].join(' ')}`;
		}),
	]);
	return `${header}
Tasks that only these have; all others are in every combination, unless it says "-":
${told.join('\n')}

In every combination the texts that are not #1; on the second system those that are not as on the first:
${lines.join('\n')}
`;
};

/** File names without their folder, and what stands in them. */
export const goldenFiles = (): Readonly<Record<string, string>> => {
	const {rows, refused} = golden();
	const tasks = new Map<string, Printed>();
	const printings = rows.map(row => print(row, tasks));
	const refusals = refused.map(({a, b, why}) => `${a} with ${b}: ${why.en}`);
	const stages = Map.groupBy(tasks.values(), ({stage}) => stage);
	return {
		'combinations.txt': combinations([...tasks.keys()], printings),
		'refused.txt': `${header}\n${refusals.join('\n')}\n`,
		...Object.fromEntries(
			[...stages].map(([stage, printed]) => [`${stage}.txt`, `${header}\n${printed.map(entry).join('\n\n')}\n`]),
		),
	};
};
