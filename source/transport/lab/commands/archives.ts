// Archives from outside. In the lab one is a text that names its checksum and its files; real ones are the bundled commands'.
import {archiveOf, publishedSum} from '../archive.ts';
import {type LabCommand, failed, said} from '../command.ts';

const sha256sum: LabCommand = {
	names: ['sha256sum'],
	changes: false,
	run: (args, at) => {
		const [path] = args.filter(arg => !arg.startsWith('-'));
		const text = path === undefined ? at.stdin : at.files.read(at.path(path));
		const sum = archiveOf(text)?.sha256 ?? publishedSum(text);
		return sum !== undefined && args.length <= 1 ? said(`${sum}  ${path ?? '-'}\n`) : undefined;
	},
};

/** `-xzf FILE`, with `-C DIRECTORY`. */
const tar: LabCommand = {
	names: ['tar'],
	run: (args, at) => {
		const [how = '', path] = args;
		const archive = /^-?x/.test(how) && path !== undefined ? archiveOf(at.files.read(at.path(path))) : undefined;
		if (!archive) return undefined;
		const target = at.path(args.includes('-C') ? (args[args.indexOf('-C') + 1] ?? '.') : '.');
		if (!at.files.isDirectory(target))
			return failed(
				`tar: ${target}: Cannot open: No such file or directory\ntar: Error is not recoverable: exiting now\n`,
				2,
			);
		for (const [name, text] of Object.entries(archive.files)) at.files.write(`${target}/${name}`, text, 0o755);
		return said('');
	},
};

/** `-dc`, of one file that comes in. */
const gzip: LabCommand = {
	names: ['gzip'],
	changes: false,
	run: (args, at) => {
		const archive = args.join(' ') === '-dc' ? archiveOf(at.stdin) : undefined;
		return archive && said(Object.values(archive.files).join(''));
	},
};

export const archiveCommands: readonly LabCommand[] = [sha256sum, tar, gzip];
