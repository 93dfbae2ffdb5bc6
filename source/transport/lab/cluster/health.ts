// Whether the control plane's parts do their work: a container that runs is not yet a service that answers.
import {linked} from '../wire.ts';
import type {Container, EtcdMember, Machine, World} from '../world.ts';

export const running = (machine: Machine, name: string): Container | undefined =>
	machine.power === 'on'
		? machine.containers.find(
				container =>
					container.state === 'running' && container.name === name && container.namespace === 'kube-system',
			)
		: undefined;

/** A flag of a container's command line, `--name=value`. */
export const flag = (container: Container, name: string): string | undefined =>
	container.command?.find(part => part.startsWith(`--${name}=`))?.slice(name.length + 3);

/** From its start until a component answers, in milliseconds. */
const warming: Readonly<Record<string, number>> = {
	etcd: 1200,
	'kube-apiserver': 3400,
	'kube-controller-manager': 1500,
	'kube-scheduler': 1200,
};

export const warm = (world: World, container: Container): boolean =>
	world.now - container.created >= (warming[container.name] ?? 0);

export const membersOf = (world: World): readonly EtcdMember[] => world.cluster?.etcdMembers ?? [];

/** The machine on whose disk a member lives, when that member runs. */
export const machineOf = (world: World, member: EtcdMember): Machine | undefined =>
	Object.values(world.machines).find(machine => {
		const container = running(machine, 'etcd');
		return machine.etcd?.memberId === member.id && container !== undefined && warm(world, container);
	});

/** Members that `from` hears, itself included. */
export const membersHeard = (world: World, from: Machine): readonly EtcdMember[] =>
	membersOf(world).filter(member => {
		const machine = machineOf(world, member);
		return machine !== undefined && linked(from, machine);
	});

/** More than half of the voting members hear each other; learners do not vote. */
export const quorumAt = (world: World, machine: Machine): boolean => {
	const voters = membersOf(world).filter(member => !member.learner);
	const heard = membersHeard(world, machine).filter(member => !member.learner);
	return (
		voters.length > 0 &&
		heard.length * 2 > voters.length &&
		heard.some(member => member.id === machine.etcd?.memberId || machine.etcd?.learner === true)
	);
};

export const etcdHasQuorum = (world: World): boolean =>
	Object.values(world.machines).some(machine => machine.etcd !== undefined && quorumAt(world, machine));

/** The leader: of the members that hear a majority, the one that was there first. */
export const etcdLeader = (world: World): EtcdMember | undefined =>
	membersOf(world).find(member => {
		const machine = machineOf(world, member);
		return !member.learner && machine !== undefined && quorumAt(world, machine);
	});

/** `starting`: nobody listens yet. `no-etcd`: it listens, /livez fails and requests end in errors. */
export type ApiServer = 'down' | 'starting' | 'no-etcd' | 'serving';

export const apiServerOn = (world: World, machine: Machine): ApiServer => {
	const container = running(machine, 'kube-apiserver');
	if (container === undefined) return 'down';
	if (!warm(world, container)) return 'starting';
	const etcd = running(machine, 'etcd');
	return etcd !== undefined && machine.etcd !== undefined && quorumAt(world, machine) ? 'serving' : 'no-etcd';
};

/** Somebody can change the cluster's objects at all. */
export const apiServing = (world: World): boolean =>
	Object.values(world.machines).some(machine => apiServerOn(world, machine) === 'serving');
