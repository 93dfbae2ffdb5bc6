// A way to have a POSIX shell somewhere read a script from its stdin. Nothing secret is ever part of a command line.
import {$} from 'zx';
import {quote} from '../engine/script.ts';

export type Ended = {
	/** Undefined when the program could not be started or a signal ended it. */
	readonly exit: number | undefined;
	/** The end of what the shell, or ssh, said about itself; scripts send their own output in frames. */
	readonly stderr: string;
};

export type Shell = (script: string, signal: AbortSignal, onData: (chunk: Buffer) => void) => Promise<Ended>;

const stderrLimit = 16_384;

type Command = readonly [program: string, ...args: string[]];

/** Runs a program of this machine with `input` on its stdin; its output is not kept, only handed on. */
export const start = async (
	command: Command,
	input: string,
	signal: AbortSignal,
	onData: (chunk: Buffer) => void,
): Promise<Ended> => {
	if (signal.aborted) return {exit: undefined, stderr: ''};
	let stderr = '';
	let failure: string | undefined;
	// `exec` makes the program the leader of the new process group that `detached` gives: a Ctrl+C in the terminal does
	// not reach it, an abort ends the whole group. Our own quote, because zx's needs bash on the operator's machine.
	const $here = $({
		shell: '/bin/sh',
		prefix: 'exec ',
		postfix: '',
		quote,
		detached: true,
		nothrow: true,
		quiet: true,
		verbose: false,
		stdio: ['pipe', 'pipe', 'pipe'],
		signal,
		store: {stdout: nothing(), stderr: nothing(), stdall: nothing()},
	});
	const running = $here`${[...command]}`;
	running.stdout.on('data', onData);
	running.stderr.on('data', (chunk: Buffer) => {
		stderr = (stderr + chunk.toString()).slice(-stderrLimit);
	});
	// A program that ends early (ssh refused) leaves nobody to read; its exit code says what there is to say.
	running.stdin.on('error', (error: Error) => {
		failure = error.message;
	});
	running.stdin.end(input);
	const {exitCode} = await running;
	return {exit: exitCode ?? undefined, stderr: stderr || (exitCode === null ? (failure ?? '') : '')};
};

/** zx keeps every chunk of output until the end; a job may print for an hour, so its store forgets. */
const nothing = (): string[] => {
	const store: string[] = [];
	store.push = () => 0;
	return store;
};
