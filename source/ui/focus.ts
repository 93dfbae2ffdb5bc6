// Which task, host and pane the walk screen shows: what the person selected, else what happens, else what is next.
import type {Engine} from '../engine/engine.ts';
import type {Status} from '../engine/event.ts';
import type {State} from '../engine/state.ts';
import {isWorking, nextOf, statusOf, statusOn, todoOf, workingOf, type Entry} from './progress.ts';
import type {Pane, WalkState} from './walk-state.ts';

export type Focus = {readonly entry: Entry; readonly host: string; readonly pane: Pane};

const trouble: readonly Status[] = ['failed', 'unreachable', 'cancelled'];
/** Worth looking at the output for. A check is not: most are over before they are read, and panes should not flicker. */
const telling: readonly Status[] = [...trouble, 'running', 'verifying', 'undoing'];

const hostOf = (state: State, entry: Entry, wanted: string | undefined): string => {
	if (wanted !== undefined && entry.hosts.includes(wanted)) return wanted;
	const on = (matches: (status: Status) => boolean): string | undefined =>
		entry.hosts.find(host => matches(statusOn(state, entry, host)));
	return (
		on(status => trouble.includes(status)) ??
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
	walk: Pick<WalkState, 'task' | 'host' | 'pane'>,
): Focus | undefined => {
	const entry =
		entries.find(({task}) => task.id === walk.task) ??
		workingOf(state, entries)[0] ??
		nextOf(engine, state, entries) ??
		entries.at(-1);
	if (!entry) return undefined;
	const natural = telling.includes(statusOf(state, entry)) ? 'output' : 'commands';
	return {entry, host: hostOf(state, entry, walk.host), pane: walk.pane ?? natural};
};
