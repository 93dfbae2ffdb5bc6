// Columns of claims and volumes.
import {loose} from '../cluster/loose.ts';
import type {KubeObject} from '../world.ts';
import {word} from '../word.ts';
import {created, type Printer, spec, status} from './printer.ts';

const short: Readonly<Record<string, string>> = {
	ReadWriteOnce: 'RWO',
	ReadOnlyMany: 'ROX',
	ReadWriteMany: 'RWX',
	ReadWriteOncePod: 'RWOP',
};

const modes = (value: unknown): string =>
	((value as string[] | undefined) ?? []).map(mode => short[mode] ?? mode).join(',');

const claimOf = (volume: KubeObject): string => {
	const {namespace, name} = loose(spec(volume)['claimRef']);
	return name === undefined ? '' : `${word(namespace)}/${word(name)}`;
};

/** Since 1.29 there is a column for the class of a volume's attributes. */
export const volumePrinters = (minor: number): Readonly<Record<string, Printer>> => {
	const attributes = (title: string): readonly string[] => (minor < 29 ? [] : [title]);
	return {
		PersistentVolumeClaim: {
			head: [
				'NAME',
				'STATUS',
				'VOLUME',
				'CAPACITY',
				'ACCESS MODES',
				'STORAGECLASS',
				...attributes('VOLUMEATTRIBUTESCLASS'),
				'AGE',
			],
			row: (claim, view) => [
				claim.metadata.name,
				word(status(claim)['phase']),
				word(spec(claim)['volumeName']),
				word(loose(status(claim)['capacity'])['storage']),
				modes(status(claim)['accessModes']),
				word(spec(claim)['storageClassName']),
				...attributes('<unset>'),
				created(claim, view),
			],
		},
		PersistentVolume: {
			head: [
				'NAME',
				'CAPACITY',
				'ACCESS MODES',
				'RECLAIM POLICY',
				'STATUS',
				'CLAIM',
				'STORAGECLASS',
				...attributes('VOLUMEATTRIBUTESCLASS'),
				'REASON',
				'AGE',
			],
			row: (volume, view) => [
				volume.metadata.name,
				word(loose(spec(volume)['capacity'])['storage']),
				modes(spec(volume)['accessModes']),
				word(spec(volume)['persistentVolumeReclaimPolicy']),
				word(status(volume)['phase']),
				claimOf(volume),
				word(spec(volume)['storageClassName']),
				...attributes('<unset>'),
				'',
				created(volume, view),
			],
		},
	};
};
