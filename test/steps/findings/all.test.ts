import {expect, test} from 'vitest';
import type {Finding} from '../../../source/engine/declare.ts';
import {waysToMatch} from '../../../source/engine/diagnose/fixed-words.ts';
import {evidenceOf} from '../../../source/engine/diagnose/judge.ts';
import {patternOf, signsOf} from '../../../source/engine/diagnose/match.ts';
import {findings, questions} from '../../../steps/findings/all.ts';

const twice = (names: readonly string[]): readonly string[] => names.filter((name, at) => names.indexOf(name) !== at);
const signs = findings.flatMap(finding =>
	evidenceOf(finding)
		.flatMap(signsOf)
		.map(sign => ({finding, sign})),
);
const patterns = findings.flatMap(finding => [
	...evidenceOf(finding)
		.flatMap(signsOf)
		.map(patternOf)
		.map(pattern => ({id: finding.id, pattern})),
	...Object.values(finding.reads ?? {}).map(({says}) => ({id: finding.id, pattern: says})),
]);
const regexes = patterns.flatMap(({id, pattern}) => (pattern instanceof RegExp ? [{id, pattern}] : []));

test('Findings and questions have ids of their own', () => {
	expect(twice(findings.map(({id}) => id))).toEqual([]);
	expect(twice(questions.map(({id}) => id))).toEqual([]);
	for (const {id} of [...findings, ...questions]) expect(id).toMatch(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/);
});

test('What a finding explains, and what it asks, is declared', () => {
	const known = new Set(findings.map(({id}) => id));
	const asked = new Set(questions.map(({id}) => id));
	const lost = [
		...findings.flatMap(({id, explains = []}) =>
			explains.filter(other => !known.has(other)).map(other => `${id} explains ${other}`),
		),
		...signs.flatMap(({finding, sign}) =>
			(sign.in ?? []).filter(question => !asked.has(question)).map(question => `${finding.id} asks ${question}`),
		),
		...findings.flatMap(({id, reads = {}}) =>
			Object.values(reads)
				.flatMap(read => read.in ?? [])
				.filter(question => !asked.has(question))
				.map(question => `${id} reads ${question}`),
		),
	];

	expect(lost).toEqual([]);
});

test('What a question needs is asked before it on the same hosts, at first', () => {
	const first = new Map(questions.filter(({first: isFirst}) => isFirst).map(({id, target}) => [id, target]));

	expect(questions.filter(({needs, target}) => needs !== undefined && first.get(needs) !== target)).toEqual([]);
});

const textsOf = ({title, meaning, badAdvice = [], remedies}: Finding) => [
	title,
	meaning,
	...badAdvice,
	...remedies.flatMap(remedy => [remedy.title, remedy.why, ...(remedy.loses ? [remedy.loses] : [])]),
];

test('Every finding speaks both languages, says where it was read, and what is lost by a destructive cure', () => {
	const mute = findings.flatMap(finding => [
		...textsOf(finding)
			.filter(({en, zh}) => en.trim() === '' || !/\p{Script=Han}/u.test(zh))
			.map(({en}) => `${finding.id}: ${en}`),
		...(finding.sources.length === 0 ? [`${finding.id} has no sources`] : []),
		...(finding.about.length === 0 ? [`${finding.id} is about nothing`] : []),
		...(evidenceOf(finding).length === 0 ? [`${finding.id} has no evidence`] : []),
		...finding.remedies
			.filter(({risk, loses}) => risk === 'destructive' && !loses)
			.map(({id}) => `${finding.id}: ${id} does not say what is lost`),
	]);

	expect(mute).toEqual([]);
});

test('Patterns keep no place between lines, and hold no quantifier within a quantifier', () => {
	const nested = /\((?:[^()\\]|\\.)*[+*}](?:[^()\\]|\\.)*\)[+*{]/;

	expect(
		regexes.filter(({pattern}) => /[gym]/.test(pattern.flags)).map(({id, pattern}) => `${id}: ${pattern}`),
	).toEqual([]);
	expect(
		regexes.filter(({pattern}) => nested.test(pattern.source)).map(({id, pattern}) => `${id}: ${pattern}`),
	).toEqual([]);
});

test('No line of 2000 characters keeps a pattern busy', () => {
	const slow = regexes.flatMap(({id, pattern}) => {
		const parts = waysToMatch(pattern).flatMap(({texts}) => texts);
		const lines = [...parts.map(part => `${part} `), 'a', '1.', 'x: ', ' ', '"', '\t'].map(part =>
			part.repeat(Math.ceil(2000 / part.length)).slice(0, 2000),
		);
		// Its own time: on a busy machine anything takes long by the clock.
		const began = process.cpuUsage();
		for (const line of lines) pattern.test(line);
		const took = process.cpuUsage(began).user / 1000;
		return took > 100 ? [`${id}: ${pattern} took ${Math.round(took)} ms`] : [];
	});

	expect(slow).toEqual([]);
});
