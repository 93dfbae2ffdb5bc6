// kubectl's JSONPath: text with {expressions}, ranges, filters, unions, slices, wildcards and recursive descent.

import {word} from '../word.ts';

type Step =
	| {readonly kind: 'field'; readonly names: readonly string[]}
	| {readonly kind: 'index'; readonly indexes: readonly number[]}
	| {readonly kind: 'slice'; readonly from?: number; readonly to?: number}
	| {readonly kind: 'all'}
	| {readonly kind: 'deep'}
	| {readonly kind: 'filter'; readonly left: Path; readonly operator?: string; readonly right?: unknown};

type Path = readonly Step[];

type Node =
	| {readonly kind: 'text'; readonly text: string}
	| {readonly kind: 'path'; readonly path: Path}
	| {readonly kind: 'range'; readonly path: Path; readonly body: readonly Node[]};

/** The template is wrong; the message is kubectl's. */
export class JsonPathError extends Error {}

const literal = (text: string): unknown => {
	if (/^(['"]).*\1$/s.test(text)) return unescape(text.slice(1, -1));
	if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
	return text === 'true' ? true : text === 'false' ? false : text;
};

const unescape = (text: string): string =>
	text.replace(/\\(.)/gs, (_, letter: string) => ({n: '\n', t: '\t', r: '\r'})[letter] ?? letter);

const filter = (inside: string): Step => {
	const parts = /^\s*(@[^=!<>]*?)\s*(?:(==|!=|<=|>=|<|>)\s*(.+?))?\s*$/s.exec(inside);
	if (parts === null) throw new JsonPathError(`unrecognized character in action: ${inside}`);
	const left = parsePath(parts[1]!);
	return parts[2] === undefined
		? {kind: 'filter', left}
		: {kind: 'filter', left, operator: parts[2], right: literal(parts[3]!)};
};

/** What stands between [ and its ]: brackets inside filters and quotes are skipped. */
const bracket = (text: string, start: number): string => {
	let depth = 0;
	let quote = '';
	for (let index = start; index < text.length; index++) {
		const letter = text[index]!;
		if (quote !== '') quote = letter === quote ? '' : quote;
		else if (letter === "'" || letter === '"') quote = letter;
		else if (letter === '[') depth++;
		else if (letter === ']' && --depth === 0) return text.slice(start + 1, index);
	}
	throw new JsonPathError('unterminated array');
};

const subscript = (inside: string): Step => {
	if (inside.startsWith('?(') && inside.endsWith(')')) return filter(inside.slice(2, -1));
	if (inside === '*') return {kind: 'all'};
	if (/^(['"])/.test(inside))
		return {kind: 'field', names: inside.split(',').map(name => String(literal(name.trim())))};
	if (/^-?\d+(,-?\d+)*$/.test(inside)) return {kind: 'index', indexes: inside.split(',').map(Number)};
	const range = /^(-?\d*):(-?\d*)(?::\d*)?$/.exec(inside);
	if (range === null) throw new JsonPathError(`invalid array index ${inside}`);
	return {
		kind: 'slice',
		...(range[1] === '' ? {} : {from: Number(range[1])}),
		...(range[2] === '' ? {} : {to: Number(range[2])}),
	};
};

const parsePath = (text: string): Path => {
	const steps: Step[] = [];
	let at = 0;
	if (text[at] === '$' || text[at] === '@') at++;
	else if (text[at] !== '.' && text[at] !== '[') text = `.${text}`;
	while (at < text.length) {
		if (text.startsWith('..', at)) {
			steps.push({kind: 'deep'});
			at++;
			if (text[at + 1] === '[') at++;
		} else if (text[at] === '[') {
			const inside = bracket(text, at);
			steps.push(subscript(inside.trim()));
			at += inside.length + 2;
		} else if (text[at] === '.') {
			// A dot in a name is written \. and a star stands for all.
			const name = /^(?:\\.|[^.[\]\s])*/.exec(text.slice(at + 1))![0];
			if (name === '*') steps.push({kind: 'all'});
			else if (name !== '') steps.push({kind: 'field', names: [name.replaceAll(/\\(.)/g, '$1')]});
			at += name.length + 1;
		} else throw new JsonPathError(`unrecognized character in action: U+${text.codePointAt(at)!.toString(16)}`);
	}
	return steps;
};

/** The template cut into text and {actions}; braces in quotes belong to the action. */
const actions = (template: string): readonly {readonly text: string; readonly action: boolean}[] => {
	const parts: {text: string; action: boolean}[] = [];
	let rest = template;
	while (rest !== '') {
		const open = rest.indexOf('{');
		if (open === -1) return [...parts, {text: rest, action: false}];
		if (open > 0) parts.push({text: rest.slice(0, open), action: false});
		const action = /^\{((?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^}"'])*)\}/s.exec(rest.slice(open));
		if (action === null) throw new JsonPathError('unclosed action');
		parts.push({text: action[1]!.trim(), action: true});
		rest = rest.slice(open + action[0].length);
	}
	return parts;
};

const parse = (template: string): readonly Node[] => {
	const root: Node[] = [];
	const open: {path: Path; body: Node[]}[] = [];
	for (const {text, action} of actions(template)) {
		const body = open.at(-1)?.body ?? root;
		if (!action) body.push({kind: 'text', text});
		else if (text === 'end') {
			const range = open.pop();
			if (range === undefined) throw new JsonPathError('not in range, nothing to end');
			(open.at(-1)?.body ?? root).push({kind: 'range', ...range});
		} else if (/^range\s/.test(text)) open.push({path: parsePath(text.slice(6).trim()), body: []});
		else if (/^["']/.test(text)) body.push({kind: 'text', text: String(literal(text))});
		else body.push({kind: 'path', path: parsePath(text)});
	}
	if (open.length > 0) throw new JsonPathError('unclosed action');
	return root;
};

const children = (value: unknown): readonly unknown[] =>
	typeof value === 'object' && value !== null ? Object.values(value) : [];

const descend = (value: unknown): readonly unknown[] => [value, ...children(value).flatMap(descend)];

const compare = (left: unknown, operator: string, right: unknown): boolean => {
	const order = typeof left === 'number' ? left - Number(right) : String(left).localeCompare(String(right));
	if (operator === '==') return String(left) === String(right);
	if (operator === '!=') return String(left) !== String(right);
	return operator === '<' ? order < 0 : operator === '>' ? order > 0 : operator === '<=' ? order <= 0 : order >= 0;
};

const step = (value: unknown, step: Step): readonly unknown[] => {
	if (step.kind === 'deep') return descend(value);
	if (step.kind === 'all') return children(value);
	if (step.kind === 'field') {
		const record = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
		return step.names.filter(name => Object.hasOwn(record, name)).map(name => record[name]);
	}
	if (!Array.isArray(value)) return [];
	const items: readonly unknown[] = value;
	if (step.kind === 'index') {
		return step.indexes.flatMap(index => {
			const place = index < 0 ? items.length + index : index;
			if (place < 0 || place >= items.length)
				throw new JsonPathError(`array index out of bounds: index ${index}, length ${items.length}`);
			return [items[place]];
		});
	}
	if (step.kind === 'slice') return items.slice(step.from, step.to);
	return items.filter(item => {
		const [found] = walk(item, step.left);
		if (step.operator === undefined) return found !== undefined;
		return found !== undefined && compare(found, step.operator, step.right);
	});
};

const walk = (value: unknown, path: Path): readonly unknown[] =>
	path.reduce<readonly unknown[]>((values, next) => values.flatMap(item => step(item, next)), [value]);

const render = (nodes: readonly Node[], value: unknown): string =>
	nodes
		.map(node => {
			if (node.kind === 'text') return node.text;
			const found = walk(value, node.path);
			return node.kind === 'path'
				? found.map(value => word(value)).join(' ')
				: found.map(item => render(node.body, item)).join('');
		})
		.join('');

/** What `kubectl get -o jsonpath=TEMPLATE` prints. */
export const jsonPath = (template: string, value: unknown): string => render(parse(template), value);

/** All that a path such as `.metadata.name` finds: for custom columns and sorting. */
export const pathValues = (path: string, value: unknown): readonly unknown[] =>
	walk(value, parsePath(path.replace(/^\{(.*)\}$/s, '$1')));
