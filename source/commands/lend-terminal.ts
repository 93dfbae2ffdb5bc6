// The terminal in other hands: a shell on a host, while the session goes on behind it.
import {spawn} from 'node:child_process';

/** A Ctrl+C at a program's prompt is for that program: the terminal sends it to us as well. */
const spare = (): void => undefined;

/** On process.stdin, `pause` also ends the read that is under way, but only in the next tick: a reader before that gets nothing. */
const stopReading = (): Promise<void> => {
	process.stdin.pause();
	return new Promise(resolve => void setImmediate(resolve));
};

/**
 * Nobody of ours reads the terminal meanwhile: two readers would each get every other key. Who read before reads again
 * afterwards. Runs on while hosts are at work: leases and running commands need this process.
 */
export const lendTerminal = async (work: () => Promise<void>): Promise<void> => {
	const {stdin} = process;
	const readers = stdin.listeners('readable') as (() => void)[];
	stdin.removeAllListeners('readable');
	await stopReading();
	process.on('SIGINT', spare);
	try {
		await work();
	} finally {
		process.off('SIGINT', spare);
		await stopReading();
		for (const reader of readers) stdin.on('readable', reader);
	}
};

const ended = (program: string, args: readonly string[]): Promise<string | undefined> =>
	new Promise(resolve => {
		const child = spawn(program, args, {stdio: 'inherit'});
		child.on('error', error => resolve(error.message));
		child.on('close', () => resolve(undefined));
	});

/** Runs a program of this machine on the terminal to its end. A sentence, when it could not be started. */
export const openTerminal = async ([program = '', ...args]: readonly string[]): Promise<string | undefined> => {
	let trouble: string | undefined;
	await lendTerminal(async () => {
		trouble = await ended(program, args);
	});
	return trouble;
};
