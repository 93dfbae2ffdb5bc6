// One cause with many symptoms is told once: findings that follow from another one stand below it.
import type {Finding} from '../declare.ts';
import {level, type Confidence, type Weighed} from './weigh.ts';

export type Sure = Weighed & {readonly confidence: Confidence};

/** A cause, and what followed from it, nearest first. */
export type Report = Sure & {readonly chain: readonly Sure[]};

export type Explained = {
	/** Everything that follows from a finding, directly or by way of others, nearest first. */
	readonly after: (id: string) => readonly string[];
	/** Everything that a finding can follow from. */
	readonly before: (id: string) => readonly string[];
};

export const createExplained = (findings: readonly Finding[]): Explained => {
	const next = new Map(findings.map(({id, explains = []}) => [id, explains]));
	const after = new Map<string, readonly string[]>();
	const walk = (id: string): readonly string[] => {
		const known = after.get(id);
		if (known) return known;
		const seen = new Set([id]);
		for (const at of seen) for (const following of next.get(at) ?? []) seen.add(following);
		seen.delete(id);
		const all = [...seen];
		after.set(id, all);
		return all;
	};
	return {
		after: walk,
		before: id => findings.map(finding => finding.id).filter(other => other !== id && walk(other).includes(id)),
	};
};

const severities = {blocking: 2, risky: 1, notable: 0} as const;

/** What is only notable waits until what stops the cluster has been told, unless that is a mere possibility. */
const tier = ({confidence, finding}: Sure): number => level[confidence] - (finding.severity === 'notable' ? 1.5 : 0);

const surest = ({chain, ...own}: Report): number => Math.max(tier(own), ...chain.map(tier));

const speakingFor = ({chain, strength}: Report): number =>
	chain.reduce((all, each) => all + each.strength / 4, strength);

type Order = (one: Report, other: Report) => number;

/** Negative: the first one comes first. Never by the order in which they were declared. */
const byEvidence = (failedOn: ReadonlySet<string>): Order => {
	const isThere = ({hosts}: Report): number => (hosts.some(host => failedOn.has(host)) ? 1 : 0);
	return (one, other) =>
		tier(other) - tier(one) ||
		surest(other) - surest(one) ||
		severities[other.finding.severity] - severities[one.finding.severity] ||
		isThere(other) - isThere(one) ||
		speakingFor(other) - speakingFor(one) ||
		(one.finding.id < other.finding.id ? -1 : 1);
};

/** A mere possibility explains nothing that is surer than itself. */
const mayExplain = (cause: Sure, effect: Sure): boolean =>
	cause.confidence !== 'possible' || effect.confidence === 'possible';

/**
 * Where a cause shares a host with what follows from it, the other hosts need a cause of their own; where they share
 * none, the chain goes from one host to another.
 */
const unexplained = (effect: Sure, causes: readonly Sure[]): readonly string[] => {
	if (causes.length === 0) return effect.hosts;
	// What no host says is said of all of them.
	if (effect.hits.some(({everywhere, hosts}) => everywhere && hosts.length > 1)) return [];
	const covered = new Set(causes.flatMap(({hosts}) => hosts));
	const left = effect.hosts.filter(host => !covered.has(host));
	return left.length === effect.hosts.length ? [] : left;
};

/** `failedOn`: hosts on which a task failed, which is what somebody wants to know the cause of. */
export const reportsOf = (
	sure: readonly Sure[],
	{after}: Explained,
	failedOn: ReadonlySet<string> = new Set(),
): readonly Report[] => {
	const order = byEvidence(failedOn);
	const follows = (effect: Sure, cause: Sure): boolean =>
		after(cause.finding.id).includes(effect.finding.id) &&
		mayExplain(cause, effect) &&
		// Two that explain each other: the surer one is the cause.
		(!after(effect.finding.id).includes(cause.finding.id) ||
			order({...cause, chain: []}, {...effect, chain: []}) < 0);
	const reports = sure.flatMap((effect): readonly Report[] => {
		const causes = sure.filter(cause => cause !== effect && follows(effect, cause));
		const hosts = unexplained(effect, causes);
		if (hosts.length === 0) return [];
		const chain = after(effect.finding.id).flatMap(id =>
			sure.filter(other => other.finding.id === id && other !== effect && follows(other, effect)),
		);
		return [{...effect, hosts, chain}];
	});
	return reports.toSorted(order);
};
