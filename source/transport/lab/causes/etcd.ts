// etcd's members: the first makes the cluster, others come in as they were announced, and a wiped disk is a lost member.
import type {Cause} from '../cause.ts';
import {flag, machineOf, membersOf, running, warm} from '../cluster/health.ts';
import {hex} from '../cluster/ids.ts';
import {founding} from '../cluster/founding.ts';
import {pki} from '../cluster/pki.ts';
import {publicKeyHash} from '../cluster/x509.ts';
import type {FilesOf} from '../files.ts';
import {linked} from '../network.ts';
import type {Container, Machine, World} from '../world.ts';

const data = '/var/lib/etcd/member';

const found = (world: World, machine: Machine, container: Container, filesOf: FilesOf): boolean => {
	const files = filesOf(machine.name);
	const name = flag(container, 'name') ?? machine.hostname;
	const id = hex(world, 16);
	const address = machine.addresses[0]!.address;
	machine.etcd = {memberId: id, learner: false};
	files.write(`${data}/snap/db`, '');
	files.write(`${data}/wal/0000000000000000-0000000000000000.wal`, '');
	world.cluster = {
		caHash: publicKeyHash(files.read(`${pki}/ca.crt`) ?? ''),
		version: '',
		objects: [],
		events: [],
		revision: 1,
		etcdMembers: [{id, name, address, learner: false, started: true}],
		leaders: {},
	};
	container.log.push({
		at: world.now,
		text: `{"level":"info","msg":"serving client traffic securely","address":"${address}:2379"}`,
	});
	founding(world);
	return true;
};

/** A member that kubeadm has announced starts on its machine: with its data it is one of them. */
const enter = (world: World, machine: Machine, container: Container, filesOf: FilesOf): boolean => {
	const name = flag(container, 'name') ?? machine.hostname;
	const member = membersOf(world).find(entry => entry.name === name && entry.started !== true);
	if (member === undefined) return false;
	// A voter that comes in may be the one whose vote is missing: one member and a second one need both.
	const voters = membersOf(world).filter(entry => !entry.learner);
	const heard = voters.filter(entry => {
		const other = machineOf(world, entry);
		return other !== undefined && linked(machine, other);
	});
	if ((heard.length + (member.learner ? 0 : 1)) * 2 <= voters.length || heard.length === 0) return false;
	member.started = true;
	machine.etcd = {memberId: member.id, learner: member.learner};
	filesOf(machine.name).write(`${data}/snap/db`, '');
	return true;
};

/** The others remember a member whose disk was wiped: it is not taken back, and ends at every start. */
const forgotten = (world: World, machine: Machine, container: Container): boolean => {
	const name = flag(container, 'name') ?? machine.hostname;
	const member = membersOf(world).find(entry => entry.name === name && entry.started === true);
	if (member === undefined || container.ends !== undefined) return false;
	container.log.push({
		at: world.now,
		text: `{"level":"fatal","caller":"etcdmain/etcd.go:204","msg":"discovery failed","error":"member ${member.id} has already been bootstrapped"}`,
	});
	container.ends = {at: world.now + 200, exit: 1};
	return true;
};

export const etcdMembers: Cause = (world, filesOf) => {
	let changed = false;
	for (const machine of Object.values(world.machines)) {
		if (machine.power === 'off') continue;
		const files = filesOf(machine.name);
		if (machine.etcd !== undefined && !files.exists(data)) {
			delete machine.etcd;
			changed = true;
		}
		const container = running(machine, 'etcd');
		if (container === undefined || machine.etcd !== undefined || !warm(world, container)) continue;
		if (forgotten(world, machine, container)) {
			changed = true;
			continue;
		}
		const joins = flag(container, 'initial-cluster-state') === 'existing';
		if (joins) changed = enter(world, machine, container, filesOf) || changed;
		else if (world.cluster === undefined) changed = found(world, machine, container, filesOf) || changed;
	}
	// With the last member's disk the cluster is gone.
	if (world.cluster !== undefined && Object.values(world.machines).every(machine => machine.etcd === undefined)) {
		delete world.cluster;
		changed = true;
	}
	return changed;
};
