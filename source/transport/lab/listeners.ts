// Who listens on a machine: programs of units, containers, and what a learner has started.
import {clusterListeners} from './cluster-listeners.ts';
import type {FilesOf} from './files.ts';
import type {Listener} from './unit.ts';
import {unitDeclaration} from './units.ts';
import type {Machine, World} from './world.ts';

const unitListeners = (world: World, machine: Machine, filesOf: FilesOf): Listener[] =>
	Object.entries(machine.units).flatMap(([name, unit]) => {
		const declaration = unitDeclaration(name);
		if (unit.state !== 'active' || !declaration?.listens) return [];
		const at = {
			world,
			machine,
			files: filesOf(machine.name),
			filesOf,
			say: () => undefined,
			pid: unit.pid,
			listeners: () => [],
		};
		return declaration
			.listens(at)
			.map(socket => ({...socket, program: declaration.program ?? name, pid: unit.pid}));
	});

export const listenersOf = (world: World, machine: Machine, filesOf: FilesOf): readonly Listener[] => [
	...unitListeners(world, machine, filesOf),
	...clusterListeners(world, machine, filesOf(machine.name)),
	...Object.entries(machine.strangers).map(([port, program], index) => ({
		protocol: 'tcp' as const,
		address: '0.0.0.0',
		port: Number(port),
		program,
		pid: 4001 + index,
	})),
];

/** Whether something already listens on a port so that a program on `address` could not. */
export const portTaken = (
	world: World,
	machine: Machine,
	filesOf: FilesOf,
	port: number,
	protocol: Listener['protocol'] = 'tcp',
): Listener | undefined =>
	listenersOf(world, machine, filesOf).find(socket => socket.port === port && socket.protocol === protocol);
