import type {Book, Host, Task} from './declare.ts';
import type {Clock} from './clock.ts';
import {createComposer, type Composer} from './compose.ts';
import type {News} from './event.ts';
import {rememberInserted} from './inserted.ts';
import {createRedactor, type Redactor} from './redact.ts';
import {createLease, noLease, type Holder, type Lease, type Tenant} from './lease.ts';
import {isWorking, rowOf, type Row} from './state.ts';
import type {Store} from './store.ts';
import {hostsFor} from './target.ts';
import type {Transport} from './transport.ts';
import {createTurns, type Turns} from './turns.ts';
import {createTyped, type Typed} from './typed.ts';
import {createVault, type SecretKeeper, type Vault} from './vault.ts';

/** What the parts of the engine share. Made once per session by engine.ts. */
export type Context = {
	/** What the ids of jobs begin with. */
	readonly identity: string;
	readonly book: Book;
	readonly hosts: readonly Host[];
	readonly transport: Transport;
	readonly lease: Lease;
	readonly clock: Clock;
	readonly composer: Composer;
	readonly vault: Vault;
	readonly redactor: Redactor;
	readonly typed: Typed;
	/** See `View.inserted`. */
	readonly inserted: () => readonly string[];
	readonly emit: (news: News) => void;
	readonly rowOf: (task: string, host: string) => Row;
	/** The word of a badge that a host has. */
	readonly badgeOf: (host: string, badge: string) => string | undefined;
	/** So many hosts are at work at once; the others wait for their turn. */
	readonly turns: Turns;
	/** Hosts a task is for, after its `when`. */
	readonly hostsOf: (task: Task) => readonly Host[];
	/** Hosts that did not answer since the run began: not asked again before the next run. */
	readonly away: Map<string, string>;
	/** When a running command last printed something, by row key. */
	readonly lastOutput: Map<string, number>;
};

export const tasksOf = (book: Book): readonly Task[] => book.stages.flatMap(stage => stage.tasks);

const capturesOf = (book: Book): readonly string[] => tasksOf(book).flatMap(({capture = {}}) => Object.keys(capture));

export const rowKey = (task: string, host: string): string => `${task}/${host}`;

export type EngineOptions = {
	readonly session: string;
	/** Tells sessions of the same name on two machines apart. Left out: the name does. */
	readonly identity?: string;
	readonly book: Book;
	readonly hosts: readonly Host[];
	/** What `given.setting` answers with. */
	readonly settings: Readonly<Record<string, unknown>>;
	readonly transport: Transport;
	/** Its state is the one to go on from when the session is resumed. */
	readonly store: Store;
	readonly clock: Clock;
	readonly secrets: SecretKeeper;
	/** Values that never leave the engine, though no task captured them: a password that was typed. */
	readonly hidden?: readonly string[];
	/** The cluster's name and this process, for others on the same hosts. Left out: there are no others. */
	readonly lease?: {readonly name: string; readonly tenant: Tenant};
	/** Who opens the session, for the record. */
	readonly by: string;
	readonly resumed: boolean;
	/** Names of the hosts that may be asked and changed; scripts know of all. Left out: all. */
	readonly only?: readonly string[];
	/** How many hosts are at work at once. Left out: 50. */
	readonly atOnce?: number;
};

/** Every host that is at work has an ssh process here, and a login is work for this machine too. */
const usuallyAtOnce = 50;

export const createContext = (options: EngineOptions): Context => {
	const {session, book, hosts, settings, transport, store, clock, secrets, hidden = []} = options;
	const vault = createVault(book, store.getState().captured, secrets, clock.now);
	const redactor = createRedactor(book.masks);
	for (const value of hidden) redactor.learn('password', value);
	const typed = createTyped(book.masks ?? [], redactor, secrets);
	const composer = createComposer(
		hosts,
		settings,
		vault,
		typed,
		(host, name) => store.getState().facts[host]?.[name],
	);
	for (const name of vault.names.filter(vault.isSecret)) {
		for (const {value} of vault.all(name)) redactor.learn(name, value);
	}
	const applies = new Map<Task, readonly Host[]>();
	const hostsOf = (task: Task): readonly Host[] => {
		const before = applies.get(task);
		if (before) return before;
		const found = hostsFor(task.target, hosts)
			.filter(({name}) => options.only?.includes(name) ?? true)
			.filter(host => task.when?.(composer.givenTo(host)) ?? true);
		applies.set(task, found);
		return found;
	};
	const emit = (news: News): void => store.emit({...news, at: clock.now()});
	const doing = (): string => {
		const {rows} = store.getState();
		return tasksOf(book)
			.map(({id}) => [id, hosts.filter(({name}) => isWorking(rows[id]?.[name]?.status ?? 'pending'))] as const)
			.filter(([, at]) => at.length > 0)
			.map(([id, at]) => `${id} (${at.map(({name}) => name).join(' ')})`)
			.join(', ');
	};
	const [keeper] = hostsFor('first-control-plane', hosts);
	const onChange = (holder: Holder | undefined): void => emit({type: 'lease', ...(holder && {holder})});
	const onUnkept = (text: string): void => emit({type: 'note', text});
	const lease =
		options.lease && keeper
			? createLease({...options.lease, transport, host: keeper, doing, clock, onChange, onUnkept})
			: noLease;
	return {
		identity: options.identity ?? session,
		book,
		hosts,
		transport,
		lease,
		clock,
		composer,
		vault,
		redactor,
		typed,
		turns: createTurns(options.atOnce ?? usuallyAtOnce),
		hostsOf,
		inserted: rememberInserted(settings, capturesOf(book), () => store.getState()),
		emit,
		rowOf: (task, host) => rowOf(store.getState(), task, host),
		badgeOf: (host, badge) => store.getState().badges[host]?.[badge]?.word,
		away: new Map(),
		lastOutput: new Map(),
	};
};
