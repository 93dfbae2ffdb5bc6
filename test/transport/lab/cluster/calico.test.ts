import {expect, test} from 'vitest';
import {calicoBlock, calicoNode} from '../../../../source/transport/lab/cluster/calico.ts';
import type {Inside} from '../../../../source/transport/lab/cluster/inside.ts';
import {put} from '../../../../source/transport/lab/cluster/objects.ts';
import {cluster} from '../../../helpers/machines.ts';

test('The agent takes the address in the networks that it was told, and ends where there is none', async () => {
	const {world, machine, filesOf} = await cluster(1, 0);
	const start = (networks: string) => {
		const said: string[] = [];
		const spec = {
			name: 'calico-node',
			image: 'quay.io/calico/node:v3.32.2',
			env: [{name: 'IP_AUTODETECTION_METHOD', value: `cidr=${networks}`}],
		};
		const inside = {world, machine: machine('m1'), files: filesOf('m1'), filesOf, spec} as unknown as Inside;
		return {life: calicoNode({...inside, say: text => void said.push(text)}), said: said.join('\n')};
	};

	expect(start('192.168.7.0/24')).toMatchObject({
		life: {exit: 1},
		said: expect.stringContaining('no valid host interfaces'),
	});
	expect(start('192.168.7.0/24,10.77.0.0/24').life).toBe('stays');
});

test('A pod gets an address only where the agent has been, out of the pool', async () => {
	const machines = await cluster(1, 0);
	const at = {
		world: machines.world,
		machine: machines.machine('m1'),
		files: machines.filesOf('m1'),
		filesOf: machines.filesOf,
	};

	expect(calicoBlock(at as never)).toMatchObject({
		message: expect.stringContaining('check that the calico/node container is running'),
	});
	machines.filesOf('m1').write('/var/lib/calico/nodename', 'm1');
	put(machines.world, {
		apiVersion: 'crd.projectcalico.org/v1',
		kind: 'IPPool',
		metadata: {name: 'default-ipv4-ippool'},
		spec: {cidr: '10.244.0.0/16'},
	});
	expect(calicoBlock(at as never)).toMatch(/^10\.244\.\d+\.0\/26$/);
});
