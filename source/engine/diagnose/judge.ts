// What a bundle says: causes with what followed from them, most probable first, and what it is not.
import type {Finding, Given, Question} from '../declare.ts';
import {settled, type Bundle} from './bundle.ts';
import {createExplained, reportsOf, type Explained, type Report, type Sure} from './chain.ts';
import {createFinder} from './find-lines.ts';
import {createMatcher, patternOf, signsOf, type Matcher} from './match.ts';
import {weigh, type Weighed} from './weigh.ts';

export type Knowledge = {readonly findings: readonly Finding[]; readonly questions: readonly Question[]};

export type Judgement = {
	/** As it was judged: what a command printed earlier is left out. */
	readonly bundle: Bundle;
	readonly reports: readonly Report[];
	readonly out: readonly Weighed[];
	readonly matcher: Matcher;
	readonly explained: Explained;
};

export type Circumstances = {
	/** What patterns may go by: the plan, when there is one. */
	readonly givenTo: (host: string) => Given;
	/** The release that runs there, such as 1.24; left out: not known, so any. */
	readonly version?: string;
	/** Hosts on which a task failed. */
	readonly failedOn?: readonly string[];
};

const numberOf = (version: string): number => {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	return major * 1000 + minor;
};

const isOfVersion = ({versions}: Finding, version: string | undefined): boolean => {
	if (version === undefined || versions === undefined) return true;
	const {from, to} = versions;
	const here = numberOf(version);
	return (from === undefined || here >= numberOf(from)) && (to === undefined || here <= numberOf(to));
};

export const evidenceOf = ({confirms, suggests, hints = [], rulesOut = []}: Finding): Finding['confirms'] => [
	...confirms,
	...suggests,
	...hints,
	...rulesOut,
];

const patternsOf = (findings: readonly Finding[]): readonly RegExp[] =>
	findings
		.flatMap(evidenceOf)
		.flatMap(signsOf)
		.map(patternOf)
		.filter(pattern => pattern instanceof RegExp);

const isSure = (weighed: Weighed): weighed is Sure => weighed.confidence !== 'out';

export const judge = (knowledge: Knowledge, known: Bundle, {givenTo, version, failedOn}: Circumstances): Judgement => {
	const findings = knowledge.findings.filter(finding => isOfVersion(finding, version));
	const bundle = settled(known);
	const finder = createFinder(bundle, patternsOf(findings));
	const matcher = createMatcher({bundle, finder, questions: knowledge.questions, givenTo});
	const weighed = findings.map(finding => weigh(finding, matcher)).filter(each => each !== undefined);
	const explained = createExplained(findings);
	return {
		bundle,
		reports: reportsOf(weighed.filter(isSure), explained, new Set(failedOn)),
		out: weighed.filter(each => !isSure(each)),
		matcher,
		explained,
	};
};
