import type {Io} from '../../source/commands/io.ts';

/** What a command printed, one text per stream. */
export const recordedIo = (): {readonly io: Io; readonly stdout: () => string; readonly stderr: () => string} => {
	const printed = {stdout: '', stderr: ''};
	return {
		io: {stdout: text => void (printed.stdout += text), stderr: text => void (printed.stderr += text)},
		stdout: () => printed.stdout,
		stderr: () => printed.stderr,
	};
};
