import {expect, test} from 'vitest';
import {en} from '../../source/texts/en.ts';
import {textsOf, type Texts} from '../../source/texts/texts.ts';
import {zh} from '../../source/texts/zh.ts';

/** Stands for whatever is inserted, and can be found in the text again. */
const argument = (name: string): never =>
	new Proxy(
		{},
		{
			get: (_, key) =>
				key === Symbol.toPrimitive || key === 'toString'
					? () => `<${name}>`
					: argument(`${name}.${String(key)}`),
		},
	) as never;

type Entry = {readonly key: string; readonly text: string};

const entriesOf = (texts: Texts): readonly Entry[] =>
	Object.entries(texts).flatMap(([section, words]) =>
		Object.entries(words as Readonly<Record<string, string | ((...inserted: readonly never[]) => string)>>).flatMap(
			([word, text]): readonly Entry[] => {
				const key = `${section}.${word}`;
				if (typeof text === 'string') return [{key, text}];
				// A word for each of a few values, looked up by the value.
				if (key === 'report.outcome')
					return (['done', 'failed', 'unreachable', 'stopped'] as const).map(outcome => ({
						key: `${key}.${outcome}`,
						text: texts.report.outcome(outcome),
					}));
				const inserted = Array.from({length: 4}, (_, index) => argument(`${index + 1}`));
				// A text may be nothing but what is inserted.
				return [{key, text: [text(...inserted)].join('')}];
			},
		),
	);

const english = entriesOf(en);
const chinese = new Map(entriesOf(zh).map(({key, text}) => [key, text]));

const matches = (text: string, pattern: RegExp): readonly string[] =>
	[...new Set(text.match(pattern) ?? [])].toSorted();

test('The language decides which words there are', () => {
	expect(textsOf('en')).toBe(en);
	expect(textsOf('zh')).toBe(zh);
});

test('Every text is there in both languages, and none is empty', () => {
	expect(english.map(({key}) => key)).toEqual([...chinese.keys()]);
	expect(english.length).toBeGreaterThan(250);
	expect([...english, ...entriesOf(zh)].filter(({text}) => text.trim() === '')).toEqual([]);
});

/** Of a text that is there in both languages, each takes its own. */
const insertedIn = (text: string): readonly string[] =>
	matches(text, /<[\w.]+>/g).map(name => name.replace(/\.(?:en|zh)>$/, '>'));

test('What is inserted in English is inserted in Chinese', () => {
	expect(english.filter(({text}) => text.includes('<1>')).length).toBeGreaterThan(50);
	const strays = english
		.map(({key, text}) => ({key, en: insertedIn(text), zh: insertedIn(chinese.get(key)!)}))
		.filter(({en, zh}) => en.join() !== zh.join());
	expect(strays).toEqual([]);
});

test('What is typed is the same in both languages: flags, and files', () => {
	const typed = /--[a-z][\w-]*|\$[A-Z_]+|\/etc\/[\w/.]+/g;
	const strays = english
		.map(({key, text}) => ({key, en: matches(text, typed), zh: matches(chinese.get(key)!, typed)}))
		.filter(({en, zh}) => en.join() !== zh.join());
	expect(strays).toEqual([]);
});

/** Languages are offered in their own name. */
const ownName = new Set(['keys.language']);

test('English has no Chinese in it', () => {
	expect(
		english.filter(
			({key, text}) => !ownName.has(key) && /[\p{Script=Han}，。：；（）“”]/u.test(text.replaceAll(/[“”]/g, '')),
		),
	).toEqual([]);
});

test('Chinese uses Chinese punctuation between Chinese words', () => {
	const strays = [...chinese].filter(([, text]) => /\p{Script=Han}\s?[,;?!()]|[,;?!()]\p{Script=Han}/u.test(text));
	expect(strays).toEqual([]);
});
