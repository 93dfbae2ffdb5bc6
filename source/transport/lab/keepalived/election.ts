// VRRP: who says that it is there, who hears it, and who takes the address. Version 2, as keepalived speaks it by default.
import type {FilesOf} from '../files.ts';
import {firewallVerdict} from '../firewall.ts';
import {linked} from '../wire.ts';
import type {Machine, World} from '../world.ts';
import type {Instance} from './model.ts';

export type Peer = {readonly machine: Machine; readonly instance: Instance};
export type Say = (machine: Machine, text: string, at: number) => void;

const own = (peer: Peer): string => peer.instance.config.unicast?.source ?? peer.machine.addresses[0]!.address;

const rank = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

/** A lower priority waits a little longer, so that the best backup is the first to move. */
export const skew = ({effective, config}: Instance): number => ((256 - effective) / 256) * config.advert;

const patience = (instance: Instance): number => 3 * instance.config.advert + skew(instance);

/** The cable of eth0 is out, or the machine is off: nothing leaves and nothing arrives. */
export const carrier = (machine: Machine): boolean => machine.power === 'on' && !machine.cut;

const awake = ({machine}: Peer): boolean => carrier(machine) && machine.keepalived?.frozen !== true;

export const running = (world: World): readonly Peer[] =>
	Object.values(world.machines).flatMap(machine =>
		(machine.keepalived?.instances ?? []).map(instance => ({machine, instance})),
	);

/** Does a packet of the one reach the other's keepalived at all? */
const heard = (from: Peer, to: Peer, filesOf: FilesOf): boolean => {
	const [sender, receiver] = [from.instance.config, to.instance.config];
	if (!awake(to)) return false;
	if (from.machine === to.machine || sender.vrid !== receiver.vrid || !linked(from.machine, to.machine)) return false;
	// Unicast goes to the addresses named; a multicast advert does not reach an instance that listens for unicast.
	if ((sender.unicast === undefined) !== (receiver.unicast === undefined)) return false;
	if (sender.unicast !== undefined && !sender.unicast.peers.includes(own(to))) return false;
	return firewallVerdict(to.machine, from.machine, 0, 'vrrp', filesOf(to.machine.name)) === 'accept';
};

const addresses = (peer: Peer): string => peer.instance.config.addresses.map(entry => entry.address).join(' ');

/** A packet that arrived and does not fit is dropped with a word in the journal. */
const misfit = (from: Peer, to: Peer): string | undefined => {
	const [sender, receiver] = [from.instance.config, to.instance.config];
	if (sender.password !== receiver.password)
		return sender.password === undefined || receiver.password === undefined
			? `(${receiver.name}) received a ${receiver.password === undefined ? 1 : 0} auth, expecting ${receiver.password === undefined ? 0 : 1}!`
			: `(${receiver.name}) received an invalid passwd!`;
	if (sender.advert !== receiver.advert)
		return `(${receiver.name}) advertisement interval mismatch mine=${receiver.advert / 1000} sec rcvd=${sender.advert / 1000} sec`;
	const missing = receiver.addresses.find(entry => !sender.addresses.some(other => other.address === entry.address));
	return missing === undefined || addresses(from) === addresses(to)
		? undefined
		: `(${receiver.name}) ip address associated with VRID ${receiver.vrid} not present in MASTER advert : ${missing.address}`;
};

const hold = ({machine, instance}: Peer): void => {
	for (const {address, prefix, nic} of instance.config.addresses)
		if (!machine.addresses.some(entry => entry.address === address))
			machine.addresses.push({nic, address, prefix, owner: 'keepalived'});
};

const release = ({machine, instance}: Peer): void => {
	machine.addresses = machine.addresses.filter(
		entry => entry.owner !== 'keepalived' || !instance.config.addresses.some(own => own.address === entry.address),
	);
};

export const becomeBackup = (peer: Peer, at: number, say: Say, why = ''): void => {
	if (peer.instance.state === 'MASTER') release(peer);
	peer.instance.state = 'BACKUP';
	peer.instance.deadline = at + patience(peer.instance);
	say(peer.machine, `(${peer.instance.config.name}) Entering BACKUP STATE${why}`, at);
};

export const becomeFaulty = (peer: Peer, at: number, say: Say): void => {
	if (peer.instance.state === 'MASTER') release(peer);
	peer.instance.state = 'FAULT';
	say(peer.machine, `(${peer.instance.config.name}) Entering FAULT STATE`, at);
};

const becomeMaster = (peer: Peer, at: number, say: Say): void => {
	peer.instance.state = 'MASTER';
	peer.instance.nextAdvert = at;
	hold(peer);
	say(peer.machine, `(${peer.instance.config.name}) Entering MASTER STATE`, at);
};

const receive = (from: Peer, to: Peer, priority: number, at: number, say: Say): void => {
	const {instance, machine} = to;
	const name = `(${instance.config.name})`;
	const mine = instance.effective;
	if (instance.state === 'BACKUP') {
		if (priority === 0) instance.deadline = at + skew(instance);
		else if (instance.config.nopreempt || priority >= mine) instance.deadline = at + patience(instance);
		else say(machine, `${name} received lower priority (${priority}) advert from ${own(from)} - discarding`, at);
	} else if (instance.state === 'MASTER' && priority !== 0) {
		if (priority > mine || (priority === mine && rank(own(from)) > rank(own(to)))) {
			say(
				machine,
				`${name} Master received advert from ${own(from)} with ${priority > mine ? 'higher' : 'same'} priority ${priority}, ours ${mine}`,
				at,
			);
			becomeBackup(to, at, say);
		} else if (priority < mine) {
			say(
				machine,
				`${name} Received advert from ${own(from)} with lower priority ${priority}, ours ${mine}, forcing new election`,
				at,
			);
			instance.nextAdvert = at;
		}
	}
};

/** One advert goes to everybody who can hear it. Priority 0 says goodbye. */
export const advertise = (world: World, from: Peer, at: number, filesOf: FilesOf, say: Say, goodbye = false): void => {
	for (const to of running(world)) {
		if (!heard(from, to, filesOf)) continue;
		const wrong = misfit(from, to);
		if (wrong === undefined) receive(from, to, goodbye ? 0 : from.instance.effective, at, say);
		else say(to.machine, wrong, at);
	}
};

const due = ({instance}: Peer): number =>
	instance.state === 'MASTER' ? instance.nextAdvert : instance.state === 'BACKUP' ? instance.deadline : Infinity;

/** Nobody has to relive hours: what was due earlier than this long ago happens now. */
const memory = 20_000;

/** Lets happen what was due until now, in its order. True when something did. */
export const elect = (world: World, filesOf: FilesOf, say: Say): boolean => {
	let happened = false;
	for (;;) {
		const next = running(world)
			.filter(awake)
			.toSorted((a, b) => due(a) - due(b))[0];
		if (next === undefined || due(next) > world.now) return happened;
		happened = true;
		const at = Math.max(due(next), world.now - memory);
		if (next.instance.state === 'BACKUP') becomeMaster(next, at, say);
		// An address that somebody took from the interface is put back.
		else hold(next);
		// Set before it is heard: an answer may call for the next one earlier.
		next.instance.nextAdvert = at + next.instance.config.advert;
		advertise(world, next, at, filesOf, say);
	}
};
