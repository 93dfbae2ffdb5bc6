import {expect, test} from 'vitest';
import {
	apiServerOn,
	apiServing,
	etcdHasQuorum,
	etcdLeader,
	flag,
	machineOf,
	membersHeard,
	membersOf,
	quorumAt,
	running,
	warm,
} from '../../../../source/transport/lab/cluster/health.ts';
import {cluster} from '../../../helpers/machines.ts';

test('Three members: one may be lost, with two lost the API server answers nothing any more', async () => {
	const {world, machine, off, on, wait} = await cluster(3, 0);

	expect(membersOf(world)).toHaveLength(3);
	expect(apiServing(world)).toBe(true);

	off('m2');

	expect(membersHeard(world, machine('m1'))).toHaveLength(2);
	expect(etcdHasQuorum(world)).toBe(true);

	off('m3');

	expect(quorumAt(world, machine('m1'))).toBe(false);
	expect(apiServerOn(world, machine('m1'))).toBe('no-etcd');
	expect(etcdLeader(world)).toBeUndefined();

	on('m3');
	wait(20);

	expect(apiServerOn(world, machine('m1'))).toBe('serving');
	expect(machineOf(world, etcdLeader(world)!)).toBeDefined();
});

test('A component warms up before it answers, and its flags are those of its manifest', async () => {
	const {world, machine} = await cluster(1, 0);
	const server = running(machine('m1'), 'kube-apiserver')!;

	expect(flag(server, 'advertise-address')).toBe('10.77.0.11');
	expect(warm(world, server)).toBe(true);
	expect(warm({...world, now: server.created + 100}, server)).toBe(false);
});
