// The systems that the lab has, and which of them a machine runs.
import type {Machine} from '../world.ts';
import {centos7} from './centos.ts';
import {debian12, debian13} from './debian.ts';
import type {Kind, MachineKind} from './kind.ts';
import {openEuler2403} from './openeuler.ts';
import {rocky9} from './rocky.ts';
import {ubuntu2204, ubuntu2404} from './ubuntu.ts';

export const kinds = {
	'debian-12': debian12,
	'debian-13': debian13,
	'ubuntu-22.04': ubuntu2204,
	'ubuntu-24.04': ubuntu2404,
	'rocky-9': rocky9,
	'openeuler-24.03': openEuler2403,
	'centos-7': centos7,
} as const satisfies Record<MachineKind, Kind>;

const bySystem = new Map(
	Object.values(kinds).map((kind): [string, Kind] => [`${kind.os.id} ${kind.os.version}`, kind]),
);

export const kindOf = ({os}: Pick<Machine, 'os'>): Kind => {
	const kind = bySystem.get(`${os.id} ${os.version}`);
	if (!kind) throw new Error(`The lab has no ${os.pretty}.`);
	return kind;
};

/** Both families call them by other names. */
export const isRedHat = (machine: Pick<Machine, 'os'>): boolean => kindOf(machine).packages !== 'apt';
