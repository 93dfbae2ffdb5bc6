// A judgement as data that can be shown, printed and kept: whole texts, both languages, exact commands.
import type {Finding, Remedy, Risk, Script, Target, Text} from '../declare.ts';
import {MissingCapture, type Given} from '../given.ts';
import {fragment} from '../script.ts';
import {hostsFor} from '../target.ts';
import type {Report, Sure} from './chain.ts';
import type {Judgement} from './judge.ts';
import {showEvidence, type Shown} from './show-evidence.ts';
import type {Confidence} from './weigh.ts';

/** The row that a remedy has; the same remedy of two findings has two. */
export const cureId = (finding: string, remedy: string): string => `${finding}.${remedy}`;

export type ToldRemedy = {
	readonly id: string;
	readonly title: Text;
	readonly why: Text;
	readonly risk: Risk;
	readonly target: Target;
	/** Where it is run first; what is shown is for that host. Empty: nobody said which host that is. */
	readonly host: string;
	/** Bash; undefined when it cannot be said without a plan. */
	readonly commands?: string;
	readonly verify?: string;
	readonly loses?: Text;
};

export type ToldLink = {
	readonly id: string;
	readonly title: Text;
	readonly confidence: Confidence;
	readonly hosts: readonly string[];
};

export type Told = {
	readonly id: string;
	readonly about: readonly string[];
	readonly severity: Finding['severity'];
	/** 1 is the most probable. */
	readonly rank: number;
	readonly confidence: Confidence;
	readonly title: Text;
	readonly meaning: Text;
	readonly hosts: readonly string[];
	readonly evidence: readonly Shown[];
	/** What followed from it, nearest first. */
	readonly chain: readonly ToldLink[];
	/** What looks like it, and is not so. */
	readonly ruledOut: readonly {readonly id: string; readonly title: Text; readonly evidence: readonly Shown[]}[];
	readonly remedies: readonly ToldRemedy[];
	readonly badAdvice: readonly Text[];
	readonly sources: readonly string[];
};

/** What a remedy's script may depend on, with values that were read from the evidence. */
export type GivenToCure = (host: string, captured: Given['captured']) => Given;

/** A script that needs what nobody knows cannot be shown: without a plan there may be no such setting. */
const scriptOf = (script: Script, given: Given): string | undefined => {
	try {
		return script(given);
	} catch (error) {
		if (error instanceof MissingCapture || error instanceof TypeError) return undefined;
		throw error;
	}
};

/** The hosts of the finding that the remedy is for; else those it is for. */
export const hostsToCure = (remedy: Remedy, hosts: readonly string[], all: Given['hosts']): readonly string[] => {
	const meant = hostsFor(remedy.target, all).map(({name}) => name);
	if (remedy.everywhere && meant.length > 0) return meant;
	const both = hosts.filter(host => meant.includes(host));
	if (both.length > 0) return both;
	return meant.length > 0 && remedy.target !== 'every-host' ? meant : hosts;
};

export const capturedFrom =
	({reads = {}}: Finding, {matcher}: Judgement, host: string): Given['captured'] =>
	name => {
		const read = reads[name];
		const value = read && matcher.read(read.says, read.in, host);
		return value ?? fragment(`<${name}>`);
	};

/** Whether the roles of the hosts are those of a plan, or made up. */
export type Roles = 'known' | 'unknown';

const tellRemedy = (
	remedy: Remedy,
	report: Report,
	judgement: Judgement,
	givenToCure: GivenToCure,
	roles: Roles,
): ToldRemedy => {
	const {finding, hosts} = report;
	const first = hosts[0] ?? '';
	const captured = (host: string): Given['captured'] => capturedFrom(finding, judgement, host);
	const nobodyKnows = roles === 'unknown' && remedy.target === 'first-control-plane';
	const host = nobodyKnows ? '' : (hostsToCure(remedy, hosts, givenToCure(first, captured(first)).hosts)[0] ?? first);
	const given = givenToCure(host, captured(host));
	const {id, title, why, risk, target, loses} = remedy;
	const commands = scriptOf(remedy.run, given);
	const verify = scriptOf((remedy.verify ?? remedy.check).ask, given);
	return {
		id,
		title,
		why,
		risk,
		target,
		host,
		...(commands !== undefined && {commands}),
		...(verify !== undefined && {verify}),
		...(loses && {loses}),
	};
};

export const linksOf = (all: readonly Sure[]): readonly ToldLink[] =>
	all.map(({finding: {id, title}, confidence, hosts}) => ({id, title, confidence, hosts}));

const share = (one: readonly string[], other: readonly string[]): boolean => one.some(each => other.includes(each));

export const tell = (judgement: Judgement, givenToCure: GivenToCure, roles: Roles = 'known'): readonly Told[] =>
	judgement.reports.map((report, index) => {
		const {finding, confidence, hosts, hits, chain} = report;
		const {id, about, severity, title, meaning, remedies, badAdvice = [], sources} = finding;
		return {
			id,
			about,
			severity,
			rank: index + 1,
			confidence,
			title,
			meaning,
			hosts,
			evidence: showEvidence(judgement.bundle, hits),
			chain: linksOf(chain),
			ruledOut: judgement.out
				.filter(out => share(out.finding.about, about))
				.map(out => ({
					id: out.finding.id,
					title: out.finding.title,
					evidence: showEvidence(judgement.bundle, out.hits),
				})),
			remedies: remedies
				.filter(
					remedy => remedy.when?.(givenToCure(hosts[0] ?? '', capturedFrom(finding, judgement, ''))) ?? true,
				)
				.map(remedy => tellRemedy(remedy, report, judgement, givenToCure, roles)),
			badAdvice,
			sources,
		};
	});
