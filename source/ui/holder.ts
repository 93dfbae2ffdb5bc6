// What a screen is doing (selection, open dialog, scroll): a reducer whose state can be read at any moment, so that
// a key never acts on what was true one frame ago.
import {useSyncExternalStore} from 'react';

export type Holder<State, Change> = {
	readonly get: () => State;
	readonly send: (change: Change) => void;
	readonly subscribe: (listener: () => void) => () => void;
};

export const createHolder = <State, Change>(
	reduce: (state: State, change: Change) => State,
	initial: State,
): Holder<State, Change> => {
	let state = initial;
	const listeners = new Set<() => void>();
	return {
		get: () => state,
		send: change => {
			const next = reduce(state, change);
			if (next === state) return;
			state = next;
			for (const listener of listeners) listener();
		},
		subscribe: listener => {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
	};
};

export const useHolder = <State, Change, Part>(holder: Holder<State, Change>, select: (state: State) => Part): Part =>
	useSyncExternalStore(holder.subscribe, () => select(holder.get()));
