// The plan's hosts as an Ansible inventory.
import {stringify} from 'yaml';
import {operator} from '../../engine/target.ts';
import type {Plan, PlanHost, Way} from '../../../steps/plan.ts';
import {sshOf, usesSudo} from './install-script.ts';

type Variables = Readonly<Record<string, string | number | boolean>>;

const overSsh = (plan: Plan, host: PlanHost): Variables => {
	const ssh = sshOf(plan, host);
	const {user, port, identity, jump} = ssh;
	return {
		ansible_host: host.address,
		ansible_user: user,
		...(port !== 22 && {ansible_port: port}),
		...(identity !== undefined && {ansible_ssh_private_key_file: identity}),
		...(jump !== undefined && {ansible_ssh_common_args: `-J ${jump}`}),
		...(usesSudo(ssh) && {ansible_become: true}),
	};
};

const otherwise = (way: Exclude<Way, {kind: 'by-hand'}>): Variables =>
	way.kind === 'local'
		? {ansible_connection: 'local', ansible_become: true}
		: {
				ansible_connection: way.engine === 'podman' ? 'containers.podman.podman' : 'community.docker.docker',
				ansible_host: way.container,
				ansible_user: 'root',
			};

const variablesOf = (plan: Plan, host: PlanHost): Variables =>
	host.way && host.way.kind !== 'by-hand' ? otherwise(host.way) : overSsh(plan, host);

/** Hosts that nobody but the operator reaches cannot be in an inventory. */
export const unreachableByAnsible = (plan: Plan): readonly string[] =>
	plan.hosts.filter(({way}) => way?.kind === 'by-hand').map(({name}) => name);

const group = (plan: Plan, role: PlanHost['role']) => ({
	hosts: Object.fromEntries(
		plan.hosts.filter(host => host.role === role).map(host => [host.name, variablesOf(plan, host)]),
	),
});

/** YAML. The groups are the roles; the machine that runs Ansible is `operator`. */
export const ansibleInventory = (plan: Plan): string =>
	`---\n${stringify({
		all: {
			vars: {
				// A command may take minutes without a word: without this a link that died would hold the run for ever.
				ansible_ssh_extra_args: '-o ServerAliveInterval=15',
				ansible_pipelining: true,
			},
			children: {
				control_planes: group(plan, 'control-plane'),
				workers: group(plan, 'worker'),
				here: {hosts: {[operator.name]: {ansible_connection: 'local'}}},
			},
		},
	})}`;
