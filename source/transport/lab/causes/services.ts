// systemd: programs that ended are started again, and running ones end when they cannot go on.
import type {Cause} from '../cause.ts';
import {correctClock} from '../clock-service.ts';
import {tendUnit} from '../systemd.ts';

const tendUnits: Cause = (world, filesOf) => {
	let changed = false;
	for (const machine of Object.values(world.machines)) {
		if (machine.power === 'off') continue;
		const where = {world, machine, files: filesOf(machine.name), filesOf};
		for (const name of Object.keys(machine.units)) changed = tendUnit(where, name) || changed;
	}
	return changed;
};

const correctClocks: Cause = world => {
	let changed = false;
	for (const machine of Object.values(world.machines))
		if (machine.power === 'on') changed = correctClock(world, machine) || changed;
	return changed;
};

export const serviceCauses: readonly Cause[] = [tendUnits, correctClocks];
