// Swap units: systemd makes one from each swap line of fstab, and one for each device in use.
import {said, type CommandResult, type Shell} from '../command.ts';
import {findSwap, swapLines} from '../swap.ts';

export const isSwapUnit = (unit: string): boolean => unit.endsWith('.swap');

/** systemd-escape(1): `/` becomes `-`, a dash becomes \x2d. */
export const swapUnitName = (device: string): string =>
	`${device
		.replace(/^UUID=/, '/dev/disk/by-uuid/')
		.slice(1)
		.replaceAll('-', String.raw`\x2d`)
		.replaceAll('/', '-')}.swap`;

export type SwapUnit = {
	readonly name: string;
	readonly active: boolean;
	readonly fromFstab: boolean;
	readonly device: string;
};

export const swapUnits = ({machine, files}: Shell): readonly SwapUnit[] => {
	const listed = swapLines(files).map(line => ({
		name: swapUnitName(line),
		device: line,
		fromFstab: true,
		active: machine.swaps.some(swap => swap.device === findSwap(machine, files, line)?.device),
	}));
	const inUse = machine.swaps
		.map(({device}) => ({name: swapUnitName(device), device, fromFstab: false, active: true}))
		.filter(unit => !listed.some(other => other.name === unit.name));
	return [...listed, ...inUse];
};

export const stopSwap = (at: Shell, unit: string): CommandResult => {
	const found = swapUnits(at).find(({name}) => name === unit);
	const device = found && findSwap(at.machine, at.files, found.device)?.device;
	at.machine.swaps = at.machine.swaps.filter(swap => swap.device !== device);
	return said('');
};

export const maskSwap = (at: Shell, unit: string): void => void stopSwap(at, unit);
