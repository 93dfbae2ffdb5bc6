// A person at a simulated host: lines in, what they print out, until `exit` or Ctrl+D.
import {createInterface} from 'node:readline/promises';
import type {LearnerShell} from '../transport/lab/lab.ts';

/** `welcome` is said first where a person reads it. */
export const talkToLab = async ({run, prompt}: LearnerShell, welcome: string): Promise<void> => {
	const {stdin, stdout, stderr} = process;
	if (stdin.isTTY) stderr.write(`${welcome}\n`);
	const lines = createInterface({input: stdin, output: stdout, terminal: stdin.isTTY, prompt: ''});
	let running: AbortController | undefined;
	// The input may end while a command runs, and a prompt after that is an error of node's.
	let open = true;
	lines.once('close', () => (open = false));
	const ask = (): void => {
		if (!open) return;
		lines.setPrompt(stdin.isTTY ? prompt() : '');
		lines.prompt();
	};
	lines.on('SIGINT', () => {
		running?.abort();
		stdout.write('^C\n');
		if (!running) ask();
	});
	ask();
	for await (const line of lines) {
		if (/^\s*(exit|logout)\s*$/.test(line)) break;
		running = new AbortController();
		const printed = await run(line, running.signal);
		running = undefined;
		stdout.write(printed.stdout);
		stderr.write(printed.stderr);
		ask();
	}
	lines.close();
};
