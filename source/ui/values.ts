// The values that tasks read from what hosts printed, as rows of a screen.
import type {Task} from '../engine/declare.ts';
import type {CapturedValue, State} from '../engine/state.ts';
import type {Entry} from './progress.ts';

export type ValueRow = {
	readonly name: string;
	readonly task: Task;
	readonly secret: boolean;
	/** It can be asked for anew. */
	readonly renewable: boolean;
	/** Left out: not captured yet. */
	readonly kept?: CapturedValue;
};

/** In the order of the book; one that several tasks or hosts gave has a row for each, one that nobody gave a row for each that can. */
export const valueRows = (state: State, entries: readonly Entry[]): readonly ValueRow[] =>
	entries.flatMap(({task}) =>
		Object.entries(task.capture ?? {}).flatMap(([name, {secret = false, renew}]): readonly ValueRow[] => {
			const row = {name, task, secret, renewable: renew !== undefined};
			const all = Object.values(state.captured[name] ?? {});
			const kept = all.filter(one => one.task === task.id);
			return all.length === 0 ? [row] : kept.map(one => ({...row, kept: one}));
		}),
	);

export const keyOfValue = ({name, task, kept}: ValueRow): string => `${task.id} ${name} ${kept?.host ?? ''}`;
