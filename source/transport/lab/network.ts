// What a packet meets on its way: power, cables, who has the address, firewalls, and somebody listening or nobody.
import type {FilesOf} from './files.ts';
import {firewallVerdict} from './firewall.ts';
import {listenersOf} from './listeners.ts';
import type {Listener} from './unit.ts';
import {holderFor, isLocal} from './wire.ts';
import type {Machine, World} from './world.ts';

export {holderFor, holdersOf, linked} from './wire.ts';

/** `timeout`: no answer at all. `unreachable`: nobody has that address on this wire ("No route to host"). */
export type Connection =
	| {readonly outcome: 'open'; readonly machine: Machine; readonly listener: Listener}
	| {readonly outcome: 'refused'; readonly machine: Machine}
	| {readonly outcome: 'timeout' | 'unreachable'};

const answersAt = (listener: Listener, machine: Machine, address: string): boolean =>
	listener.address === '*' ||
	listener.address === '0.0.0.0' ||
	listener.address === '::' ||
	listener.address === address ||
	(isLocal(address) && isLocal(listener.address)) ||
	(listener.address === 'eth0' && machine.addresses.some(entry => entry.address === address));

export const connect = (
	world: World,
	filesOf: FilesOf,
	from: Machine,
	address: string,
	port: number,
	protocol: Listener['protocol'] = 'tcp',
): Connection => {
	const machine = holderFor(world, from, address);
	if (!machine) return {outcome: 'unreachable'};
	const verdict = machine === from ? 'accept' : firewallVerdict(machine, from, port, protocol, filesOf(machine.name));
	if (verdict === 'drop') return {outcome: 'timeout'};
	if (verdict === 'prohibit') return {outcome: 'unreachable'};
	const listener = listenersOf(world, machine, filesOf).find(
		socket => socket.port === port && socket.protocol === protocol && answersAt(socket, machine, address),
	);
	return listener && verdict === 'accept' ? {outcome: 'open', machine, listener} : {outcome: 'refused', machine};
};
