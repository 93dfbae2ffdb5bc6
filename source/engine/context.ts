import type {Book, Host, Task} from './declare.ts';
import type {Clock} from './clock.ts';
import {createComposer, type Composer} from './compose.ts';
import type {News} from './event.ts';
import {createRedactor, type Redactor} from './redact.ts';
import {rowOf, type Row} from './state.ts';
import type {Store} from './store.ts';
import {hostsFor} from './target.ts';
import type {Transport} from './transport.ts';
import {createTyped, type Typed} from './typed.ts';
import {createVault, type SecretKeeper, type Vault} from './vault.ts';

/** What the parts of the engine share. Made once per session by engine.ts. */
export type Context = {
	readonly session: string;
	readonly book: Book;
	readonly hosts: readonly Host[];
	readonly transport: Transport;
	readonly clock: Clock;
	readonly composer: Composer;
	readonly vault: Vault;
	readonly redactor: Redactor;
	readonly typed: Typed;
	readonly emit: (news: News) => void;
	readonly rowOf: (task: string, host: string) => Row;
	/** Hosts a task is for, after its `when`. */
	readonly hostsOf: (task: Task) => readonly Host[];
	/** Hosts that did not answer since the run began: not asked again before the next run. */
	readonly away: Map<string, string>;
	/** When a running command last printed something, by row key. */
	readonly lastOutput: Map<string, number>;
};

export const tasksOf = (book: Book): readonly Task[] => book.stages.flatMap(stage => stage.tasks);

export const rowKey = (task: string, host: string): string => `${task}/${host}`;

export type EngineOptions = {
	readonly session: string;
	readonly book: Book;
	readonly hosts: readonly Host[];
	/** What `given.setting` answers with. */
	readonly settings: Readonly<Record<string, unknown>>;
	readonly transport: Transport;
	/** Its state is the one to go on from when the session is resumed. */
	readonly store: Store;
	readonly clock: Clock;
	readonly secrets: SecretKeeper;
	/** Who opens the session, for the record. */
	readonly by: string;
	readonly resumed: boolean;
};

export const createContext = (options: EngineOptions): Context => {
	const {session, book, hosts, settings, transport, store, clock, secrets} = options;
	const vault = createVault(book, store.getState().captured, secrets, clock.now);
	const redactor = createRedactor(book.masks);
	const typed = createTyped(book.masks ?? [], redactor, secrets);
	const composer = createComposer(hosts, settings, vault, typed);
	for (const name of vault.names.filter(vault.isSecret)) {
		for (const {value} of vault.all(name)) redactor.learn(name, value);
	}
	typed.learn(hosts);
	const applies = new Map<Task, readonly Host[]>();
	const hostsOf = (task: Task): readonly Host[] => {
		const before = applies.get(task);
		if (before) return before;
		const found = hostsFor(task.target, hosts).filter(host => task.when?.(composer.givenTo(host)) ?? true);
		applies.set(task, found);
		return found;
	};
	return {
		session,
		book,
		hosts,
		transport,
		clock,
		composer,
		vault,
		redactor,
		typed,
		hostsOf,
		emit: news => store.emit({...news, at: clock.now()}),
		rowOf: (task, host) => rowOf(store.getState(), task, host),
		away: new Map(),
		lastOutput: new Map(),
	};
};
