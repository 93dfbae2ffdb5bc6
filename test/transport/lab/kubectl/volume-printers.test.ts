import {expect, test} from 'vitest';
import {volumePrinters} from '../../../../source/transport/lab/kubectl/volume-printers.ts';
import type {KubeObject, World} from '../../../../source/transport/lab/world.ts';

const view = {world: {} as World, now: 0, minor: 36};
const metadata = {name: 'data', creationTimestamp: '1970-01-01T00:00:00Z'};

test('A claim that waits has empty columns; the column for attributes came with 1.29', () => {
	const waiting = {
		metadata,
		spec: {storageClassName: 'local-path'},
		status: {phase: 'Pending'},
	} as unknown as KubeObject;
	const {row} = volumePrinters(36)['PersistentVolumeClaim']!;
	expect(row(waiting, view).slice(0, -1)).toEqual(['data', 'Pending', '', '', '', 'local-path', '<unset>']);
	expect(volumePrinters(28)['PersistentVolumeClaim']!.head).not.toContain('VOLUMEATTRIBUTESCLASS');
});

test('A volume says whose it is', () => {
	const spec = {
		accessModes: ['ReadWriteOnce', 'ReadOnlyMany'],
		capacity: {storage: '1Gi'},
		claimRef: {namespace: 'apps', name: 'data'},
		persistentVolumeReclaimPolicy: 'Delete',
		storageClassName: 'local-path',
	};
	const volume = {metadata, spec, status: {phase: 'Bound'}} as unknown as KubeObject;
	expect(volumePrinters(20)['PersistentVolume']!.row(volume, view).slice(0, -2)).toEqual([
		'data',
		'1Gi',
		'RWO,ROX',
		'Delete',
		'Bound',
		'apps/data',
		'local-path',
	]);
});
