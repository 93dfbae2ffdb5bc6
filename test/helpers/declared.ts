// Findings and questions of a world that is not Kubernetes, and bundles about it.
import type {Finding, Question} from '../../source/engine/declare.ts';
import {pastedPassage, type Bundle} from '../../source/engine/diagnose/bundle.ts';
import {judge, type Judgement, type Knowledge} from '../../source/engine/diagnose/judge.ts';
import {fragment} from '../../source/engine/script.ts';

const both = (text: string) => ({en: text, zh: text});

export const finding = (id: string, rest: Partial<Finding>): Finding => ({
	id,
	about: ['kitchen'],
	severity: 'blocking',
	title: both(id),
	meaning: both(id),
	suggests: [],
	confirms: [],
	remedies: [],
	sources: ['own'],
	...rest,
});

export const question = (id: string, like: RegExp, rest: Partial<Question> = {}): Question => ({
	id,
	title: both(id),
	target: 'every-host',
	ask: () => id,
	like,
	cost: 'cheap',
	...rest,
});

export const kitchen: readonly Question[] = [
	question('oven', /^look oven/),
	question('fridge', /^look fridge/),
	question('menu', /^read menu/, {target: 'first-control-plane'}),
	question('smell', /^smell/, {cost: 'slow'}),
];

/** `m1# look oven` above what it printed. */
export type Printed = readonly (readonly [string, ...string[]])[];

export const bundleOf = (...passages: Printed): Bundle =>
	passages.map(([head, ...lines]) => {
		const [host = '', ...command] = head.split('# ');
		return pastedPassage(host, command.join('# '), lines, kitchen);
	});

export const givenTo = (name: string) => ({
	host: {name, address: name, role: 'control-plane'},
	hosts: [],
	setting: () => undefined,
	captured: (value: string) => fragment(`<${value}>`),
	fact: () => undefined,
});

export const knowing = (...findings: readonly Finding[]): Knowledge => ({findings, questions: kitchen});

export const judged = (knowledge: Knowledge, bundle: Bundle): Judgement => judge(knowledge, bundle, {givenTo});

export const idsOf = ({reports}: Judgement): readonly string[] => reports.map(report => report.finding.id);
