// A reader for the part of TOML that containerd's files use: tables with quoted names, strings, numbers, booleans,
// arrays and inline tables. What it cannot read is an error with line and column, as containerd's own reader says it.
export type TomlValue = string | number | boolean | TomlValue[] | TomlTable;
export type TomlTable = {[name: string]: TomlValue};

export class TomlError extends Error {
	readonly line: number;
	readonly column: number;
	constructor(line: number, column: number, message: string) {
		super(message);
		this.line = line;
		this.column = column;
	}
}

type Cursor = {readonly text: string; at: number};

const fail = (cursor: Cursor, message: string): never => {
	const before = cursor.text.slice(0, cursor.at).split('\n');
	throw new TomlError(before.length, before.at(-1)!.length + 1, message);
};

const match = (cursor: Cursor, pattern: RegExp): string | undefined => {
	pattern.lastIndex = cursor.at;
	const found = pattern.exec(cursor.text)?.[0];
	if (found !== undefined) cursor.at += found.length;
	return found;
};

const blank = (cursor: Cursor): void => void match(cursor, /[ \t]*/y);
const gap = (cursor: Cursor): void => void match(cursor, /(?:[ \t\r\n]|#[^\n]*)*/y);

const quoted = (cursor: Cursor): string | undefined => {
	const long = match(cursor, /"""\n?[\s\S]*?"""|'''\n?[\s\S]*?'''/y);
	if (long !== undefined) return long.slice(3, -3).replace(/^\n/, '');
	const basic = match(cursor, /"(?:[^"\\\n]|\\.)*"/y);
	if (basic !== undefined) return JSON.parse(basic) as string;
	return match(cursor, /'[^'\n]*'/y)?.slice(1, -1);
};

const name = (cursor: Cursor): string[] => {
	const parts: string[] = [];
	do {
		blank(cursor);
		const part = quoted(cursor) ?? match(cursor, /[\w-]+/y);
		if (part === undefined) fail(cursor, 'invalid character at start of key: ' + (cursor.text[cursor.at] ?? 'EOF'));
		parts.push(part!);
		blank(cursor);
	} while (match(cursor, /\./y) !== undefined);
	return parts;
};

const list = (cursor: Cursor): TomlValue[] => {
	const values: TomlValue[] = [];
	for (;;) {
		gap(cursor);
		if (match(cursor, /\]/y) !== undefined) return values;
		values.push(value(cursor));
		gap(cursor);
		if (match(cursor, /,/y) === undefined && cursor.text[cursor.at] !== ']') fail(cursor, 'array is incomplete');
	}
};

const inline = (cursor: Cursor): TomlTable => {
	const table: TomlTable = {};
	for (;;) {
		gap(cursor);
		if (match(cursor, /\}/y) !== undefined) return table;
		pair(cursor, table);
		gap(cursor);
		if (match(cursor, /,/y) === undefined && cursor.text[cursor.at] !== '}')
			fail(cursor, 'inline table is incomplete');
	}
};

const value = (cursor: Cursor): TomlValue => {
	const text = quoted(cursor);
	if (text !== undefined) return text;
	if (match(cursor, /\[/y) !== undefined) return list(cursor);
	if (match(cursor, /\{/y) !== undefined) return inline(cursor);
	const word = match(cursor, /true|false/y);
	if (word !== undefined) return word === 'true';
	const number = match(cursor, /[+-]?[\d_]+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
	if (number !== undefined) return Number(number.replaceAll('_', ''));
	return fail(cursor, 'no value can start with ' + (cursor.text[cursor.at]?.trim() || 'a new line'));
};

const pair = (cursor: Cursor, table: TomlTable): void => {
	const path = name(cursor);
	if (match(cursor, /=/y) === undefined)
		fail(cursor, `was expecting token =, but got ${JSON.stringify(cursor.text[cursor.at] ?? 'EOF')} instead`);
	blank(cursor);
	const target = enter(cursor, table, path.slice(0, -1));
	target[path.at(-1)!] = value(cursor);
};

const enter = (cursor: Cursor, from: TomlTable, path: readonly string[]): TomlTable => {
	let table = from;
	for (const part of path) {
		const next = (table[part] ??= {});
		const inner = Array.isArray(next) ? next.at(-1) : next;
		if (typeof inner !== 'object' || Array.isArray(inner)) return fail(cursor, `key ${part} is already a value`);
		table = inner;
	}
	return table;
};

export const readToml = (text: string): TomlTable => {
	const cursor: Cursor = {text, at: 0};
	const root: TomlTable = {};
	let table = root;
	for (;;) {
		gap(cursor);
		if (cursor.at >= text.length) return root;
		if (match(cursor, /\[\[/y) !== undefined) {
			const path = name(cursor);
			if (match(cursor, /\]\]/y) === undefined) fail(cursor, 'was expecting token ]]');
			const parent = enter(cursor, root, path.slice(0, -1));
			const rows = (parent[path.at(-1)!] ??= []) as TomlValue[];
			table = {};
			rows.push(table);
		} else if (match(cursor, /\[/y) !== undefined) {
			const path = name(cursor);
			if (match(cursor, /\]/y) === undefined) fail(cursor, 'was expecting token ], but got EOF instead');
			table = enter(cursor, root, path);
		} else pair(cursor, table);
		blank(cursor);
		if (match(cursor, /\r?\n|#[^\n]*|$/y) === undefined)
			fail(cursor, `expected newline but got ${JSON.stringify(text[cursor.at])}`);
	}
};
