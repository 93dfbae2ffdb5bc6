import type {EngineEvent} from './event.ts';
import {initialState, reduce, type State} from './state.ts';

export type Store = {
	readonly getState: () => State;
	/** Listeners of the state are told at most once per frame; `getState` is always current. */
	readonly subscribe: (listener: () => void) => () => void;
	/** Listeners of events get every event at once, in order: the journal, the lines of a headless run. */
	readonly listen: (listener: (event: EngineEvent) => void) => () => void;
	readonly emit: (event: EngineEvent) => void;
};

/** `later` calls back once after a frame's time; tests hand in one that calls at once. */
export const createStore = (later: (tell: () => void) => void, from: State = initialState): Store => {
	let state = from;
	let told = true;
	const watchers = new Set<() => void>();
	const listeners = new Set<(event: EngineEvent) => void>();
	const tell = (): void => {
		told = true;
		for (const watcher of watchers) watcher();
	};
	return {
		getState: () => state,
		subscribe: listener => {
			watchers.add(listener);
			return () => void watchers.delete(listener);
		},
		listen: listener => {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
		emit: event => {
			state = reduce(state, event);
			for (const listener of listeners) listener(event);
			if (!told) return;
			told = false;
			later(tell);
		},
	};
};
