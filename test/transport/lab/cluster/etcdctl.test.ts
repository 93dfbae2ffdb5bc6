import {expect, test} from 'vitest';
import {etcdctl} from '../../../../source/transport/lab/cluster/etcdctl.ts';
import {cluster, type Machines} from '../../../helpers/machines.ts';

const all = '--endpoints=https://10.77.0.11:2379,https://10.77.0.12:2379,https://10.77.0.13:2379';
const files = [
	'--cacert=/etc/kubernetes/pki/etcd/ca.crt',
	'--cert=/etc/kubernetes/pki/etcd/server.crt',
	'--key=/etc/kubernetes/pki/etcd/server.key',
];

const ask = ({world, filesOf, machine}: Machines, ...args: string[]) =>
	etcdctl([...files, ...args], world, filesOf, machine('m1'));

test('Members, health and status are tables of the members that answer', async () => {
	const machines = await cluster(3, 0);

	expect(ask(machines, 'member', 'list', '-w', 'table').stdout).toMatch(/\| +ID +\| STATUS +\| NAME \|/);
	expect(ask(machines, 'member', 'list').stdout!.trim().split('\n')).toHaveLength(3);
	expect(ask(machines, all, 'endpoint', 'health').stdout!.match(/is healthy/g)).toHaveLength(3);
	expect(ask(machines, '--cluster', 'endpoint', 'status', '-w', 'table').stdout!.match(/ true \| /g)).toHaveLength(1);
	expect(JSON.parse(ask(machines, 'member', 'list', '-w', 'json').stdout!)).toMatchObject({members: [{}, {}, {}]});

	machines.off('m3');
	const left = ask(machines, all, 'endpoint', 'status', '-w', 'table');

	expect(left.exit).toBe(1);
	expect(left.stderr).toContain('Failed to get the status of endpoint https://10.77.0.13:2379');
	expect(ask(machines, all, 'endpoint', 'health').stderr).toContain('https://10.77.0.13:2379 is unhealthy');
	expect(ask(machines, all, 'endpoint', 'health', '-w', 'json').exit).toBe(1);

	machines.off('m2');

	expect(ask(machines, 'endpoint', 'health').stderr).toContain('unhealthy cluster');
});

test('Without certificates nobody answers', async () => {
	const {world, filesOf, machine} = await cluster(1, 0);

	expect(etcdctl(['member', 'list'], world, filesOf, machine('m1'))).toMatchObject({
		exit: 1,
		stderr: expect.stringContaining('context deadline exceeded'),
	});
	expect(etcdctl(['version'], world, filesOf, machine('m1')).stdout).toMatch(/^etcdctl version: 3\.6\.8/);
});

test('A member can be removed by its id', async () => {
	const machines = await cluster(3, 0);
	const [id] = ask(machines, 'member', 'list').stdout!.split(',');

	expect(ask(machines, 'member', 'remove', id!).stdout).toContain(`Member ${id!} removed`);
	expect(ask(machines, 'member', 'list').stdout!.trim().split('\n')).toHaveLength(2);
	expect(ask(machines, 'member', 'remove', 'beef').stderr).toContain('member not found');
});
