// Disks and mounts.
import {failed, said, type LabCommand, type Shell} from '../command.ts';
import {rootUuid, swapUuid} from '../machines/debian-files.ts';
import type {Kind} from '../machines/kind.ts';
import {kindOf} from '../machines/kinds.ts';
import {readOptions} from '../options.ts';
import {mounts} from '../proc.ts';
import {mountCommands} from './mount.ts';

const diskKiB = 30_788_340;

/** What is used on the one disk: the system, its packages, images and containers. */
const usedKiB = ({machine}: Shell): number =>
	1_640_000 +
	Object.keys(machine.packages).length * 700 +
	machine.images.reduce((sum, image) => sum + image.sizeBytes / 1024, 0) * 3 +
	machine.containers.length * 2000;

type Mount = {readonly source: string; readonly target: string; readonly type: string; readonly options: string};

const mountsOf = (at: Shell): readonly Mount[] =>
	mounts(at.machine, at.world)
		.trimEnd()
		.split('\n')
		.map(line => {
			const [source = '', target = '', type = '', options = ''] = line.split(' ');
			return {source, target, type, options};
		});

const mountFor = (at: Shell, path: string): Mount =>
	mountsOf(at)
		.filter(({target}) => target === '/' || path === target || path.startsWith(`${target}/`))
		.toSorted((one, other) => other.target.length - one.target.length)[0]!;

const human = (kib: number): string => {
	if (kib < 1024) return `${kib}K`;
	const [value, unit] = kib < 1_048_576 ? [kib / 1024, 'M'] : [kib / 1_048_576, 'G'];
	return `${value < 10 ? (Math.ceil(value * 10) / 10).toFixed(1) : Math.ceil(value)}${unit}`;
};

const sizes =
	(unit: 'human' | 'bytes' | 'mebibytes' | 'kibibytes') =>
	(kib: number): string => {
		if (unit === 'human') return human(kib);
		return String(unit === 'bytes' ? kib * 1024 : unit === 'mebibytes' ? Math.ceil(kib / 1024) : kib);
	};

const onDisk = (type: string): boolean => type === 'ext4' || type === 'xfs';

const df: LabCommand = {
	names: ['df'],
	changes: false,
	run: (args, at) => {
		const {flags, values, words} = readOptions(args, ['--output', '-t', '-x', '-B', '--block-size']);
		const missing = words.find(word => !at.files.exists(at.path(word)));
		if (missing !== undefined) return failed(`df: ${missing}: No such file or directory\n`);
		const shown =
			words.length > 0
				? words.map(word => mountFor(at, at.path(word)))
				: mountsOf(at).filter(
						({type}) => type === 'ext4' || type === 'xfs' || type === 'tmpfs' || type === 'devtmpfs',
					);
		const show = sizes(
			flags.has('-h')
				? 'human'
				: values.get('-B') === '1'
					? 'bytes'
					: flags.has('-m')
						? 'mebibytes'
						: 'kibibytes',
		);
		const row = ({source, target, type}: Mount): Readonly<Record<string, string>> => {
			const size = onDisk(type) ? diskKiB : type === 'devtmpfs' ? 1_986_112 : 401_984;
			const used = onDisk(type) ? Math.round(usedKiB(at)) : 800;
			const available = size - used - (type === 'ext4' ? 1_560_000 : 0);
			return {
				source,
				fstype: type,
				size: show(size),
				used: show(used),
				avail: show(available),
				pcent: `${Math.ceil((used / (used + available)) * 100)}%`,
				target,
				itotal: '1966080',
				iused: '48211',
				iavail: '1917869',
				ipcent: '3%',
			};
		};
		const output = values.get('--output')?.split(',');
		const columns = output ?? [
			'source',
			...(flags.has('-T') ? ['fstype'] : []),
			...(flags.has('-i') ? ['itotal', 'iused', 'iavail', 'ipcent'] : ['size', 'used', 'avail', 'pcent']),
			'target',
		];
		const block = flags.has('-h') ? 'Size' : flags.has('-P') ? '1024-blocks' : '1K-blocks';
		const titles: Readonly<Record<string, string>> = {
			source: 'Filesystem',
			fstype: 'Type',
			size: block,
			used: 'Used',
			avail: flags.has('-h') ? 'Avail' : 'Available',
			pcent: flags.has('-P') ? 'Capacity' : 'Use%',
			target: 'Mounted on',
			itotal: 'Inodes',
			iused: 'IUsed',
			iavail: 'IFree',
			ipcent: 'IUse%',
		};
		const rows = [
			columns.map(column => titles[column] ?? column),
			...shown.map(mount => columns.map(column => row(mount)[column] ?? '-')),
		];
		const left = new Set(['source', 'target', 'fstype']);
		const widths = columns.map((_, index) => Math.max(...rows.map(cells => cells[index]!.length)));
		return said(
			rows
				.map(
					cells =>
						`${cells
							.map((cell, index) =>
								left.has(columns[index]!) ? cell.padEnd(widths[index]!) : cell.padStart(widths[index]!),
							)
							.join(' ')
							.trimEnd()}\n`,
				)
				.join(''),
		);
	},
};

