// Questions where there is no screen: the fingerprint of a host, answered with y or n; a password, which is not shown.
import {createInterface} from 'node:readline';
import {Writable} from 'node:stream';
import {nobody, type Ask} from '../ui/doors.ts';

/** Undefined on Ctrl+C, Esc, and the end of the input. Nothing of it is kept for the arrow keys to bring back. */
const readLine = (
	input: NodeJS.ReadableStream,
	output: NodeJS.WritableStream,
	isTerminal: boolean,
	prompt: () => void,
): Promise<string | undefined> =>
	new Promise(resolve => {
		const reader = createInterface({input, output, terminal: isTerminal, historySize: 0});
		// Only now: the terminal would echo what is typed before the reader has it, and it may be a password.
		prompt();
		const finish = (line: string | undefined): void => {
			input.off('keypress', onKey);
			resolve(line);
			reader.close();
		};
		const onKey = (_: unknown, key: {readonly name?: string}): void => {
			if (key.name === 'escape') finish(undefined);
		};
		input.on('keypress', onKey);
		reader.once('line', finish);
		reader.once('SIGINT', () => finish(undefined));
		reader.once('close', () => finish(undefined));
	});

const mute = (): Writable => new Writable({write: (_chunk, _encoding, done) => done()});

/** Asks on the plain terminal, below what stands there already. */
export const askInTerminal =
	(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Ask =>
	async question => {
		const {kind, title, lines} = question;
		const isTerminal = 'isTTY' in input && input.isTTY === true;
		if (kind === 'terminal') {
			output.write(`${[title, ...lines].join('\n  ')}\n`);
			await question.work();
			return 'yes';
		}
		if (kind === 'confirm') {
			const prompt = `${[title, ...lines].join('\n  ')} [y/N] `;
			const answer = await readLine(input, output, isTerminal, () => void output.write(prompt));
			if (answer === undefined) output.write('\n');
			return /^\s*(?:y|yes|是)\s*$/i.test(answer ?? '') ? 'yes' : undefined;
		}
		const prompt = `${[...lines, title].join('\n')}: `;
		const shown = kind === 'secret' ? mute() : output;
		const answer = await readLine(input, shown, isTerminal, () => void output.write(prompt));
		if (kind === 'secret' || answer === undefined) output.write('\n');
		return answer;
	};

/** For commands without a screen: `yes` is what the flag has agreed to; the rest is asked where there is a terminal. */
export const askHere = (yes: boolean): Ask => {
	const {stdin, stderr} = process;
	const terminal = stdin.isTTY && stderr.isTTY ? askInTerminal(stdin, stderr) : undefined;
	return async question => {
		if (yes && question.kind === 'confirm' && question.routine) return 'yes';
		return terminal ? terminal(question) : nobody;
	};
};
