// What dnf and yum print on the way: tables, progress and their last words.
import type {RpmPlan, RpmStep} from '../rpm/plan.ts';

export type Dialect = 'dnf' | 'yum';

export const ruler = '='.repeat(80);

export const withoutEpoch = (version: string): string => version.replace(/^\d+:/, '');

export const architectureOf = ({architecture}: {readonly architecture?: 'all'}): string =>
	architecture === 'all' ? 'noarch' : 'x86_64';

export const nevra = ({item, version}: Pick<RpmStep, 'item' | 'version'>): string =>
	`${item.name}-${withoutEpoch(version)}.${architectureOf(item)}`;

export const size = (kilobytes: number): string => {
	if (kilobytes < 1000) return `${kilobytes} k`;
	const mega = kilobytes / 1024;
	return `${mega < 10 ? mega.toFixed(1) : Math.round(mega)} M`;
};

const cells = (columns: readonly string[], widths: readonly number[]): string =>
	` ${columns.map((cell, index) => (index === columns.length - 1 ? cell.padStart(widths[index]!) : cell.padEnd(widths[index]!))).join(' ')}`;

const table = (groups: readonly (readonly [string, readonly RpmStep[]])[]): readonly string[] => {
	const all = groups.flatMap(([, steps]) => steps);
	const name = Math.max(19, ...all.map(({item}) => item.name.length + 1));
	const version = Math.max(20, ...all.map(step => step.version.length + 1));
	const widths = [name, 9, version, Math.max(12, ...all.map(({repo}) => repo.id.length)), 7];
	const rows = groups
		.filter(([, steps]) => steps.length > 0)
		.flatMap(([title, steps]) => [
			`${title}:`,
			...steps.map(step =>
				cells(
					[step.item.name, architectureOf(step.item), step.version, step.repo.id, size(step.item.size)],
					widths,
				),
			),
		]);
	return [ruler, cells(['Package', 'Arch', 'Version', 'Repository', 'Size'], widths), ruler, ...rows];
};

const count = (label: string, number: number): string =>
	`${label.padEnd(8)} ${number} Package${number === 1 ? '' : 's'}`;

/** The table of a transaction and its summary. */
export const planned = (plan: RpmPlan, dialect: Dialect): readonly string[] => {
	const isAsked = ({item}: RpmStep): boolean => !plan.additional.includes(item.name);
	const fresh = plan.steps.filter(({before}) => before === undefined);
	const changed = plan.steps.filter(({before}) => before !== undefined);
	const download = plan.steps.reduce((sum, {item}) => sum + item.size, 0);
	const space = plan.steps.reduce((sum, {item}) => sum + item.installed, 0);
	return [
		dialect === 'dnf' ? 'Dependencies resolved.' : '\nDependencies Resolved\n',
		...table([
			['Installing', fresh.filter(isAsked)],
			['Upgrading', changed],
			[
				dialect === 'dnf' ? 'Installing dependencies' : 'Installing for dependencies',
				fresh.filter(step => !isAsked(step)),
			],
		]),
		'',
		'Transaction Summary',
		ruler,
		...(fresh.length > 0 ? [count('Install', fresh.length)] : []),
		...(changed.length > 0 ? [count('Upgrade', changed.length)] : []),
		...(plan.removes.length > 0 ? [count('Remove', plan.removes.length)] : []),
		'',
		`Total download size: ${size(download)}`,
		...(dialect === 'dnf' || changed.length === 0 ? [`Installed size: ${size(space)}`] : []),
	];
};

const step = (dialect: Dialect, verb: string, what: string, index: number, of: number): string =>
	`  ${verb.padEnd(dialect === 'dnf' ? 17 : 11)}: ${what.padEnd(58)} ${index}/${of} `;

export type Act = {
	readonly verb: 'Installing' | 'Upgrading' | 'Erasing';
	readonly what: string;
	readonly says: readonly string[];
};

/** The lines from the test of the transaction to `Complete!`. */
export const performed = (acts: readonly Act[], dialect: Dialect): readonly string[] => {
	const of = acts.length;
	const done = (verb: Act['verb'], title: string): readonly string[] => {
		const names = acts.filter(act => act.verb === verb).map(({what}) => `  ${what}`);
		return names.length === 0 ? [] : ['', `${title}:`, ...names];
	};
	return [
		'Running transaction check',
		...(dialect === 'dnf' ? ['Transaction check succeeded.'] : []),
		'Running transaction test',
		dialect === 'dnf' ? 'Transaction test succeeded.' : 'Transaction test succeeded',
		'Running transaction',
		...(dialect === 'dnf' ? [step(dialect, 'Preparing', '', 1, 1)] : []),
		...acts.flatMap(({verb, what, says}, index) => [step(dialect, verb, what, index + 1, of), ...says]),
		...acts.map(({what}, index) => step(dialect, 'Verifying', what, index + 1, of)),
		...done('Installing', 'Installed'),
		...done('Upgrading', dialect === 'dnf' ? 'Upgraded' : 'Updated'),
		...done('Erasing', 'Removed'),
		'',
		'Complete!',
	];
};
