import {expect, test} from 'vitest';
import {clusterListeners, containerPid} from '../../../source/transport/lab/cluster-listeners.ts';
import {cluster} from '../../helpers/machines.ts';

test('Components listen where their flags say, once they are warm', async () => {
	const {world, machine, filesOf} = await cluster(1, 1);
	const sockets = (name: string) =>
		clusterListeners(world, machine(name), filesOf(name)).map(
			({program, address, port}) => `${program} ${address}:${port}`,
		);

	expect(sockets('m1')).toEqual(
		expect.arrayContaining([
			'kube-apiserver *:6443',
			'etcd 10.77.0.11:2379',
			'etcd 127.0.0.1:2379',
			'etcd 10.77.0.11:2380',
			'kube-scheduler 127.0.0.1:10259',
			'kube-controller-manager 127.0.0.1:10257',
		]),
	);
	expect(sockets('w1')).toEqual(['kube-proxy 127.0.0.1:10249', 'kube-proxy *:10256']);
	expect(containerPid(machine('w1').containers[0]!)).toBeGreaterThan(1000);
});
