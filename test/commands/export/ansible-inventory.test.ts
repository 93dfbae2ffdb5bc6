import {expect, test} from 'vitest';
import {parse} from 'yaml';
import {ansibleInventory, unreachableByAnsible} from '../../../source/commands/export/ansible-inventory.ts';
import {exportPlan} from '../../helpers/export-book.ts';

const hosts = (inventory: string) => {
	const {all} = parse(inventory) as {all: {children: Record<string, {hosts: Record<string, unknown>}>}};
	return Object.assign({}, ...Object.values(all.children).map(group => group.hosts)) as Record<string, unknown>;
};

test('A host is reached as the plan says: user, port, key, jump host and sudo', () => {
	expect(hosts(ansibleInventory(exportPlan))).toMatchObject({
		m1: {
			ansible_host: '10.77.0.11',
			ansible_user: 'root',
			ansible_ssh_private_key_file: '~/.ssh/my key',
			ansible_ssh_common_args: '-J bastion',
		},
		w1: {ansible_user: 'ops', ansible_port: 2222, ansible_become: true},
		operator: {ansible_connection: 'local'},
	});
	expect(hosts(ansibleInventory(exportPlan))['m1']).not.toHaveProperty('ansible_become');
});

test('Containers and this machine have connections of their own, and a host by hand has none', () => {
	const [m1, m2, m3, w1] = exportPlan.hosts as [(typeof exportPlan.hosts)[0], ...typeof exportPlan.hosts];
	const plan = {
		...exportPlan,
		hosts: [
			{...m1, way: {kind: 'container', engine: 'podman', container: 'box'}},
			{...m2!, way: {kind: 'local'}},
			m3!,
			{...w1!, way: {kind: 'by-hand'}},
		],
	} as const;

	expect(hosts(ansibleInventory(plan))).toMatchObject({
		m1: {ansible_connection: 'containers.podman.podman', ansible_host: 'box'},
		m2: {ansible_connection: 'local', ansible_become: true},
	});
	expect(unreachableByAnsible(plan)).toEqual(['w1']);
	expect(unreachableByAnsible(exportPlan)).toEqual([]);
});
