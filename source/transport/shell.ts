// A way to have a POSIX shell somewhere read a script from its stdin. Nothing secret is ever part of a command line.
import {$} from 'zx/core';
import {quote} from '../engine/script.ts';
import {cleanText} from './clean-text.ts';

export type Ended = {
	/** Undefined when the program could not be started or a signal ended it. */
	readonly exit: number | undefined;
	/** The end of what the shell, or ssh, said about itself; scripts send their own output in frames. */
	readonly stderr: string;
	/** It was a shell kept from an earlier script, and gone before it heard this one: nothing speaks against a new one. */
	readonly stale?: true;
};

export type Shell = (script: string, signal: AbortSignal, onData: (chunk: Buffer) => void) => Promise<Ended>;

const stderrLimit = 16_384;

export type Command = readonly [program: string, ...args: string[]];

export type Program = {
	readonly write: (input: string) => void;
	/** No more input comes. */
	readonly end: () => void;
	readonly ended: Promise<Ended>;
};

/** Starts a program of this machine; its output is not kept, only handed on. An abort ends it with all it started. */
export const launch = (command: Command, signal: AbortSignal, onData: (chunk: Buffer) => void): Program => {
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
	const {stdout} = running;
	stdout.on('data', (chunk: Buffer) => {
		onData(chunk);
		// Node reads up to 32 chunks in a row; of a command that prints gigabytes one at a time, so that keys have their turn.
		stdout.pause();
		setImmediate(() => stdout.resume());
	});
	running.stderr.on('data', (chunk: Buffer) => {
		stderr = (stderr + chunk.toString()).slice(-stderrLimit);
	});
	// A program that ends early (ssh refused) leaves nobody to read; its exit code says what there is to say.
	running.stdin.on('error', (error: Error) => {
		failure = error.message;
	});
	return {
		write: input => void running.stdin.write(input),
		end: () => void running.stdin.end(),
		ended: running.then(({exitCode}) => ({
			exit: exitCode ?? undefined,
			// A host may say anything before the login too, and a sentence may quote it.
			stderr: cleanText(stderr) || (exitCode === null ? (failure ?? '') : ''),
		})),
	};
};

/** Runs a program with `input` on its stdin until it ends. */
export const start = async (
	command: Command,
	input: string,
	signal: AbortSignal,
	onData: (chunk: Buffer) => void,
): Promise<Ended> => {
	if (signal.aborted) return {exit: undefined, stderr: ''};
	const program = launch(command, signal, onData);
	program.write(input);
	program.end();
	return program.ended;
};

/** zx keeps every chunk of output until the end; a job may print for an hour, so its store forgets. */
const nothing = (): string[] => {
	const store: string[] = [];
	store.push = () => 0;
	return store;
};
