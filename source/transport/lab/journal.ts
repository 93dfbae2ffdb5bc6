import type {Machine, World} from './world.ts';

/** What journald keeps of a machine before it forgets the oldest. */
const limit = 4000;

export const machineTime = (world: World, machine: Machine): number => world.now + machine.clockOffset;

export const log = (
	world: World,
	machine: Machine,
	unit: string,
	identifier: string,
	pid: number,
	text: string,
): void => {
	const at = machineTime(world, machine);
	for (const line of text.split('\n')) machine.journal.push({at, unit, identifier, pid, text: line});
	if (machine.journal.length > limit + 500) machine.journal.splice(0, machine.journal.length - limit);
};
