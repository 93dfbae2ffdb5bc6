// What zod says about a plan, as sentences for a person: where, what is wrong, what to write instead.
import type {z} from 'zod';
import type {Text} from '../../source/engine/declare.ts';
import {nearest} from './nearest.ts';
import type {Path, Problem} from './problem.ts';
import {expectations} from './words.ts';

type Issue = z.core.$ZodIssue;

/** hosts[1].ssh.user */
export const spell = (path: Path): string =>
	path.reduce<string>((text, key) => {
		if (typeof key === 'number') return `${text}[${key}]`;
		return text === '' ? key : `${text}.${key}`;
	}, '');

/** The same for every item of a list: hosts[].ssh.user */
export const patternOf = (path: Path): string => spell(path).replaceAll(/\[\d+\]/g, '[]');

export const valueAt = (value: unknown, path: Path): unknown =>
	path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown> | null | undefined)?.[key], value);

const shown = (value: unknown): Text => {
	if (typeof value === 'string') return {en: `"${value}"`, zh: `"${value}"`};
	if (Array.isArray(value))
		return value.length === 0 ? {en: 'an empty one', zh: '空列表'} : {en: 'a list', zh: '列表'};
	if (typeof value === 'object') return {en: 'a mapping', zh: '键值映射'};
	if (typeof value === 'number') return {en: `the number ${value}`, zh: `数字 ${value}`};
	const word = JSON.stringify(value);
	return {en: word, zh: word};
};

const subject = (path: Path): Text =>
	path.length === 0 ? {en: 'The plan', zh: '计划'} : {en: spell(path), zh: `${spell(path)} `};

const expectationOf = (path: Path) =>
	expectations[patternOf(path)] ?? {must: {en: 'must be text', zh: '必须是文本'}, write: 'text'};

const keysOf = (path: Path): readonly string[] => {
	const start = path.length === 0 ? '' : `${patternOf(path)}.`;
	return Object.keys(expectations)
		.filter(key => key !== '' && key.startsWith(start))
		.map(key => key.slice(start.length))
		.filter(key => !/[.[]/.test(key));
};

/** What was probably meant, when it can be made of what was written: "v1.36" -> "1.36", M_1 -> m-1. */
const repaired = (path: Path, value: unknown): string | undefined => {
	if (typeof value !== 'string') return undefined;
	if (path.at(-1) === 'version') {
		const [release] = /1\.\d+(\.\d+)?/.exec(value) ?? [];
		return release && `"${release}"`;
	}
	if (path.at(-1) === 'prefix') return value.replace(/^[a-z]+:\/\//, '').replace(/\/+$/, '') || undefined;
	if (path.at(-1) !== 'name') return undefined;
	const label = value
		.toLowerCase()
		.replaceAll(/[^a-z\d-]+/g, '-')
		.replaceAll(/^-+|-+$/g, '')
		.slice(0, 63);
	return label || undefined;
};

const missing = (path: Path): Problem => {
	const {write} = expectationOf(path);
	const line = `${path.at(-1)}: ${write}`;
	return {
		path: path.slice(0, -1),
		missing: String(path.at(-1)),
		text: {
			en: `${spell(path)} is missing; write for example ${line}.`,
			zh: `缺少 ${spell(path)}；请写上，例如 ${line}。`,
		},
	};
};

const unfit = (path: Path, value: unknown): Problem => {
	const {must, write} = expectationOf(path);
	if (value === undefined && path.length > 0) return missing(path);
	const name = subject(path);
	const instead = repaired(path, value) ?? write;
	if (value === null || value === undefined) {
		return {
			path,
			text: {
				en: `${name.en} is empty; write for example ${instead}.`,
				zh: `${name.zh}是空的；请写上内容，例如 ${instead}。`,
			},
		};
	}
	const {en, zh} = shown(value);
	return {
		path,
		text: {
			en: `${name.en} ${must.en}, not ${en}; write for example ${instead}.`,
			zh: `${name.zh}${must.zh}，而不是 ${zh}；请改写，例如 ${instead}。`,
		},
	};
};

const notInList = (path: Path, value: unknown, values: readonly unknown[]): Problem => {
	if (value === undefined) return missing(path);
	if (value === null) return unfit(path, value);
	const words = values.map(String);
	const {write, instead: known} = expectationOf(path);
	const instead = (typeof value === 'string' ? (known?.[value] ?? nearest(value, words)) : undefined) ?? write;
	const {en, zh} = shown(value);
	return {
		path,
		text: {
			en: `${spell(path)} must be ${words.join(' or ')}, not ${en}; write ${instead}.`,
			zh: `${spell(path)} 必须是 ${words.join(' 或 ')}，而不是 ${zh}；请改写为 ${instead}。`,
		},
	};
};

const unknownKey = (path: Path, key: string): Problem => {
	const keys = keysOf(path);
	const instead = nearest(key, keys);
	const where = path.length === 0 ? {en: 'The plan', zh: '计划'} : {en: spell(path), zh: `${spell(path)} `};
	const list = keys.join(', ');
	return {
		path: [...path, key],
		atKey: true,
		...(instead !== undefined && {instead}),
		text: instead
			? {
					en: `${where.en} has no key "${key}"; write "${instead}" instead.`,
					zh: `${where.zh}没有 "${key}" 这个键；请改写为 "${instead}"。`,
				}
			: {
					en: `${where.en} has no key "${key}"; remove it, or write one of ${list}.`,
					zh: `${where.zh}没有 "${key}" 这个键；请删除它，或改用以下之一：${list}。`,
				},
	};
};

/** Of a union, the branch that was meant: a mapping for a mapping, the list of words for anything else. */
const meant = (issue: z.core.$ZodIssueInvalidUnion, value: unknown): readonly Issue[] => {
	const isMapping = typeof value === 'object' && value !== null && !Array.isArray(value);
	const isShape = (issues: readonly Issue[]): boolean =>
		issues.some(({path, code}) => path.length > 0 || code === 'unrecognized_keys');
	const branch = issue.errors.find(issues => isShape(issues) === isMapping);
	return (branch ?? []).map(inner => ({...inner, path: [...issue.path, ...inner.path]}));
};

const problemsOf = (issue: Issue, written: unknown): readonly Problem[] => {
	const path = issue.path as Path;
	const value = valueAt(written, path);
	if (issue.code === 'unrecognized_keys') return issue.keys.map(key => unknownKey(path, key));
	if (issue.code === 'invalid_value') return [notInList(path, value, issue.values)];
	if (issue.code !== 'invalid_union') return [unfit(path, value)];
	const fits = typeof value === 'string' || (typeof value === 'object' && value !== null && !Array.isArray(value));
	return fits ? meant(issue, value).flatMap(inner => problemsOf(inner, written)) : [unfit(path, value)];
};

/** A key that is missing because it is misspelt is one mistake, and the misspelling is where to mend it. */
const once = (problems: readonly Problem[]): readonly Problem[] => {
	const meant = new Set(problems.map(({path, instead}) => instead && spell([...path.slice(0, -1), instead])));
	return problems.filter(({path, missing}) => !missing || !meant.has(spell([...path, missing])));
};

/** Sentences for everything zod found in what was written. */
export const explain = (issues: readonly Issue[], written: unknown): readonly Problem[] =>
	once(issues.flatMap(issue => problemsOf(issue, written)));
