import type {Book, Capture, Task} from './declare.ts';
import type {CapturedValue} from './state.ts';

/** Where secret values outlive the process; the session keeps them in a file of mode 0600. */
export type SecretKeeper = {
	readonly get: (name: string, host: string) => string | undefined;
	readonly set: (name: string, host: string, value: string) => void;
};

export type Kept = {readonly value: string; readonly host: string; readonly at: number; readonly expires?: number};

export type Vault = {
	/** The value of that host, or without one the newest of any; not when it has run out. */
	readonly find: (name: string, host: string, only: boolean) => Kept | undefined;
	readonly all: (name: string) => readonly Kept[];
	readonly keep: (name: string, kept: Kept) => void;
	readonly captureOf: (name: string) => {readonly task: Task; readonly capture: Capture} | undefined;
	readonly isSecret: (name: string) => boolean;
	readonly names: readonly string[];
};

export const createVault = (
	book: Book,
	known: Readonly<Record<string, Readonly<Record<string, CapturedValue>>>>,
	secrets: SecretKeeper,
	now: () => number,
): Vault => {
	const declared = new Map(
		book.stages
			.flatMap(stage => stage.tasks)
			.flatMap(task =>
				Object.entries(task.capture ?? {}).map(([name, capture]) => [name, {task, capture}] as const),
			),
	);
	const values = new Map<string, Map<string, Kept>>();
	const put = (name: string, kept: Kept): void => {
		values.set(name, (values.get(name) ?? new Map<string, Kept>()).set(kept.host, kept));
	};
	for (const [name, byHost] of Object.entries(known)) {
		for (const [host, {value = secrets.get(name, host), at, expires}] of Object.entries(byHost)) {
			if (value !== undefined) put(name, {value, host, at, ...(expires !== undefined && {expires})});
		}
	}
	const isSecret = (name: string): boolean => declared.get(name)?.capture.secret === true;
	const isGood = (kept: Kept): boolean => kept.expires === undefined || kept.expires > now();
	return {
		find: (name, host, only) => {
			const byHost = values.get(name);
			const own = byHost?.get(host);
			if (own || only) return own && isGood(own) ? own : undefined;
			return [...(byHost?.values() ?? [])].filter(isGood).toSorted((one, other) => other.at - one.at)[0];
		},
		all: name => [...(values.get(name)?.values() ?? [])],
		keep: (name, kept) => {
			put(name, kept);
			if (isSecret(name)) secrets.set(name, kept.host, kept.value);
		},
		captureOf: name => declared.get(name),
		isSecret,
		names: [...declared.keys()],
	};
};
