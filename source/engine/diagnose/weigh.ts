// How sure a finding is, by what speaks for it and against it on each host.
import type {Finding} from '../declare.ts';
import type {Hit, Matcher} from './match.ts';

export type Confidence = 'confirmed' | 'likely' | 'possible';

export type Weighed = {
	readonly finding: Finding;
	/** `out`: something spoke for it, and it is not so. */
	readonly confidence: Confidence | 'out';
	/** Where it is as sure as that. */
	readonly hosts: readonly string[];
	/** What speaks for it there, or against it when it is out: most telling first. */
	readonly hits: readonly Hit[];
	readonly strength: number;
};

export const level: Readonly<Record<Confidence, number>> = {confirmed: 3, likely: 2, possible: 1};

const isAt = (hit: Hit, host: string): boolean => hit.everywhere || hit.hosts.includes(host);

/** Evidence that shows lines nobody else has shown: two patterns for one line are one sign. */
const independent = (hits: readonly Hit[]): readonly Hit[] => {
	const shown = new Set<string>();
	return hits.filter(({proofs}) => {
		const places = proofs.flatMap(({passage, lines}) =>
			lines.length === 0 ? [`${passage}`] : lines.map(line => `${passage}/${line}`),
		);
		const isNew = places.some(place => !shown.has(place));
		for (const place of places) shown.add(place);
		return isNew;
	});
};

type Graded = {readonly hit: Hit; readonly grade: Confidence};

const worth = ({hit, grade}: Graded): number => level[grade] * (10 + Math.min(90, hit.specific));

/** Undefined: nothing speaks for it. */
export const weigh = (finding: Finding, {hitsOf}: Matcher): Weighed | undefined => {
	const {confirms, suggests, hints = [], rulesOut = []} = finding;
	const grade = (evidence: Finding['suggests'], as: Confidence): readonly Graded[] =>
		evidence.flatMap(hitsOf).map(hit => ({hit, grade: as}));
	const found = [...grade(confirms, 'confirmed'), ...grade(suggests, 'likely'), ...grade(hints, 'possible')];
	if (found.length === 0) return undefined;
	const against = rulesOut.flatMap(hitsOf);
	const hosts = [...new Set(found.flatMap(({hit}) => hit.hosts))];
	const left = hosts.filter(host => !against.some(hit => isAt(hit, host)));
	if (left.length === 0) return {finding, confidence: 'out', hosts, hits: against, strength: 0};
	const still = found.filter(({hit}) => left.some(host => isAt(hit, host)));
	const best = still.reduce((one, other) => (level[other.grade] > level[one.grade] ? other : one)).grade;
	const sure = left.filter(host => still.some(({hit, grade: as}) => as === best && hit.hosts.includes(host)));
	const there = still
		.filter(({hit}) => sure.some(host => isAt(hit, host)))
		.toSorted((one, other) => worth(other) - worth(one));
	const hits = independent(there.map(({hit}) => hit));
	const kinds = new Set<unknown>();
	const strength = there
		.filter(({hit}) => hits.includes(hit) && !kinds.has(hit.evidence) && kinds.add(hit.evidence))
		.reduce((sum, graded) => sum + worth(graded), 0);
	return {finding, confidence: best, hosts: sure, hits, strength};
};
