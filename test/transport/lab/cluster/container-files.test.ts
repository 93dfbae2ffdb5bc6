import {expect, test} from 'vitest';
import {copyInside, readInside} from '../../../../source/transport/lab/cluster/container-files.ts';
import type {Inside} from '../../../../source/transport/lab/cluster/inside.ts';
import {put} from '../../../../source/transport/lab/cluster/objects.ts';
import {createMachines} from '../../../helpers/machines.ts';

const inside = (image: string): Inside & {said: string[]} => {
	const {world, machine, filesOf} = createMachines(1, 0);
	world.cluster = {caHash: '', version: '', objects: [], events: [], revision: 1};
	put(world, {
		apiVersion: 'v1',
		kind: 'ConfigMap',
		metadata: {name: 'cfg', namespace: 'apps'},
		data: {'cni-conf.json': '{"name":"cbr0"}'},
	});
	const spec = {
		name: 'a',
		image,
		volumeMounts: [
			{name: 'cfg', mountPath: '/etc/cfg/'},
			{name: 'cni', mountPath: '/etc/cni/net.d'},
			{name: 'bin', mountPath: '/opt/cni/bin'},
		],
	};
	const pod = put(world, {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {name: 'a', namespace: 'apps'},
		spec: {
			containers: [spec],
			volumes: [
				{name: 'cfg', configMap: {name: 'cfg'}},
				{name: 'cni', hostPath: {path: '/etc/cni/net.d'}},
				{name: 'bin', hostPath: {path: '/opt/cni/bin'}},
			],
		},
	});
	const said: string[] = [];
	return {
		world,
		machine: machine('m1'),
		files: filesOf('m1'),
		filesOf,
		pod,
		spec,
		container: undefined as never,
		say: text => void said.push(text),
		said,
	};
};

test('A config map’s file reaches the host through a volume of the host', () => {
	const at = inside('flannel:v0.28.9');

	expect(readInside(at, '/etc/cfg/cni-conf.json')).toBe('{"name":"cbr0"}');
	expect(copyInside(at, ['-f', '/etc/cfg/cni-conf.json', '/etc/cni/net.d/10-flannel.conflist'])).toBe(true);
	expect(at.files.read('/etc/cni/net.d/10-flannel.conflist')).toBe('{"name":"cbr0"}');
	expect(readInside(at, '/etc/cni/net.d/10-flannel.conflist')).toBe('{"name":"cbr0"}');
});

test('The plugin that an image carries lands among the host’s plugins, executable', () => {
	const at = inside('ghcr.io/flannel-io/flannel-cni-plugin:v1.9.1-flannel3');

	expect(copyInside(at, ['-f', '/flannel', '/opt/cni/bin/flannel'])).toBe(true);
	expect(at.files.mode('/opt/cni/bin/flannel')! & 0o111).not.toBe(0);
});

test('What is not there cannot be copied', () => {
	const at = inside('busybox');

	expect(copyInside(at, ['/nothing', '/opt/cni/bin/nothing'])).toBe(false);
	expect(at.said).toEqual(["cp: can't stat '/nothing': No such file or directory"]);
});
