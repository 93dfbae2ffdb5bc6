// Ctrl+C and its like for a run without a screen: the first one lets commands end, the second one stops them.
import type {Engine} from '../engine/engine.ts';
import type {Texts} from '../texts/texts.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Listens until the returned function is called. A reader of stdout that went away counts as a stop. */
export const onStop = (engine: Engine, texts: Texts, say: (sentence: string) => void): (() => void) => {
	let asked = 0;
	const stop = (): void => {
		asked += 1;
		if (asked === 1) {
			say(texts.headless.stopping);
			engine.stop();
		} else {
			say(texts.headless.aborting);
			engine.abort();
		}
	};
	const onPipe = (error: NodeJS.ErrnoException): void => {
		if (error.code !== 'EPIPE') throw error;
		if (asked > 0) return;
		asked = 1;
		say(texts.headless.readerGone);
		engine.stop();
	};
	for (const signal of signals) process.on(signal, stop);
	process.stdout.on('error', onPipe);
	return () => {
		for (const signal of signals) process.off(signal, stop);
	};
};
