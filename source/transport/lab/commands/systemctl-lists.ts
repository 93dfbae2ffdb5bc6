import {said, type CommandResult, type Shell} from '../command.ts';
import type {Options} from '../options.ts';
import {loadedUnit} from './systemctl-status.ts';
import {swapUnits} from './systemctl-swaps.ts';

const typesOf = (options: Options): readonly string[] =>
	(options.values.get('-t') ?? options.values.get('--type') ?? '').split(',').filter(Boolean);

const statesOf = (options: Options): readonly string[] =>
	[...options.all('--state')].flatMap(state => state.split(',')).filter(Boolean);

const matches = (name: string, patterns: readonly string[]): boolean =>
	patterns.length === 0 ||
	patterns.some(pattern =>
		new RegExp(
			`^${pattern
				.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
				.replaceAll('*', '.*')
				.replaceAll('?', '.')}(\\.service)?$`,
		).test(name),
	);

const ofType = (name: string, types: readonly string[]): boolean =>
	types.length === 0 || types.some(type => name.endsWith(`.${type}`));

const unitNames = (at: Shell): readonly string[] => {
	const files = ['/etc/systemd/system', '/lib/systemd/system'].flatMap(directory =>
		at.files.list(directory).filter(name => /\.(service|socket|target|timer|swap)$/.test(name)),
	);
	return [...new Set([...files, ...swapUnits(at).map(unit => unit.name)])].toSorted();
};

const table = (rows: readonly (readonly string[])[]): string[] => {
	const widths = rows[0]?.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0))) ?? [];
	return rows.map(row =>
		row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column]!))).join(' '),
	);
};

export const listUnits = (patterns: readonly string[], at: Shell, options: Options): CommandResult => {
	const states = statesOf(options);
	const all = options.flags.has('--all') || options.flags.has('-a');
	const units = unitNames(at)
		.map(name => loadedUnit(at, name))
		.filter(unit => ofType(unit.name, typesOf(options)) && matches(unit.name, patterns))
		.filter(unit =>
			states.length > 0
				? states.includes(unit.active) || states.includes(unit.sub) || states.includes(unit.load)
				: all || unit.active !== 'inactive',
		);
	const rows = units.map(unit => [
		`${unit.active === 'failed' ? '●' : ' '} ${unit.name}`,
		unit.load,
		unit.active,
		unit.sub,
		unit.description,
	]);
	const bare = options.flags.has('--no-legend') || options.flags.has('--plain');
	if (options.flags.has('--no-legend'))
		return said(
			table(rows)
				.map(line => `${line}\n`)
				.join(''),
		);
	const lines = table([['  UNIT', 'LOAD', 'ACTIVE', 'SUB', 'DESCRIPTION'], ...rows]);
	const legend = bare
		? ''
		: `LOAD   = Reflects whether the unit definition was properly loaded.\nACTIVE = The high-level unit activation state, i.e. generalization of SUB.\nSUB    = The low-level unit activation state, values depend on unit type.\n`;
	return said(`${lines.join('\n')}\n\n${legend}${units.length} loaded units listed.\n`);
};

export const listUnitFiles = (patterns: readonly string[], at: Shell, options: Options): CommandResult => {
	const states = statesOf(options);
	const rows = unitNames(at)
		.map(name => loadedUnit(at, name))
		.filter(unit => unit.fileState !== undefined)
		.filter(unit => ofType(unit.name, typesOf(options)) && matches(unit.name, patterns))
		.filter(unit => states.length === 0 || states.includes(unit.fileState!))
		.map(unit => [unit.name, unit.fileState!, unit.fileState === 'generated' ? '-' : 'enabled']);
	if (options.flags.has('--no-legend'))
		return said(
			table(rows)
				.map(line => `${line}\n`)
				.join(''),
		);
	return said(
		`${table([['UNIT FILE', 'STATE', 'PRESET'], ...rows]).join('\n')}\n\n${rows.length} unit files listed.\n`,
		patterns.length > 0 && rows.length === 0 ? 1 : 0,
	);
};
