import {expect, test} from 'vitest';
import {etcdMembers} from '../../../../source/transport/lab/causes/etcd.ts';
import {apiServing, membersOf} from '../../../../source/transport/lab/cluster/health.ts';
import {cluster, oldest} from '../../../helpers/machines.ts';

test('A wiped disk is a lost member, and the last one takes the cluster with it', async () => {
	const {world, machine, filesOf, wait} = await cluster(3, 0);
	filesOf('m3').remove('/var/lib/etcd');
	wait(1);

	expect(machine('m3').etcd).toBeUndefined();
	expect(apiServing(world)).toBe(true);
	expect(etcdMembers(world, filesOf)).toBe(false);

	filesOf('m1').remove('/var/lib/etcd');
	filesOf('m2').remove('/var/lib/etcd');
	for (const name of ['m1', 'm2', 'm3']) filesOf(name).remove('/etc/kubernetes/manifests');
	wait(2);

	expect(world.cluster).toBeUndefined();
});

test('In 1.20 the second member votes from its first moment, and both come up', async () => {
	const {world} = await cluster(2, 0, oldest);

	expect(membersOf(world)).toMatchObject([
		{name: 'm1', learner: false},
		{name: 'm2', learner: false},
	]);
	expect(apiServing(world)).toBe(true);
});
