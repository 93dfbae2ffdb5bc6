// Swap devices: what /etc/fstab asks for, and how large they are.
import type {Files} from './files.ts';
import {kindOf} from './machines/kinds.ts';
import type {Machine} from './world.ts';

export type Swap = {device: string; sizeKiB: number};

/** A device as somebody may name it: by path or by UUID. Files count when they are there. */
export const findSwap = (machine: Machine, files: Files, name: string): Swap | undefined => {
	const {device, sizeKiB, names} = kindOf(machine).swap;
	const isFile = device.startsWith('/') && !device.startsWith('/dev/');
	if ((name === device && (!isFile || files.read(name) !== undefined)) || names.includes(name))
		return {device, sizeKiB};
	return name.startsWith('/') && files.read(name) !== undefined ? {device: name, sizeKiB: 1_048_572} : undefined;
};

/** First fields of the swap lines in fstab that are not comments. */
export const swapLines = (files: Files): readonly string[] =>
	(files.read('/etc/fstab') ?? '')
		.split('\n')
		.map(line => line.trim())
		.filter(line => line !== '' && !line.startsWith('#'))
		.map(line => line.split(/\s+/))
		.filter(fields => fields[2] === 'swap' && !fields[3]?.split(',').includes('noauto'))
		.map(fields => fields[0]!);

export const swapsInFstab = (machine: Machine, files: Files): Swap[] =>
	swapLines(files)
		.map(name => findSwap(machine, files, name))
		.filter(swap => swap !== undefined);
