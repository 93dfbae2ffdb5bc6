// Which signs a bundle shows, on which hosts, and by which lines.
import type {Evidence, Given, Pattern, Question, Sign} from '../declare.ts';
import {isAnswer, type Bundle} from './bundle.ts';
import type {Finder, Found, Place} from './find-lines.ts';
import {specificity} from './fixed-words.ts';

/** A line that shows something, or what was answered in the place of one that is missing. */
export type Proof = {readonly passage: number; readonly lines: readonly number[]};

/** A piece of evidence that holds. `hosts`: where; `'cluster'` is no place but all of them. */
export type Hit = {
	readonly evidence: Evidence;
	readonly hosts: readonly string[];
	readonly everywhere: boolean;
	readonly proofs: readonly Proof[];
	readonly specific: number;
};

export type Matcher = {
	readonly hitsOf: (evidence: Evidence) => readonly Hit[];
	/** Whether the question was answered on the host; without a host: anywhere. */
	readonly answered: (question: string, host?: string) => boolean;
	/** What the pattern's group holds, on that host first. */
	readonly read: (says: Pattern, questions: readonly string[] | undefined, host: string) => string | undefined;
};

type Needs = {
	readonly bundle: Bundle;
	readonly finder: Finder;
	readonly questions: readonly Question[];
	readonly givenTo: (host: string) => Given;
};

type SignHit = Omit<Hit, 'evidence'>;

const mostSpecific = 60;

const isSign = (evidence: Evidence): evidence is Sign => !Array.isArray(evidence);

export const signsOf = (evidence: Evidence): readonly Sign[] => (isSign(evidence) ? [evidence] : evidence);

export const patternOf = (sign: Sign): Pattern => {
	if ('says' in sign) return sign.says;
	if ('lacks' in sign) return sign.lacks;
	if ('several' in sign) return sign.several;
	if ('none' in sign) return sign.none;
	return 'differ' in sign ? sign.differ : sign.alike;
};

const proofsOf = (found: readonly {readonly places: readonly Place[]}[]): readonly Proof[] => {
	const lines = new Map<number, number[]>();
	for (const {places} of found)
		for (const {passage, line} of places) {
			const before = lines.get(passage);
			if (before) before.push(line);
			else lines.set(passage, [line]);
		}
	return [...lines].map(([passage, at]) => ({passage, lines: at}));
};

/** The answers of hosts to a question that is asked of one host are about all of them. */
const isOfCluster = (question: Question | undefined): boolean =>
	question?.target === 'first-control-plane' || question?.target === 'operator';

const isAcross = (sign: Sign): boolean => !('says' in sign || 'lacks' in sign);

