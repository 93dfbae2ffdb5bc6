// Power, cables and addresses: who is on the wire, whatever listens there.
import type {Machine, World} from './world.ts';

export const isLocal = (address: string): boolean =>
	address.startsWith('127.') || address === 'localhost' || address === '::1';

/** The machines that have an address on their interface now: none, one, or two when keepalived's brain is split. */
export const holdersOf = (world: World, address: string): readonly Machine[] =>
	Object.values(world.machines).filter(
		machine => machine.power === 'on' && machine.addresses.some(entry => entry.address === address),
	);

/** Whether two machines hear each other on the wire at all. */
export const linked = (one: Machine, other: Machine): boolean =>
	one === other || (one.power === 'on' && other.power === 'on' && !one.cut && !other.cut);

/** The machine that answers for an address when `from` asks: itself first, else whoever it hears. */
export const holderFor = (world: World, from: Machine, address: string): Machine | undefined => {
	if (isLocal(address)) return from;
	const holders = holdersOf(world, address);
	return holders.find(machine => machine === from) ?? holders.find(machine => linked(from, machine));
};
