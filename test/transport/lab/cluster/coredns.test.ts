import {expect, test} from 'vitest';
import {coreDns, resolverFile} from '../../../../source/transport/lab/cluster/coredns.ts';
import type {Inside} from '../../../../source/transport/lab/cluster/inside.ts';
import {get, put} from '../../../../source/transport/lab/cluster/objects.ts';
import {cluster, type Machines} from '../../../helpers/machines.ts';

const spec = {name: 'coredns', image: 'coredns'};

const start = ({world, machine, filesOf}: Machines) => {
	const pod = put(world, {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {name: 'coredns-x', namespace: 'kube-system'},
		spec: {containers: [spec]},
	});
	const said: string[] = [];
	const inside: Inside = {
		world,
		machine: machine('m1'),
		files: filesOf('m1'),
		filesOf,
		pod,
		spec,
		container: undefined as never,
		say: text => void said.push(text),
	};
	return {life: coreDns.life(inside), ready: coreDns.ready?.(inside), said: said.join('\n')};
};

const withCorefile = ({world}: Machines, change: (corefile: string) => string): void => {
	const map = get(world, 'ConfigMap', 'coredns', 'kube-system')!;
	put(world, {...map, data: {Corefile: change(map.data!['Corefile']!)}});
};

test('With what kubeadm gives it, it serves', async () => {
	const {life, said} = start(await cluster(1, 0));

	expect(life).toBe('stays');
	expect(said).toContain('CoreDNS-');
});

test('A plugin that is gone, one that never was, and an old option end it with the line’s number', async () => {
	const machines = await cluster(1, 0);
	withCorefile(machines, text => text.replace('forward .', 'proxy .'));
	expect(start(machines)).toMatchObject({
		life: {exit: 1},
		said: expect.stringMatching(/^\/etc\/coredns\/Corefile:\d+ - Error during parsing: Unknown directive 'proxy'$/),
	});

	withCorefile(machines, text => text.replace('proxy .', 'forward .').replace('pods insecure', 'upstream'));
	expect(start(machines).said).toMatch(
		/^plugin\/kubernetes: \/etc\/coredns\/Corefile:\d+ - Error during parsing: unknown property 'upstream'$/,
	);
});

test('Name servers come from the kubelet’s own list, and one that is the pod itself is a loop', async () => {
	const machines = await cluster(1, 0);
	const files = machines.filesOf('m1');
	files.write('/etc/own-resolv.conf', 'nameserver 127.0.0.53\n');
	files.write('/var/lib/kubelet/config.yaml', 'resolvConf: /etc/own-resolv.conf\n');

	expect(resolverFile({files})).toBe('/etc/own-resolv.conf');
	expect(start(machines).said).toContain('[FATAL] plugin/loop: Loop');
});

test('Without its role it runs, is not ready, and says what it may not see', async () => {
	const machines = await cluster(1, 0);
	const role = get(machines.world, 'ClusterRole', 'system:coredns')!;
	put(machines.world, {...role, rules: []});

	expect(start(machines)).toMatchObject({
		life: 'stays',
		ready: false,
		said: expect.stringContaining('cannot list resource "endpointslices"'),
	});
});
