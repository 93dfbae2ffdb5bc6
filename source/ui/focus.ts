// Which task, host and pane the walk screen shows: what the person selected, else what happens, else what is next.
import type {Engine} from '../engine/engine.ts';
import type {State} from '../engine/state.ts';
import {isWorking, nextOf, statusOf, statusOn, todoOf, workingOf, type Entry} from './progress.ts';
import type {Pane, WalkState} from './walk-state.ts';

export type Focus = {readonly entry: Entry; readonly host: string; readonly pane: Pane};

const trouble = ['failed', 'unreachable', 'cancelled'] as const;

const hostOf = (state: State, entry: Entry, wanted: string | undefined): string => {
	if (wanted !== undefined && entry.hosts.includes(wanted)) return wanted;
	const on = (matches: (status: ReturnType<typeof statusOn>) => boolean): string | undefined =>
		entry.hosts.find(host => matches(statusOn(state, entry, host)));
	return (
		on(status => trouble.some(one => one === status)) ??
		on(status => status === 'running') ??
		on(isWorking) ??
		todoOf(state, entry)[0] ??
		entry.hosts[0]!
	);
};

/** Undefined only for a book that has no task for this plan. */
export const focusOf = (
	engine: Engine,
	state: State,
	entries: readonly Entry[],
	walk: Pick<WalkState, 'task' | 'host' | 'pane' | 'busy'>,
): Focus | undefined => {
	const entry =
		entries.find(({task}) => task.id === walk.task) ??
		workingOf(state, entries)[0] ??
		nextOf(engine, state, entries) ??
		entries.at(-1);
	if (!entry) return undefined;
	const happening = walk.busy || trouble.some(status => status === statusOf(state, entry));
	return {entry, host: hostOf(state, entry, walk.host), pane: walk.pane ?? (happening ? 'output' : 'commands')};
};
