import {expect, test} from 'vitest';
import {flanneld} from '../../../../source/transport/lab/cluster/flanneld.ts';
import type {Inside} from '../../../../source/transport/lab/cluster/inside.ts';
import {put} from '../../../../source/transport/lab/cluster/objects.ts';
import {cluster, type Machines} from '../../../helpers/machines.ts';

const start = ({world, machine, filesOf}: Machines, network: string) => {
	put(world, {
		apiVersion: 'v1',
		kind: 'ConfigMap',
		metadata: {name: 'kube-flannel-cfg', namespace: 'kube-flannel'},
		data: {'net-conf.json': JSON.stringify({Network: network})},
	});
	const spec = {name: 'kube-flannel', image: 'flannel', command: ['/opt/bin/flanneld']};
	const pod = put(world, {
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: {name: 'flannel', namespace: 'kube-flannel'},
		spec: {containers: [spec], volumes: [{name: 'cfg', configMap: {name: 'kube-flannel-cfg'}}]},
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
	return {life: flanneld(inside), said: said.join('\n')};
};

test('With the cluster’s network it runs, and leaves the node’s subnet for its plugin', async () => {
	const machines = await cluster(1, 0);

	expect(start(machines, '10.244.0.0/16').life).toBe('stays');
	expect(machines.filesOf('m1').read('/run/flannel/subnet.env')).toContain('FLANNEL_SUBNET=10.244.0.1/24');
});

test('Another network than the cluster’s, and a missing module, end it in its own words', async () => {
	const machines = await cluster(1, 0);

	expect(start(machines, '10.10.0.0/16')).toMatchObject({
		life: {exit: 1},
		said: expect.stringContaining(
			'subnet "10.10.0.0/16" specified in the flannel net config doesn\'t contain "10.244.0.0/24" PodCIDR of the "m1" node',
		),
	});

	machines.machine('m1').modules = machines.machine('m1').modules.filter(name => name !== 'br_netfilter');
	delete machines.machine('m1').sysctl['net.bridge.bridge-nf-call-iptables'];

	expect(start(machines, '10.244.0.0/16').said).toContain(
		'Failed to check br_netfilter: stat /proc/sys/net/bridge/bridge-nf-call-iptables: no such file or directory',
	);
});
