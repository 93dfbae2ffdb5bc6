// Swap devices: what /etc/fstab asks for, and how large they are.
import type {Files} from './files.ts';
import {swapUuid} from './image.ts';

export const swapDevice = '/dev/vda5';
const sizeKiB = 998_396;

export type Swap = {device: string; sizeKiB: number};

/** A device as somebody may name it: by path or by UUID. Files count when they are there. */
export const findSwap = (files: Files, name: string): Swap | undefined => {
	const known = [swapDevice, `UUID=${swapUuid}`, `/dev/disk/by-uuid/${swapUuid}`];
	if (known.includes(name)) return {device: swapDevice, sizeKiB};
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

export const swapsInFstab = (files: Files): Swap[] =>
	swapLines(files)
		.map(name => findSwap(files, name))
		.filter(swap => swap !== undefined);
