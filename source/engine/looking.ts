// A diagnosis under way: who is asked what, since when, and what it comes down to, round by round.
import type {Text} from './declare.ts';
import type {ToldLink} from './diagnose/tell.ts';
import type {EngineEvent} from './event.ts';

/** What a host is asked in the round that runs. Times are milliseconds since 1970. */
export type AskedHost = {
	readonly questions: readonly Text[];
	readonly since: number;
	/** When the answers came; left out: they are waited for. */
	readonly answered?: number;
	/** Why there are none. */
	readonly why?: string;
};

export type Looking = {
	readonly since: number;
	readonly round: number;
	readonly hosts: Readonly<Record<string, AskedHost>>;
	/** What it may be by what is known so far, most probable first. */
	readonly candidates: readonly ToldLink[];
	/** How many causes were left before each round. */
	readonly open: readonly number[];
};

type Event<Type extends EngineEvent['type']> = Extract<EngineEvent, {type: Type}>;

export const askedIn = (before: Looking | undefined, event: Event<'asking'>): Looking => {
	const {at, round, asks, candidates, open} = event;
	const hosts = Object.fromEntries(
		asks.flatMap(({hosts: names, questions}) => names.map(name => [name, {questions, since: at}])),
	);
	if (!before || round < before.round) return {since: at, round, hosts, candidates, open: [open]};
	// Another control plane in the place of one that is away is asked in the same round.
	const isSame = round === before.round;
	return {
		since: before.since,
		round,
		hosts: isSame ? {...before.hosts, ...hosts} : hosts,
		candidates,
		open: isSame ? before.open : [...before.open, open],
	};
};

export const answeredIn = (looking: Looking, {at, host, why}: Event<'answered'>): Looking => {
	const asked = looking.hosts[host];
	if (!asked) return looking;
	const answered = {...asked, answered: at, ...(why !== undefined && {why})};
	return {...looking, hosts: {...looking.hosts, [host]: answered}};
};
