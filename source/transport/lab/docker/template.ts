// Docker's --format: fields of what it knows, as text or as JSON. Of Go's templates the lab knows these two forms.
import {type CommandResult, failed, said} from '../command.ts';

type Fields = Readonly<Record<string, unknown>>;

const fieldOf = (value: unknown, path: string): unknown =>
	path
		.split('.')
		.filter(Boolean)
		.reduce<unknown>(
			(found, name) => (typeof found === 'object' && found !== null ? (found as Fields)[name] : undefined),
			value,
		);

const plain = (value: unknown): string => {
	if (value === undefined || value === null) return '<no value>';
	if (Array.isArray(value)) return `[${value.map(plain).join(' ')}]`;
	if (typeof value === 'object') return `map[${Object.keys(value).join(' ')}]`;
	return typeof value === 'string' ? value : JSON.stringify(value);
};

/** A line for one object, or the words of the parser. */
const formatted = (template: string, fields: Fields): string | {readonly error: string} => {
	let strange: string | undefined;
	const text = template.replaceAll('\\t', '\t').replaceAll('\\n', '\n');
	const line = text.replaceAll(/\{\{-?\s*(.*?)\s*-?\}\}/g, (_, inside: string) => {
		const [, json, path] = /^(json\s+)?(\.[\w.]*)$/.exec(inside) ?? [];
		if (path === undefined) {
			strange ??= inside;
			return '';
		}
		const value = fieldOf(fields, path);
		return json === undefined ? plain(value) : JSON.stringify(value ?? null);
	});
	return strange === undefined
		? line
		: {error: `template parsing error: template: :1: function "${strange.split(' ')[0]}" not defined`};
};

/** A line for each object, as a command answers them. */
export const formattedLines = (template: string, objects: readonly Fields[]): CommandResult => {
	const lines: string[] = [];
	for (const object of objects) {
		const line = formatted(template.replace(/^table /, ''), object);
		if (typeof line !== 'string') return failed(`${line.error}\n`, 64);
		lines.push(`${line}\n`);
	}
	return said(lines.join(''));
};

/** Columns as Docker's own tables have them. */
export const columns = (rows: readonly (readonly string[])[]): string => {
	const widths = rows[0]!.map((_, column) => Math.max(10, ...rows.map(row => row[column]!.length + 3)));
	return rows
		.map(
			row =>
				`${row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column]!))).join('')}\n`,
		)
		.join('');
};
