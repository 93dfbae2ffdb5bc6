import {expect, test} from 'vitest';
import {phasesOf} from '../../../../source/transport/lab/kubeadm/init-phases.ts';
import {initLine, prepared} from '../../../helpers/machines.ts';

const names = (minor: number) => phasesOf(minor).map(({name}) => name);

test('The kubelet was started first, and is started last since 1.29', () => {
	expect(names(20).slice(3, 6)).toEqual(['kubelet-start', 'control-plane', 'etcd']);
	expect(names(36).slice(3, 6)).toEqual(['etcd', 'control-plane', 'kubelet-start']);
});

const without = async (minor: number) => {
	const machines = prepared(1, 0, {
		kubernetes: `1.${minor}.1-1.1`,
		containerd: '2.3.2-1~debian.12~bookworm',
		cni: '1.9.0-1.1',
		pause: 'registry.k8s.io/pause:3.10.2',
	});
	machines.world.outside.loadBalancer!.backends = [];
	return machines.run('m1', initLine);
};

test('With no load balancer in front the upload fails in 1.36, and no longer in 1.37', async () => {
	expect(await without(36)).toMatchObject({
		exit: 1,
		stderr: expect.stringContaining(
			'error: error execution phase upload-config/kubeadm: could not bootstrap the admin user in file admin.conf: unable to create ClusterRoleBinding: Post "https://10.77.0.100:9443/apis/rbac.authorization.k8s.io/v1/clusterrolebindings?timeout=10s": EOF',
		),
	});
	expect(await without(37)).toMatchObject({exit: 0});
});
