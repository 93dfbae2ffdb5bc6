// The exact commands of all golden plans, each text once. A file for every stage holds the scripts of its tasks: the first
// text in full, the others as what differs from it. combinations.txt says which combination prints which.
import {books} from '../../steps/books.ts';
import {byTask, expandBook, groupsOf, type Group, type Step} from '../../source/commands/export/expand-book.ts';
import {placeholder} from '../../source/commands/export/placeholders.ts';
import {golden} from './golden-plans.ts';
import {lineDiff} from './line-diff.ts';
import {planOfChoice, spellChoice, type Choice} from './variants.ts';

const block = ({hosts, step}: Group, alone: boolean): string =>
	[
		alone ? 'on every host it is for' : `on ${hosts.join(', ')}`,
		...(['check', 'run', 'verify', 'undo'] as const).flatMap(part => {
			const script = step[part];
			return script === undefined ? [] : [`  ${part}:`, script.text.replaceAll(/^(?=.)/gm, '    ').trimEnd()];
		}),
	].join('\n');

const textOf = (steps: readonly Step[]): string => {
	const groups = groupsOf(steps);
	return groups.map(group => block(group, groups.length === 1)).join('\n\n');
};

type Variant = {readonly number: number; readonly text: string; count: number};
type Printed = {readonly stage: string; readonly task: string; readonly variants: Map<string, Variant>};

const header = '# Printed by `npx vitest run test/golden.test.ts -u`; read what changed as a difference.\n';

const many = (count: number): string => (count === 1 ? '1 combination' : `${count} combinations`);

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

/** File names without their folder, and what stands in them. */
export const goldenFiles = (): Readonly<Record<string, string>> => {
	const {choices, refused} = golden();
	const tasks = new Map<string, Printed>();
	const rows = choices.map((choice: Choice) => {
		const plan = planOfChoice(choice)!;
		const numbers = books
			.filter(({id}) => id !== 'add-node')
			.flatMap(book =>
				byTask(expandBook(book, plan, placeholder)).map(steps => {
					const {task, stage} = steps[0]!;
					const printed = tasks.get(task.id) ?? {stage: stage.id, task: task.id, variants: new Map()};
					tasks.set(task.id, printed);
					const text = textOf(steps);
					const variant = printed.variants.get(text) ?? {number: printed.variants.size + 1, text, count: 0};
					variant.count += 1;
					printed.variants.set(text, variant);
					return `${task.id}#${variant.number}`;
				}),
			);
		return {choice, numbers};
	});
	// Most combinations print the first text of most tasks: only the others are named, and tasks that one has not at all.
	const lines = rows.map(({choice, numbers}) => {
		const had = new Set(numbers.map(number => number.replace(/#.*/, '')));
		const missing = [...tasks.keys()].filter(task => !had.has(task)).map(task => `-${task}`);
		return `${spellChoice(choice)}\n  ${[...numbers.filter(number => !number.endsWith('#1')), ...missing].join(' ')}`;
	});
	const refusals = refused.map(({a, b, why}) => `${a} with ${b}: ${why.en}`);
	const stages = Map.groupBy(tasks.values(), ({stage}) => stage);
	return {
		'combinations.txt': `${header}\n${lines.join('\n')}\n`,
		'refused.txt': `${header}\n${refusals.join('\n')}\n`,
		...Object.fromEntries(
			[...stages].map(([stage, printed]) => [`${stage}.txt`, `${header}\n${printed.map(entry).join('\n\n')}\n`]),
		),
	};
};
