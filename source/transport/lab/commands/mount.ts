// mount and umount: what is mounted, and NFS exports; other file systems of the lab are mounted from the beginning.
import {failed, said, type LabCommand, type Shell} from '../command.ts';
import {nfsTrouble, type Share} from '../nfs.ts';
import {readOptions} from '../options.ts';
import {mounts} from '../proc.ts';

const shareOf = (source: string): Share | undefined => {
	const [, bracketed, plain, path] = /^(?:\[([^\]]+)\]|([^:]+)):(\/.*)$/.exec(source) ?? [];
	const server = bracketed ?? plain;
	return server === undefined || path === undefined ? undefined : {server, path};
};

const mountNfs = (at: Shell, source: string, target: string) => {
	const share = shareOf(source);
	if (share === undefined) return failed(`mount.nfs: remote share not in 'host:dir' format\n`, 32);
	if (!at.files.isDirectory(target)) return failed(`mount: ${target}: mount point does not exist.\n`, 32);
	const trouble = nfsTrouble(at, share, target);
	if (trouble !== undefined) return failed(`${trouble}\n`, 32);
	at.machine.nfsMounts = [...(at.machine.nfsMounts ?? []), {source, target}];
	return said('');
};

const list = (at: Shell, wanted: string | undefined): string =>
	mounts(at.machine, at.world)
		.trimEnd()
		.split('\n')
		.map(line => line.split(' '))
		.filter(([, , type]) => wanted === undefined || type === wanted)
		.map(([source, target, type, options]) => `${source} on ${target} type ${type} (${options})\n`)
		.join('');

const mount: LabCommand = {
	names: ['mount'],
	changes: args => args.length > 0,
	run: (args, at) => {
		const {values, words} = readOptions(args, ['-t', '--types', '-o', '--options']);
		const [source, target] = words;
		const type = values.get('-t') ?? values.get('--types');
		if (source === undefined) return said(list(at, type));
		if (target === undefined || (type !== 'nfs' && type !== 'nfs4')) return said('');
		return mountNfs(at, source, at.path(target));
	},
};

const umount: LabCommand = {
	names: ['umount'],
	run: (args, at) => {
		for (const word of readOptions(args, []).words) {
			const path = at.path(word);
			const before = at.machine.nfsMounts ?? [];
			const after = before.filter(({source, target}) => target !== path && source !== word);
			if (after.length === before.length && !mounts(at.machine, at.world).includes(` ${path} `))
				return failed(
					`umount: ${path}: ${at.files.exists(path) ? 'not mounted.' : 'no mount point specified.'}\n`,
					32,
				);
			if (after.length === 0) delete at.machine.nfsMounts;
			else at.machine.nfsMounts = after;
		}
		return said('');
	},
};

export const mountCommands: readonly LabCommand[] = [mount, umount];
