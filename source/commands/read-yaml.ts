// A plan's YAML with the place of every value, so that a complaint can say where.
import {isMap, isScalar, isSeq, LineCounter, parseDocument, visit, type Document, type Node} from 'yaml';
import type {Text} from '../engine/declare.ts';
import type {Path} from '../../steps/plan/problem.ts';

/** One complaint, with the place that editors jump to. */
export type Complaint = {readonly line: number; readonly column: number; readonly text: Text};

export type Yaml = {
	readonly value: unknown;
	/** What YAML itself does not accept. */
	readonly complaints: readonly Complaint[];
	/** False when the text is so broken that its values mean nothing. */
	readonly readable: boolean;
	readonly placeOf: (path: Path, atKey: boolean) => {readonly line: number; readonly column: number};
};

const words: Readonly<Record<string, Text>> = {
	DUPLICATE_KEY: {
		en: 'This key is written twice in the same mapping; remove one of the two.',
		zh: '同一映射中这个键写了两次；请删除其中一个。',
	},
	TAB_AS_INDENT: {
		en: 'YAML does not take tabs as indentation; write spaces instead.',
		zh: 'YAML 不允许用制表符缩进；请改用空格。',
	},
	BAD_INDENT: {
		en: 'This line is not indented like its neighbours; write it with the same number of spaces.',
		zh: '这一行的缩进与相邻行不一致；请用相同数量的空格。',
	},
	MISSING_CHAR: {
		en: 'A character is missing here, such as a colon, a comma, a quote or a closing bracket; write it.',
		zh: '这里缺少字符，例如冒号、逗号、引号或右括号；请补上。',
	},
	MULTIPLE_DOCS: {
		en: 'The file holds more than one document; write one plan per file and remove the "---".',
		zh: '文件里有多个 YAML 文档；请一个文件只写一份计划，并删除 "---"。',
	},
};

const otherwise = (message: string): Text => ({
	en: `This is not YAML (${message}); compare it with a plan that kubewalk new writes.`,
	zh: `这里不是合法的 YAML（${message}）；请对照 kubewalk new 写出的计划。`,
});

const nodeAt = (document: Document, path: Path): Node | undefined => {
	const found = path.length === 0 ? document.contents : document.getIn(path, true);
	return (found ?? undefined) as Node | undefined;
};

const keyAt = (document: Document, path: Path): Node | undefined => {
	const parent = nodeAt(document, path.slice(0, -1));
	const pair = isMap(parent) ? parent.items.find(({key}) => isScalar(key) && key.value === path.at(-1)) : undefined;
	return pair?.key as Node | undefined;
};

/** The first node on the way up that the text has. A mapping is where its key stands, when it has one. */
const nodeFor = (document: Document, path: Path, atKey: boolean): Node | undefined => {
	for (let at = path; ; at = at.slice(0, -1)) {
		const node = nodeAt(document, at);
		const key = keyAt(document, at);
		const isBlock = (isMap(node) || isSeq(node)) && !node.flow;
		if (at.length === path.length && atKey && key) return key;
		if (isBlock && key) return key;
		if (node?.range) return node;
		if (key) return key;
		if (at.length === 0) return undefined;
	}
};

/** 1.20 without quotes is the number 1.2 for YAML; the release that was meant is what stands in the text. */
const keepVersions = (document: Document): void => {
	visit(document, {
		Pair: (_, pair) => {
			const {key, value} = pair;
			if (!isScalar(key) || key.value !== 'version' || !isScalar(value) || typeof value.value !== 'number')
				return;
			value.value = value.source ?? value.value;
		},
	});
};

export const readYaml = (text: string): Yaml => {
	const counter = new LineCounter();
	const document = parseDocument(text, {lineCounter: counter, prettyErrors: false});
	keepVersions(document);
	const place = (offset: number) => {
		const {line, col} = counter.linePos(offset);
		return {line: Math.max(line, 1), column: Math.max(col, 1)};
	};
	const complaints = document.errors.map(({code, pos, message}) => ({
		...place(pos[0]),
		text: words[code] ?? otherwise(message.split('\n')[0]!),
	}));
	const readable = document.errors.every(({code}) => code === 'DUPLICATE_KEY');
	return {
		value: readable ? (document.toJS() as unknown) : undefined,
		complaints,
		readable,
		placeOf: (path, atKey) => place(nodeFor(document, path, atKey)?.range?.[0] ?? 0),
	};
};
