// One more etcd member: asked for, started from its manifest, and (since 1.29) a learner until it has caught up.
import type {Shell} from '../command.ts';
import {machineOf, membersOf, quorumAt} from '../cluster/health.ts';
import {hex} from '../cluster/ids.ts';
import {connect} from '../network.ts';
import type {EtcdMember} from '../world.ts';
import type {Plan} from './config.ts';
import {writeEtcd} from './files.ts';
import {Stop, type Output} from './output.ts';
import {until} from './wait.ts';

/** Every member has to answer this machine on its client port. */
const check = async (at: Shell): Promise<void> => {
	for (const member of membersOf(at.world)) {
		const open = connect(at.world, at.filesOf, at.machine, member.address, 2379).outcome === 'open';
		if (open && machineOf(at.world, member) !== undefined) continue;
		await at.pass(40_000);
		throw new Stop(
			`etcd cluster is not healthy: failed to dial endpoint https://${member.address}:2379 with maintenance client: context deadline exceeded`,
			'check-etcd',
		);
	}
};

const add = async (at: Shell, plan: Plan, out: Output): Promise<void> => {
	const {world, machine} = at;
	const phase = plan.minor >= 34 ? 'etcd-join' : 'control-plane-join/etcd';
	const others = membersOf(world);
	const quorum = Object.values(world.machines).some(other => other.etcd !== undefined && quorumAt(world, other));
	if (!quorum)
		throw new Stop('error creating local etcd static pod manifest file: etcdserver: unhealthy cluster', phase);
	const stale = others.find(member => member.address === machine.addresses[0]!.address);
	if (stale !== undefined)
		throw new Stop(
			'error creating local etcd static pod manifest file: etcdserver: Peer URLs already exists',
			phase,
		);
	const peers = others.map(member => `${member.name}=https://${member.address}:2380`);
	const member: EtcdMember = {id: hex(world, 16), name: plan.node, address: plan.address, learner: plan.minor >= 29};
	world.cluster!.etcdMembers!.push(member);
	out.print('[etcd] Announced new etcd member joining to the existing etcd cluster');
	out.print('[etcd] Creating static Pod manifest for "etcd"');
	at.files.makeDirectory('/var/lib/etcd', 0o700);
	writeEtcd(at, plan, peers);
	const waiting = (): void =>
		out.print('[etcd] Waiting for the new etcd member to join the cluster. This can take up to 40s');
	if (plan.minor < 29) waiting();
	const spent = await until(at, plan.minor < 29 ? 40_000 : 120_000, () => machineOf(world, member) !== undefined);
	if (spent === undefined)
		throw new Stop(
			'error creating local etcd static pod manifest file: timeout waiting for etcd cluster to be available',
			phase,
		);
	await at.pass(1500);
	if (member.learner) {
		member.learner = false;
		if (machine.etcd !== undefined) machine.etcd.learner = false;
		waiting();
	}
	await at.pass(3000);
};

export const addMember = {check, add} as const;
