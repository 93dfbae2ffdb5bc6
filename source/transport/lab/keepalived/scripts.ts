// Track scripts: when they are due, and what their answers do to an instance.
import type {Machine, World} from '../world.ts';
import {type Peer, type Say, becomeBackup, becomeFaulty} from './election.ts';
import type {Instance, Keepalived} from './model.ts';

export type DueScript = {readonly machine: Machine; readonly name: string; readonly command: string};

/** Scripts are programs of the machine: whoever lets time pass runs them there and notes their exit status here. */
export const dueScripts = (world: World): readonly DueScript[] =>
	Object.values(world.machines)
		.filter(machine => machine.power === 'on' && machine.keepalived?.frozen !== true)
		.flatMap(machine =>
			(machine.keepalived?.scripts ?? [])
				.filter(script => script.next <= world.now)
				.map(({name, command}) => ({machine, name, command})),
		);

/** Weights move the priority; a script of weight 0 that fails takes the instance out of the election. */
const apply = (machine: Machine, keepalived: Keepalived, instance: Instance, at: number, say: Say): boolean => {
	const held = instance.state === 'MASTER';
	const state = (name: string): boolean | undefined =>
		keepalived.scripts.find(script => script.name === name)?.passing;
	const sum = instance.config.scripts.reduce((total, {name, weight}) => {
		const passing = state(name);
		if (passing === undefined || weight === 0) return total;
		return total + (weight > 0 === passing ? weight : 0);
	}, instance.config.priority);
	// 255 belongs to the owner of an address; 0 says goodbye.
	const effective = Math.min(254, Math.max(1, sum));
	if (effective !== instance.effective && instance.config.priority !== 255) {
		say(
			machine,
			`(${instance.config.name}) Changing effective priority from ${instance.effective} to ${effective}`,
			at,
		);
		instance.effective = effective;
	}
	const stopped = instance.config.scripts.some(({name, weight}) => weight === 0 && state(name) === false);
	if (stopped && instance.state !== 'FAULT') becomeFaulty({machine, instance}, at, say);
	else if (!stopped && instance.state === 'FAULT' && !machine.cut) becomeBackup({machine, instance}, at, say);
	return held && instance.state === 'FAULT';
};

/** What one run of a script has returned. Answers who has given up the address for it: whoever does says goodbye. */
export const noteScript = (machine: Machine, name: string, exit: number, at: number, say: Say): readonly Peer[] => {
	const {keepalived} = machine;
	const script = keepalived?.scripts.find(other => other.name === name);
	if (keepalived === undefined || script === undefined) return [];
	// On a common beat: all machines' scripts wake the lab at the same moments.
	script.next = (Math.floor(at / script.interval) + 1) * script.interval;
	const first = script.passing === undefined;
	const passes = exit === 0;
	if (!first && script.last !== exit) say(machine, `Script \`${name}\` now returning ${exit}`, at);
	script.last = exit;
	script.against = passes === script.passing ? 0 : script.against + 1;
	// The first answer counts alone.
	if (passes !== script.passing && (first || script.against >= (passes ? script.rise : script.fall))) {
		script.passing = passes;
		script.against = 0;
		say(machine, `VRRP_Script(${name}) ${passes ? 'succeeded' : `failed (exited with status ${exit})`}`, at);
		return keepalived.instances
			.filter(instance => apply(machine, keepalived, instance, at, say))
			.map(instance => ({machine, instance}));
	}
	return [];
};
