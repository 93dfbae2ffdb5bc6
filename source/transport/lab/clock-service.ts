// What a time service does with the machine's clock: it needs the network, and a moment.
import type {Refusal, UnitAt} from './unit.ts';
import type {Machine, World} from './world.ts';

const services = ['chrony.service', 'chronyd.service', 'systemd-timesyncd.service', 'ntpsec.service', 'ntp.service'];

/** A client needs a few answers before it trusts a server. */
const patience = 8_000;

export const timeService = (machine: Machine): string | undefined =>
	services.find(name => machine.units[name]?.state === 'active');

export const synchronise = (at: UnitAt, hello: string): Refusal | undefined => {
	at.say(hello);
	return undefined;
};

/** The clock follows a server once the service has run for a while with the cable in. */
export const isSynchronised = (world: World, machine: Machine): boolean => {
	const name = timeService(machine);
	const unit = name === undefined ? undefined : machine.units[name];
	return unit !== undefined && !machine.cut && world.now - unit.since >= patience;
};

/** Corrects the clock of a machine that follows a server; true when it was off. */
export const correctClock = (world: World, machine: Machine): boolean => {
	if (machine.clockOffset === 0 || !isSynchronised(world, machine)) return false;
	machine.clockOffset = 0;
	return true;
};