export const createMatcher = ({bundle, finder, questions, givenTo}: Needs): Matcher => {
	const byId = new Map(questions.map(question => [question.id, question]));
	const ofHost = Map.groupBy(bundle.keys(), at => bundle[at]!.host);
	const hosts = [...ofHost.keys()];
	const sets = new Map<string, ReadonlySet<number>>();
	/** The passages of a host that answer one of the questions; without questions all it has. */
	const passagesOf = (host: string, asked: readonly string[] | undefined): ReadonlySet<number> => {
		const key = JSON.stringify([host, asked]);
		const before = sets.get(key);
		if (before) return before;
		const found = new Set(
			(ofHost.get(host) ?? []).filter(
				at => asked?.some(question => bundle[at]!.questions.includes(question)) ?? true,
			),
		);
		sets.set(key, found);
		return found;
	};
	const answersOf = (host: string, asked: readonly string[]): readonly number[] =>
		[...passagesOf(host, asked)].filter(at => isAnswer(bundle[at]!));
	const regexOf = (pattern: Pattern, host: string): RegExp | undefined =>
		pattern instanceof RegExp ? pattern : pattern(givenTo(host));
	/** By host, where it says it. */
	const saidBy = (pattern: Pattern, asked: readonly string[] | undefined): ReadonlyMap<string, readonly Found[]> => {
		const said = new Map<string, readonly Found[]>();
		// One look through everything, when the pattern is the same for all hosts.
		if (pattern instanceof RegExp && asked === undefined) {
			for (const found of finder.find(pattern)) {
				const places = Map.groupBy(found.places, ({passage}) => bundle[passage]!.host);
				for (const [host, there] of places)
					said.set(host, [...(said.get(host) ?? []), {...found, places: there}]);
			}
			return said;
		}
		for (const host of hosts) {
			const within = passagesOf(host, asked);
			const regex = within.size === 0 ? undefined : regexOf(pattern, host);
			const found = regex ? finder.find(regex, within) : [];
			if (found.length > 0) said.set(host, found);
		}
		return said;
	};
	const specificityOf = (pattern: Pattern): number => {
		const regex = regexOf(pattern, hosts[0] ?? '');
		return regex ? Math.min(mostSpecific, specificity(regex)) : 0;
	};
	const saysHits = (pattern: Pattern, asked: readonly string[] | undefined): readonly SignHit[] => {
		const everywhere = asked?.every(id => isOfCluster(byId.get(id))) ?? false;
		const specific = specificityOf(pattern);
		return [...saidBy(pattern, asked)].map(([host, found]) => ({
			hosts: [host],
			everywhere,
			proofs: proofsOf(found),
			specific,
		}));
	};
	const lacksHits = (pattern: Pattern, asked: readonly string[]): readonly SignHit[] => {
		const everywhere = asked.every(id => isOfCluster(byId.get(id)));
		const said = saidBy(pattern, asked);
		if (everywhere && said.size > 0) return [];
		return hosts.flatMap(host => {
			const answers = answersOf(host, asked);
			if (answers.length === 0 || said.has(host) || regexOf(pattern, host) === undefined) return [];
			return [{hosts: [host], everywhere, proofs: answers.map(passage => ({passage, lines: []})), specific: 10}];
		});
	};
	const acrossHits = (sign: Sign): readonly SignHit[] => {
		const asked = sign.in!;
		const pattern = patternOf(sign);
		const said = saidBy(pattern, asked);
		const proofs = proofsOf([...said.values()].flat());
		const all = {hosts: [...said.keys()], everywhere: false, proofs, specific: 20};
		if ('several' in sign) return said.size >= 2 ? [all] : [];
		if ('none' in sign) {
			const answers = hosts.flatMap(host => answersOf(host, asked));
			const compared = hosts.some(host => regexOf(pattern, host) !== undefined);
			if (answers.length === 0 || said.size > 0 || !compared) return [];
			const silent = [...new Set(answers.map(passage => bundle[passage]!.host))];
			return [{...all, hosts: silent, everywhere: true, proofs: answers.map(passage => ({passage, lines: []}))}];
		}
		if (said.size < 2) return [];
		const values = [...said].map(([host, found]) => [host, new Set(found.map(({value}) => value))] as const);
		if ('differ' in sign) {
			const different = new Set(values.map(([, of]) => [...of].toSorted().join('\n')));
			return different.size > 1 ? [all] : [];
		}
		const sharing = values.filter(([host, of]) =>
			values.some(([other, has]) => other !== host && [...of].some(value => has.has(value))),
		);
		const names = sharing.map(([host]) => host);
		const shared = names.flatMap(host => said.get(host)!);
		return names.length > 0 ? [{...all, hosts: names, proofs: proofsOf(shared)}] : [];
	};
	const signHits = (sign: Sign): readonly SignHit[] => {
		if ('says' in sign) return saysHits(sign.says, sign.in);
		return 'lacks' in sign ? lacksHits(sign.lacks, sign.in) : acrossHits(sign);
	};
	/** All of them, those of one host on the same host. */
	const together = (signs: readonly Sign[]): readonly SignHit[] => {
		const hits = signs.map(signHits);
		if (hits.some(of => of.length === 0)) return [];
		const free = hits.map((of, index) => isAcross(signs[index]!) || of.some(({everywhere}) => everywhere));
		const merge = (of: readonly SignHit[], at: readonly string[], everywhere: boolean): SignHit => ({
			hosts: at,
			everywhere,
			proofs: of.flatMap(({proofs}) => proofs),
			specific: of.reduce((sum, {specific}) => sum + specific, 0),
		});
		const loose = hits.filter((_, index) => free[index]).flat();
		const tied = hits.filter((_, index) => !free[index]);
		if (tied.length === 0)
			return [
				merge(
					loose,
					[...new Set(loose.flatMap(hit => hit.hosts))],
					loose.every(({everywhere}) => everywhere),
				),
			];
		return hosts
			.filter(host => tied.every(of => of.some(hit => hit.hosts.includes(host))))
			.map(host =>
				merge([...tied.flatMap(of => of.filter(hit => hit.hosts.includes(host))), ...loose], [host], false),
			);
	};
	return {
		hitsOf: evidence =>
			(isSign(evidence) ? signHits(evidence) : together(evidence)).map(hit => ({...hit, evidence})),
		answered: (question, host) =>
			(host === undefined ? hosts : [host]).some(at => passagesOf(at, [question]).size > 0),
		read: (says, asked, host) => {
			const said = saidBy(says, asked);
			return (said.get(host) ?? [...said.values()][0])?.at(-1)?.value;
		},
	};
};
