import {expect, test} from 'vitest';
import type {ContainerSpec} from '../../../../source/transport/lab/cluster/pod.ts';
import {nfsSubdirectories} from '../../../../source/transport/lab/controllers/nfs-subdirectories.ts';
import type {KubeObject, World} from '../../../../source/transport/lab/world.ts';

const env = [
	{name: 'PROVISIONER_NAME', value: 'kubewalk/nfs'},
	{name: 'NFS_SERVER', value: '10.77.0.9'},
	{name: 'NFS_PATH', value: '/srv'},
];
const pod = {metadata: {}, spec: {containers: [{env}]}} as unknown as KubeObject;

test('A claim gets a directory of its own, named after its namespace, itself and its volume', () => {
	const claim = {metadata: {name: 'data', namespace: 'apps'}} as KubeObject;
	expect(nfsSubdirectories.name({env} as unknown as ContainerSpec)).toBe('kubewalk/nfs');
	expect(nfsSubdirectories.make({} as World, pod, {claim, volume: 'pvc-1', node: undefined})).toEqual({
		source: {nfs: {server: '10.77.0.9', path: '/srv/apps-data-pvc-1'}},
	});
});

const left = (archiveOnDelete: string): readonly string[] => {
	const files = {'/srv/apps-data-pvc-1/text': 'a', '/srv/apps-data-pvc-2/text': 'b'};
	const world = {outside: {fileServers: {'10.77.0.9': {exports: ['/srv'], files}}}} as unknown as World;
	const volume = {spec: {nfs: {server: '10.77.0.9', path: '/srv/apps-data-pvc-1'}}} as unknown as KubeObject;
	expect(nfsSubdirectories.clear(world, pod, volume, {archiveOnDelete})).toBe(true);
	return Object.keys(files).toSorted();
};

test('When the claim goes, its files go or are kept under another name, as the class says', () => {
	expect(left('false')).toEqual(['/srv/apps-data-pvc-2/text']);
	expect(left('true')).toEqual(['/srv/apps-data-pvc-2/text', '/srv/archived-apps-data-pvc-1/text']);
});
