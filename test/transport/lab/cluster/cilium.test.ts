import {expect, test} from 'vitest';
import {ciliumObjects} from '../../../../source/transport/lab/cilium-objects.ts';
import {list, put} from '../../../../source/transport/lab/cluster/objects.ts';
import {cluster} from '../../../helpers/machines.ts';

/** A control plane of this kernel that has been given Cilium. */
const withCilium = async (kernel: string) => {
	const machines = await cluster(1, 0);
	machines.machine('m1').kernel = kernel;
	const values = {ipam: {mode: 'kubernetes'}, k8s: {requireIPv4PodCIDR: true}, operator: {replicas: 1}};
	for (const object of ciliumObjects('1.20.0', values)!) put(machines.world, object);
	machines.wait(60);
	const containers = machines.machine('m1').containers;
	return {
		...machines,
		said: (name: string) =>
			containers
				.filter(container => container.name === name)
				.flatMap(({log}) => log.map(({text}) => text))
				.join('\n'),
	};
};

test('The agent brings the plugin, its configuration and its interfaces, and pods get addresses of the node’s subnet', async () => {
	const {world, filesOf, machine} = await withCilium('6.1.0-28-amd64');

	expect(filesOf('m1').exists('/etc/cni/net.d/05-cilium.conflist')).toBe(true);
	expect(machine('m1').links?.map(({name}) => name)).toContain('cilium_vxlan');
	const addresses = list(world, 'Pod', 'kube-system')
		.filter(({metadata}) => metadata.name.startsWith('coredns'))
		.map(({status}) => String(status?.['podIP']));
	expect(addresses).not.toEqual([]);
	expect(addresses.every(address => address.startsWith('10.244.0.'))).toBe(true);
});

test('On an old kernel the agent says what it misses and ends, and the node gets no network', async () => {
	const {said, filesOf} = await withCilium('5.4.0-150-generic');

	expect(said('cilium-agent')).toContain('Require support for bpf_jiffies64 (Linux 5.6.0 or newer)');
	expect(filesOf('m1').exists('/etc/cni/net.d/05-cilium.conflist')).toBe(false);
});

test('On CentOS 7 not even its first mount succeeds', async () => {
	const {said} = await withCilium('3.10.0-1160.el7.x86_64');

	expect(said('mount-cgroup')).toContain('nsenter: cannot open /hostproc/1/ns/cgroup: No such file or directory');
	expect(said('cilium-agent')).toBe('');
});
