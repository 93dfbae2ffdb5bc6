// Ctrl+C and its like for a run without a screen: the first one lets commands end, the second one stops them.
import type {Engine} from '../engine/engine.ts';
import type {Texts} from '../texts/texts.ts';
import {exitCodes} from './exit-codes.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export type Stops = {
	/** Whom to stop. Who was asked to stop before there was an engine looks at `isAsked`: starting forgets it. */
	readonly attach: (engine: Pick<Engine, 'stop' | 'abort'>) => void;
	readonly isAsked: () => boolean;
	/** Stops for another reason than a signal. */
	readonly ask: () => void;
	readonly release: () => void;
};

/** Listens until it is released. A reader of stdout that went away counts as a stop. */
export const listenForStops = (texts: Texts, say: (sentence: string) => void): Stops => {
	let asked = 0;
	let engine: Pick<Engine, 'stop' | 'abort'> | undefined;
	const ask = (): void => {
		asked = Math.max(asked, 1);
		engine?.stop();
	};
	const onSignal = (): void => {
		asked += 1;
		if (asked === 1) {
			say(texts.headless.stopping);
			engine?.stop();
			return;
		}
		say(texts.headless.aborting);
		// Nothing runs before there is an engine, so nothing has to end.
		if (!engine) process.exit(exitCodes.stopped);
		engine.abort();
	};
	const onPipe = (error: NodeJS.ErrnoException): void => {
		if (error.code !== 'EPIPE') throw error;
		if (asked > 0) return;
		say(texts.headless.readerGone);
		ask();
	};
	// conf brings a listener that sends every signal to the process once more, to end it: while we listen, nobody else does.
	const others = signals.map(signal => [signal, process.listeners(signal)] as const);
	for (const signal of signals) process.removeAllListeners(signal).on(signal, onSignal);
	process.stdout.on('error', onPipe);
	return {
		attach: one => void (engine = one),
		isAsked: () => asked > 0,
		ask,
		release: () => {
			for (const [signal, listeners] of others) {
				process.off(signal, onSignal);
				for (const listener of listeners) process.on(signal, listener);
			}
			process.stdout.off('error', onPipe);
		},
	};
};
