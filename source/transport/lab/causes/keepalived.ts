// Who holds the virtual address: the election of all keepalived that run, and what a pulled cable does to them.
import type {Cause} from '../cause.ts';
import {type Say, becomeBackup, becomeFaulty, carrier, elect, running} from '../keepalived/election.ts';
import type {Machine, World} from '../world.ts';

const unit = 'keepalived.service';

export const keepalivedSay: Say = (machine, text, at) =>
	void machine.journal.push({
		at: at + machine.clockOffset,
		unit,
		identifier: 'Keepalived_vrrp',
		pid: machine.keepalived?.child ?? 0,
		text,
	});

/** Without its program an address is nobody's: after a power cut nothing had the time to take it away. */
const forget = (machine: Machine): boolean => {
	const left = machine.addresses.filter(entry => entry.owner !== 'keepalived');
	const changed = machine.keepalived !== undefined || left.length < machine.addresses.length;
	delete machine.keepalived;
	machine.addresses = left;
	return changed;
};

const gone = (world: World): boolean =>
	Object.values(world.machines)
		.filter(machine => machine.power === 'off' || machine.units[unit]?.state !== 'active')
		.map(forget)
		.some(Boolean);

/** An interface without a carrier puts its instances out of the election until it is back. */
const cables = (world: World): boolean => {
	let changed = false;
	for (const peer of running(world)) {
		const {machine, instance} = peer;
		const scripts = machine.keepalived!.scripts;
		const stopped = instance.config.scripts.some(
			({name, weight}) => weight === 0 && scripts.find(script => script.name === name)?.passing === false,
		);
		if (!carrier(machine) && instance.state !== 'FAULT') {
			keepalivedSay(machine, `Netlink reports ${instance.config.nic} down`, world.now);
			becomeFaulty(peer, world.now, keepalivedSay);
			changed = true;
		} else if (carrier(machine) && instance.state === 'FAULT' && !stopped) {
			keepalivedSay(machine, `Netlink reports ${instance.config.nic} up`, world.now);
			becomeBackup(peer, world.now, keepalivedSay);
			changed = true;
		}
	}
	return changed;
};

export const electHolder: Cause = (world, filesOf) => {
	const left = gone(world);
	const moved = cables(world);
	return elect(world, filesOf, keepalivedSay) || left || moved;
};
