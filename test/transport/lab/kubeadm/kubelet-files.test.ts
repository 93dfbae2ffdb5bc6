import {expect, test} from 'vitest';
import {kubeletConfiguration} from '../../../../source/transport/lab/kubeadm/kubelet-files.ts';
import {cluster, newest, oldest} from '../../../helpers/machines.ts';

const flags = async (versions: typeof newest): Promise<string> =>
	(await cluster(1, 0, versions)).filesOf('m1').read('/var/lib/kubelet/kubeadm-flags.env')!;

test('Flags went away one after the other', async () => {
	expect(await flags(oldest)).toBe(
		'KUBELET_KUBEADM_ARGS="--container-runtime=remote --container-runtime-endpoint=/run/containerd/containerd.sock"\n',
	);
	expect(await flags({...newest, kubernetes: '1.33.13-1.1', pause: 'registry.k8s.io/pause:3.10'})).toBe(
		'KUBELET_KUBEADM_ARGS="--container-runtime-endpoint=unix:///var/run/containerd/containerd.sock --pod-infra-container-image=registry.k8s.io/pause:3.10"\n',
	);
	expect(await flags(newest)).toBe('KUBELET_KUBEADM_ARGS=""\n');
});

test('The systemd driver is the default since 1.22, and one’s own word counts', () => {
	const plan = {minor: 36, serviceSubnet: '10.96.0.0/12', dnsDomain: 'cluster.local', kubelet: {maxPods: 50}};

	expect(kubeletConfiguration(plan as never)).toMatchObject({
		cgroupDriver: 'systemd',
		maxPods: 50,
		clusterDNS: ['10.96.0.10'],
	});
	expect(kubeletConfiguration({...plan, minor: 20} as never)).not.toHaveProperty('cgroupDriver');
});
