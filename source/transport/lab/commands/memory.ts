// Memory and swap.
import {failed, said, type LabCommand, type Shell} from '../command.ts';
import {memoryOf} from '../memory.ts';
import {readOptions} from '../options.ts';
import {swapUuid} from '../machines/debian-files.ts';
import {findSwap, swapLines} from '../swap.ts';

const human = (kib: number): string => {
	let value = kib;
	for (const unit of ['Ki', 'Mi', 'Gi']) {
		if (value < 1024) return `${value < 10 && unit !== 'Ki' ? value.toFixed(1) : Math.round(value)}${unit}`;
		value /= 1024;
	}
	return `${value.toFixed(1)}Ti`;
};

const free: LabCommand = {
	names: ['free'],
	changes: false,
	run: (args, at) => {
		const {flags} = readOptions(args, ['-s', '-c']);
		const divide: readonly [string, number][] = [
			['-b', 1 / 1024],
			['--bytes', 1 / 1024],
			['-m', 1024],
			['--mebi', 1024],
			['-g', 1_048_576],
			['--gibi', 1_048_576],
		];
		const by = divide.find(([flag]) => flags.has(flag))?.[1] ?? 1;
		const show = (kib: number): string =>
			(flags.has('-h') || flags.has('--human') ? human(kib) : String(Math.floor(kib / by))).padStart(12);
		const memory = memoryOf(at.machine);
		const head = `${' '.repeat(8)}${['total', 'used', 'free', 'shared', 'buff/cache', 'available'].map(word => word.padStart(12)).join('')}\n`;
		const total = flags.has('-t')
			? `Total:  ${show(memory.total + memory.swap)}${show(memory.used)}${show(memory.free + memory.swap)}\n`
			: '';
		return said(
			`${head}Mem:    ${[memory.total, memory.used, memory.free, memory.shared, memory.cache, memory.available].map(show).join('')}\nSwap:   ${[memory.swap, 0, memory.swap].map(show).join('')}\n${total}`,
		);
	},
};

const columns: Readonly<
	Record<string, (swap: Shell['machine']['swaps'][number], index: number, bytes: boolean) => string>
> = {
	NAME: swap => swap.device,
	TYPE: swap => (swap.device.startsWith('/dev/') ? 'partition' : 'file'),
	SIZE: (swap, _, bytes) =>
		bytes
			? String(swap.sizeKiB * 1024)
			: swap.sizeKiB >= 1_048_576
				? `${(swap.sizeKiB / 1_048_576).toFixed(1).replace('.0', '')}G`
				: `${Math.round(swap.sizeKiB / 1024)}M`,
	USED: (_, __, bytes) => (bytes ? '0' : '0B'),
	PRIO: (_, index) => String(-2 - index),
	UUID: () => swapUuid,
};

const show = (at: Shell, wanted: readonly string[], heading: boolean, bytes: boolean): string => {
	if (at.machine.swaps.length === 0) return '';
	const rows = at.machine.swaps.map((swap, index) => wanted.map(name => columns[name]?.(swap, index, bytes) ?? ''));
	const all = heading ? [[...wanted], ...rows] : rows;
	const right = new Set(['SIZE', 'USED', 'PRIO']);
	const widths = wanted.map((_, column) => Math.max(...all.map(row => row[column]!.length)));
	return all
		.map(row =>
			row
				.map((cell, column) =>
					right.has(wanted[column]!) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
				)
				.join(' ')
				.trimEnd(),
		)
		.map(line => `${line}\n`)
		.join('');
};

const swapon: LabCommand = {
	names: ['swapon'],
	changes: args => !args.some(arg => arg.startsWith('--show') || arg === '-s'),
	run: (args, at) => {
		const {flags, values, words} = readOptions(args, ['-p', '--priority', '-L', '-U', '-o']);
		if (flags.has('-s') || flags.has('--summary'))
			return said(at.machine.swaps.length === 0 ? '' : (at.files.read('/proc/swaps') ?? ''));
		const bytes = flags.has('--bytes');
		if (flags.has('--show') || values.has('--show') || args.length === 0) {
			const wanted = values.get('--show')?.toUpperCase().split(',') ?? ['NAME', 'TYPE', 'SIZE', 'USED', 'PRIO'];
			return said(show(at, wanted, !flags.has('--noheadings'), bytes));
		}
		const devices = flags.has('-a') || flags.has('--all') ? swapLines(at.files) : words;
		let stderr = '';
		for (const name of devices) {
			const swap = findSwap(at.machine, at.files, name);
			if (!swap) stderr += `swapon: cannot open ${name}: No such file or directory\n`;
			else if (!at.machine.swaps.some(other => other.device === swap.device)) at.machine.swaps.push(swap);
			else if (!flags.has('-a')) stderr += `swapon: ${swap.device}: swapon failed: Device or resource busy\n`;
		}
		return {stderr, exit: stderr === '' ? 0 : 255};
	},
};

const swapoff: LabCommand = {
	names: ['swapoff'],
	run: async (args, at) => {
		const {flags, words} = readOptions(args);
		if (flags.has('-a') || flags.has('--all')) {
			const some = at.machine.swaps.length > 0;
			at.machine.swaps = [];
			// Whatever had been written to it is read back first.
			if (some) await at.pass(1200);
			return said('');
		}
		if (words.length === 0) return failed("swapoff: bad usage\nTry 'swapoff --help' for more information.\n", 1);
		for (const name of words) {
			const device = findSwap(at.machine, at.files, name)?.device ?? name;
			if (!at.machine.swaps.some(swap => swap.device === device))
				return failed(`swapoff: ${name}: swapoff failed: Invalid argument\n`, 4);
			at.machine.swaps = at.machine.swaps.filter(swap => swap.device !== device);
		}
		return said('');
	},
};

const mkswap: LabCommand = {
	names: ['mkswap', 'swaplabel'],
	changes: false,
	run: args =>
		said(
			`Setting up swapspace version 1, size = 975 MiB\nno label, UUID=${swapUuid}\n`.slice(
				0,
				args.length === 0 ? 0 : undefined,
			),
		),
};

export const memoryCommands: readonly LabCommand[] = [free, swapon, swapoff, mkswap];
