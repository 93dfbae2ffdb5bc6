// Live diagnosis: the first questions of every host in one round trip each, then rounds of those that tell apart what is
// left. A host that does not answer is no error but a thing that was learned.
import type {Given, Host, Question} from '../declare.ts';
import type {Context} from '../context.ts';
import type {News} from '../event.ts';
import {hostsFor, operator} from '../target.ts';
import {createAskHost} from './ask-host.ts';
import type {Bundle} from './bundle.ts';
import {candidatesOf, choose} from './choose.ts';
import {judge, type Judgement, type Knowledge} from './judge.ts';
import {linksOf} from './tell.ts';

export type Investigation = {
	readonly judgement: Judgement;
	readonly bundle: Bundle;
	/** How many questions were asked, each counted once whatever the number of hosts. */
	readonly asked: number;
	/** How many of them came after the first look. */
	readonly further: number;
	readonly rounds: number;
	/** Why a host did not answer, by its name. */
	readonly away: Readonly<Record<string, string>>;
};

export type Wish = {
	/** What is known before anything is asked: the output of a task that failed. */
	readonly known?: Bundle;
	/** Nothing is asked: what is known has to do. */
	readonly onlyKnown?: true;
	/** The release that the hosts run, such as 1.24. */
	readonly version?: string;
};

const mostRounds = 3;

type Places = ReadonlyMap<Host, readonly Question[]>;

/** Hosts that are asked the same stand together. */
const asksOf = (places: Places): Extract<News, {type: 'asking'}>['asks'] =>
	[...Map.groupBy(places, ([, questions]) => questions.map(({id}) => id).join(' ')).values()].map(group => ({
		hosts: group.map(([{name}]) => name),
		questions: group[0]![1].map(({title}) => title),
	}));

export const investigate = async (
	context: Context,
	knowledge: Knowledge,
	{known = [], onlyKnown, version}: Wish,
	signal: AbortSignal,
	hear: (news: Extract<News, {type: 'asking' | 'answered'}>) => void = () => undefined,
): Promise<Investigation> => {
	const {askHost, away} = createAskHost(context, signal, hear);
	const asked = new Set<string>();
	const nobody: Host = {name: '', address: '', role: ''};
	const givenTo = (name: string): Given =>
		context.composer.givenTo(context.hosts.find(host => host.name === name) ?? {...nobody, name});
	/** Where a question is asked: of the cluster, any control plane that answers can tell. */
	const placesOf = ({target}: Question): readonly Host[] => {
		if (target === 'operator') return [operator];
		if (target !== 'first-control-plane')
			return hostsFor(target, context.hosts).filter(({name}) => !away.has(name));
		return hostsFor('control-planes', context.hosts)
			.filter(({name}) => !away.has(name))
			.slice(0, 1);
	};
	const askRound = async (questions: readonly Question[], say: (places: Places) => void): Promise<Bundle> => {
		for (const {id} of questions) asked.add(id);
		const places = new Map<Host, Question[]>();
		for (const question of questions)
			for (const host of placesOf(question)) places.set(host, [...(places.get(host) ?? []), question]);
		say(places);
		const answers = (await Promise.all([...places].map(([host, of]) => askHost(host, of)))).flat();
		// A control plane that turned out to be away is no reason not to ask the next one about the cluster.
		const left = questions.filter(
			question =>
				question.target === 'first-control-plane' &&
				placesOf(question).length > 0 &&
				!answers.some(({questions: ids}) => ids.includes(question.id)),
		);
		return left.length === 0 || signal.aborted ? answers : [...answers, ...(await askRound(left, say))];
	};
	const judgeNow = (bundle: Bundle): Judgement =>
		judge(knowledge, bundle, {
			givenTo,
			failedOn: known.map(({host}) => host),
			...(version !== undefined && {version}),
		});
	if (onlyKnown) return {judgement: judgeNow(known), bundle: known, asked: 0, further: 0, rounds: 0, away: {}};
	const sayWith =
		(round: number, judgement?: Judgement) =>
		(places: Places): void =>
			hear({
				type: 'asking',
				round,
				asks: asksOf(places),
				candidates: judgement ? linksOf(judgement.reports) : [],
				open: judgement ? candidatesOf(knowledge, judgement).length : knowledge.findings.length,
			});
	const first = knowledge.questions.filter(question => question.first);
	const judgedBefore = known.length > 0 ? judgeNow(known) : undefined;
	let bundle: Bundle = [...known, ...(await askRound(first, sayWith(1, judgedBefore)))];
	let rounds = 1;
	let judgement = judgeNow(bundle);
	while (rounds < mostRounds && !signal.aborted) {
		const chosen = choose(knowledge, judgement, question => asked.has(question));
		if (chosen.length === 0) break;
		bundle = [...bundle, ...(await askRound(chosen, sayWith(rounds + 1, judgement)))];
		rounds += 1;
		judgement = judgeNow(bundle);
	}
	const further = asked.size - first.length;
	return {judgement, bundle: judgement.bundle, asked: asked.size, further, rounds, away: Object.fromEntries(away)};
};
