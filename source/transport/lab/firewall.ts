// What a machine's own firewall does with a packet from another machine.
import type {Files} from './files.ts';
import type {Listener} from './unit.ts';
import type {Machine} from './world.ts';

export type Verdict = 'accept' | 'drop' | 'reject';

export const firewallVerdict = (
	_machine: Machine,
	_from: Machine,
	_port: number,
	_protocol: Listener['protocol'],
	_files: Files,
): Verdict => 'accept';