const swaplabel: LabCommand = {names: ['swaplabel'], changes: false, run: () => said('')};

const cell = (entry: Mount, column: string): string =>
	({
		TARGET: entry.target,
		SOURCE: entry.source,
		FSTYPE: entry.type,
		OPTIONS: entry.options,
		UUID: entry.target === '/' ? rootUuid : '',
	})[column] ?? '';

const findmnt: LabCommand = {
	names: ['findmnt', 'mountpoint'],
	changes: false,
	run: (args, at) => {
		const {flags, values, words} = readOptions(args, ['-o', '--output', '-t', '--types', '-T', '--target', '-M']);
		if (at.name === 'mountpoint') {
			const path = at.path(words[0] ?? '');
			const is = mountsOf(at).some(({target}) => target === path);
			return {stdout: flags.has('-q') ? '' : `${path} is ${is ? '' : 'not '}a mountpoint\n`, exit: is ? 0 : 32};
		}
		const type = values.get('-t') ?? values.get('--types');
		const within = values.get('-T') ?? values.get('--target');
		const found = mountsOf(at).filter(
			entry =>
				(type === undefined || entry.type === type) && (words.length === 0 || words.includes(entry.target)),
		);
		const chosen = within === undefined ? found : [mountFor(at, at.path(within))];
		const columns = (values.get('-o') ?? values.get('--output') ?? 'TARGET,SOURCE,FSTYPE,OPTIONS').split(',');
		const rows = chosen.map(entry =>
			columns
				.map(column => cell(entry, column))
				.join(' ')
				.trimEnd(),
		);
		if (rows.length === 0) return {exit: 1};
		return said(
			`${flags.has('-n') || flags.has('--noheadings') ? '' : `${columns.join(' ')}\n`}${rows.map(row => `${row}\n`).join('')}`,
		);
	},
};

const volume = (path: string): string => path.slice('/dev/mapper/'.length);

/** One partition and a swap file, or logical volumes below one partition. */
const otherDisks = ({root, swap: {device, names}}: Kind, swap: string): string => {
	const head =
		'NAME   MAJ:MIN RM  SIZE RO TYPE MOUNTPOINTS\nvda    254:0    0   31G  0 disk \n├─vda1 254:1    0    1M  0 part \n';
	if (!device.startsWith('/dev/dm')) return `${head}└─vda2 254:2    0   31G  0 part /\n`;
	return `${head}└─vda2 254:2    0   30G  0 part \n  ├─${volume(root.device)} 253:0    0   27G  0 lvm  /\n  └─${volume(names[0]!)} 253:1    0    2G  0 lvm  ${swap}\n`;
};

const lsblk: LabCommand = {
	names: ['lsblk'],
	changes: false,
	run: (args, at) => {
		const kind = kindOf(at.machine);
		const swap = at.machine.swaps.some(({device}) => device === kind.swap.device) ? '[SWAP]' : '';
		if (kind.os.id !== 'debian') return said(otherDisks(kind, swap));
		if (args.includes('-f') || args.includes('--fs'))
			return said(
				`NAME   FSTYPE FSVER LABEL UUID                                 FSAVAIL FSUSE% MOUNTPOINTS\nvda\n├─vda1 ext4   1.0         ${rootUuid}   26.4G     6% /\n├─vda2\n└─vda5 swap   1           ${swapUuid}                ${swap}\n`,
			);
		return said(
			`NAME   MAJ:MIN RM  SIZE RO TYPE MOUNTPOINTS\nvda    254:0    0   31G  0 disk \n├─vda1 254:1    0   30G  0 part /\n├─vda2 254:2    0    1K  0 part \n└─vda5 254:5    0  975M  0 part ${swap}\n`,
		);
	},
};

const blkid: LabCommand = {
	names: ['blkid'],
	changes: false,
	run: (_, at) =>
		said(
			at.machine.os.id !== 'debian'
				? `${kindOf(at.machine).root.device}: UUID="${rootUuid}" BLOCK_SIZE="512" TYPE="${kindOf(at.machine).root.type}"\n`
				: `/dev/vda1: UUID="${rootUuid}" BLOCK_SIZE="4096" TYPE="ext4" PARTUUID="5c8f3b1a-01"\n/dev/vda5: UUID="${swapUuid}" TYPE="swap" PARTUUID="5c8f3b1a-05"\n`,
		),
};

export const storageCommands: readonly LabCommand[] = [df, ...mountCommands, swaplabel, findmnt, lsblk, blkid];
