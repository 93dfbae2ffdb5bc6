// How openssl's tools are told what to do, and read what they work on.
import {failed, type BytesResult, type Shell} from '../command.ts';
import {readOptions, type Options} from '../options.ts';

export type Answer = BytesResult;

/** openssl's options are words with one dash. */
export const options = (args: readonly string[], withValue: readonly string[]): Options =>
	readOptions(
		args.map(arg => (/^-[a-z]/i.test(arg) ? `-${arg}` : arg)),
		withValue.map(name => `--${name}`),
	);

export const input = (at: Shell, chosen: Options): string | undefined => {
	const file = chosen.values.get('--in');
	return file === undefined ? at.stdinBytes : at.files.read(at.path(file));
};

export const noFile = (tool: string, chosen: Options): Answer =>
	failed(
		`Can't open "${chosen.values.get('--in') ?? ''}" for reading, No such file or directory\n${tool === 'x509' ? 'Unable to load certificate\n' : 'Could not read key\n'}`,
	);
