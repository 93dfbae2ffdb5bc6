// A shell that is kept: it reads one script after another, so that a script costs the network's delay once and neither a
// new ssh, nor a login, nor an entry in the host's log. A shell runs what it has read before it reads on, and each script
// runs in a subshell, so none sees what an earlier one left. A script's libraries it reads once: most of a script is those,
// and a bash that reads a pipe reads it byte by byte.
import {createFrames, newMark, takeApart} from './frames.ts';
import {type Command, type Ended, launch, type Shell} from './shell.ts';

type Kept = {
	readonly run: Shell;
	readonly hasEnded: () => boolean;
	readonly close: () => void;
};

type Listener = {readonly hear: (chunk: Buffer) => void; readonly finish: (ended: Ended) => void};

const keep = (command: Command, first: string): Kept => {
	const stop = new AbortController();
	const abort = (): void => stop.abort();
	let listener: Listener | undefined;
	let used = false;
	let gone: Ended | undefined;
	const known = new Set<string>();
	/** What is left of a script for a shell that has read those before it. */
	const news = (script: string): string => {
		const {libraries, rest} = takeApart(script);
		const unknown = libraries.filter(library => !known.has(library));
		for (const library of unknown) known.add(library);
		return [...unknown, rest].join('\n');
	};
	const program = launch(command, stop.signal, chunk => listener?.hear(chunk));
	if (first !== '') program.write(first);
	const leave = async (): Promise<void> => {
		gone = await program.ended;
		listener?.finish(gone);
	};
	void leave();
	return {
		hasEnded: () => gone !== undefined || stop.signal.aborted,
		close: program.end,
		run: async (script, signal, onData) => {
			const mark = newMark();
			let heard = false;
			signal.addEventListener('abort', abort);
			if (signal.aborted) abort();
			const ended = await new Promise<Ended>(finish => {
				const frames = createFrames(mark, ({fields}) => finish({exit: Number(fields[0]), stderr: ''}));
				listener = {
					finish,
					hear: chunk => {
						heard = true;
						onData(chunk);
						frames(chunk);
					},
				};
				if (gone) finish(gone);
				program.write(`${news(script)}printf '\\n%s over %s 0\\n' ${mark} $?\n`);
			});
			signal.removeEventListener('abort', abort);
			listener = undefined;
			const stale = used && !heard && !signal.aborted;
			used = true;
			return stale ? {...ended, stale} : ended;
		},
	};
};

export type KeptShells = {
	/** Takes a shell that is free, or starts one. */
	readonly shell: Shell;
	/** Ends those that are free now, and the others after their script. */
	readonly close: () => void;
};

/**
 * `command` is a shell that reads its stdin, here or at the far end of ssh. Scripts must be whole (see `whole`). `first`
 * is for whatever starts the shell, and stands before its first script.
 */
export const keepShells = (command: Command, first = ''): KeptShells => {
	const free: Kept[] = [];
	let closed = false;
	return {
		shell: async (script, signal, onData) => {
			let kept = free.pop();
			while (kept?.hasEnded()) kept = free.pop();
			kept ??= keep(command, first);
			const ended = await kept.run(script, signal, onData);
			if (closed) kept.close();
			else if (!kept.hasEnded()) free.push(kept);
			return ended;
		},
		close: () => {
			closed = true;
			for (const kept of free.splice(0)) kept.close();
		},
	};
};
