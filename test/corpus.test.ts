// Every finding is proven by texts in the words of real programs: those it comes first in, and those that only look like it.
import {expect, test} from 'vitest';
import {readTranscript} from '../source/commands/diagnose/read-transcript.ts';
import {diagnoseBundle} from '../source/commands/diagnose/offline.ts';
import {findings, questions} from '../steps/findings/all.ts';
import {changedText, random, shuffled} from './helpers/changed-text.ts';
import {corpus, diagnoseText, knowledge, placeAll} from './helpers/corpus.ts';

const ids = new Set(findings.map(({id}) => id));
const others = new Set(['none', 'healthy', 'foreign']);
const count = (what: string): number => corpus.filter(({first}) => first === what).length;
const positive = corpus.filter(({first}) => ids.has(first));
const placed = placeAll(positive);
const isFirst = ({text, found}: (typeof placed)[number]): boolean => found[0] === text.first;
const say = ({text, found}: (typeof placed)[number]): string =>
	`${text.file}: ${found.slice(0, 3).join(', ') || 'nothing'}`;

test('Every directory of the corpus is named after a finding', () => {
	expect(corpus.map(({first}) => first).filter(first => !ids.has(first) && !others.has(first))).toEqual([]);
});

test('There are 30 texts of healthy hosts at least, and 20 of other software', () => {
	expect(count('healthy')).toBeGreaterThanOrEqual(30);
	expect(count('foreign')).toBeGreaterThanOrEqual(20);
});

test('At least 95 of 100 texts have their finding first, and all have it among the first three', () => {
	const missed = placed.filter(each => !isFirst(each));
	const few = missed.length <= placed.length * 0.05;

	expect(placed.filter(({text, found}) => !found.slice(0, 3).includes(text.first)).map(say)).toEqual([]);
	expect(few ? [] : missed.map(say)).toEqual([]);
});

test('Every finding comes first in two texts at least, and two at least only look like it', () => {
	const poor = findings
		.map(({id}) => ({
			id,
			texts: positive.filter(({first}) => first === id).length,
			lookAlikes: corpus.filter(({isNot}) => isNot.includes(id)).length,
		}))
		.filter(({texts, lookAlikes}) => texts < 2 || lookAlikes < 2)
		.map(({id, texts, lookAlikes}) => `${id}: ${texts} texts, ${lookAlikes} look-alikes`);

	expect(poor).toEqual([]);
});

test('What only looks like a finding never has it first', () => {
	const wrong = placeAll(corpus.filter(({isNot}) => isNot.length > 0)).filter(
		({text, found}) => found[0] !== undefined && text.isNot.includes(found[0]),
	);

	expect(wrong.map(say)).toEqual([]);
});

test('Healthy hosts have nothing that is more than notable', () => {
	const alarms = corpus
		.filter(({first}) => first === 'healthy')
		.flatMap(({file, lines}) =>
			diagnoseText(lines)
				.told.filter(({severity}) => severity !== 'notable')
				.map(({id, evidence}) => `${file}: ${id} (${evidence[0]?.lines[0] ?? ''})`),
		);

	expect(alarms).toEqual([]);
});

test('Where nothing is to be found, and in the errors of other programs, nothing is claimed', () => {
	const claims = corpus
		.filter(({first}) => first === 'foreign' || first === 'none')
		.flatMap(({file, lines}) =>
			diagnoseText(lines)
				.told.filter(({confidence}) => confidence !== 'possible')
				.map(({id, evidence}) => `${file}: ${id} (${evidence[0]?.lines[0] ?? ''})`),
		);

	expect(claims).toEqual([]);
});

test('Other hosts, addresses and patch releases give the same answer', () => {
	const changed = placed.filter(isFirst).flatMap(({text}, index) => {
		const hosts = [...new Set(readTranscript(text.lines, questions).map(({host}) => host))];
		const [first] = diagnoseText(changedText(text.lines, hosts, index)).told;
		return first?.id === text.first ? [] : [`${text.file}: ${first?.id ?? 'nothing'}`];
	});

	expect(changed).toEqual([]);
});

test('Another order of passages, and of the lines in each, gives the same answer', () => {
	const changed = placed.filter(isFirst).flatMap(({text}, index) => {
		const next = random(index);
		const bundle = readTranscript(text.lines, questions);
		const commands = bundle.map(({host, command}) => `${host} ${command}`);
		// A command that was given twice says what became of it: there the order matters.
		if (new Set(commands).size < commands.length) return [];
		const mixed = shuffled(bundle, next).map(passage => ({...passage, lines: shuffled(passage.lines, next)}));
		const [first] = diagnoseBundle(knowledge, mixed).told;
		return first?.id === text.first ? [] : [`${text.file}: ${first?.id ?? 'nothing'}`];
	});

	expect(changed).toEqual([]);
});
