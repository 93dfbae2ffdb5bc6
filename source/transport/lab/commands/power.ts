// Switching off, and starting again.
import {said, type LabCommand} from '../command.ts';
import {powerOff, powerOn} from '../power.ts';

/** What the shell was doing ends with the machine: its caller sees the connection go. */
const power: LabCommand = {
	names: ['reboot', 'poweroff', 'halt', 'shutdown'],
	run: async (args, at) => {
		if (at.name === 'shutdown' && args.includes('-c')) return said('');
		const again = at.name === 'reboot' || (at.name === 'shutdown' && args.includes('-r'));
		powerOff(at.world, at.filesOf, at.machine.name);
		if (again) powerOn(at.world, at.filesOf, at.machine.name);
		return said('');
	},
};

export const powerCommands: readonly LabCommand[] = [power];
