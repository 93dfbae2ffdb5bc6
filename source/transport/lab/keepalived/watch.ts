// Time passes while programs are run that an operator has written: keepalived's scripts and the one-shot units of his own.
// They need a shell, and so cannot be causes.
import type {FilesOf} from '../files.ts';
import {settle} from '../settle.ts';
import {bootTime, powerOff, powerOn} from '../power.ts';
import {advance} from '../time.ts';
import type {World} from '../world.ts';
import {keepalivedSay} from '../causes/keepalived.ts';
import {advertise} from './election.ts';
import {dueScripts, noteScript} from './scripts.ts';

/** Runs a command on a machine and answers its exit status. */
export type RunOn = (machine: string, command: string) => Promise<number>;

const busy = new WeakSet<World>();

/** One-shot units that were started since, on machines that are still on. */
const runStarted = async (world: World, run: RunOn): Promise<boolean> => {
	let ran = false;
	for (const machine of Object.values(world.machines)) {
		const programs = machine.toRun ?? [];
		delete machine.toRun;
		if (machine.power === 'off') continue;
		for (const program of programs) await run(machine.name, program);
		ran ||= programs.length > 0;
	}
	return ran;
};

/** Timers of systemd-run, and machines that come back from a reboot. */
const runTimers = async (world: World, filesOf: FilesOf, run: RunOn): Promise<boolean> => {
	let ran = false;
	for (const machine of Object.values(world.machines)) {
		if (machine.boots !== undefined && machine.boots <= world.now) {
			powerOn(world, filesOf, machine.name, 0);
			ran = true;
		}
		const due = machine.timers?.filter(({at}) => at <= world.now) ?? [];
		if (due.length > 0) machine.timers = machine.timers!.filter(timer => !due.includes(timer));
		for (const {command} of due) {
			ran = true;
			// Others watch: the time until it is on again passes for them, and nobody waits for the command's end.
			if (!/\breboot\b/.test(command)) await run(machine.name, command);
			else {
				powerOff(world, filesOf, machine.name);
				machine.boots = world.now + bootTime;
			}
		}
	}
	return ran;
};

const runDue = async (world: World, filesOf: FilesOf, run: RunOn): Promise<void> => {
	// A script that sleeps lets time pass too: it does not wake itself.
	if (busy.has(world)) return;
	const due = dueScripts(world);
	busy.add(world);
	try {
		const ran = [await runStarted(world, run), await runTimers(world, filesOf, run)].includes(true);
		for (const {machine, name, command} of due) {
			const exit = await run(machine.name, command);
			for (const peer of noteScript(machine, name, exit, world.now, keepalivedSay))
				advertise(world, peer, world.now, filesOf, keepalivedSay, true);
		}
		if (ran || due.length > 0) settle(world, filesOf);
	} finally {
		busy.delete(world);
	}
};

/** A long wait need not ask every two seconds. */
const most = 150;

/** As `advance`, stopping wherever a script is due. */
export const passWatching = async (world: World, filesOf: FilesOf, until: number, run: RunOn): Promise<void> => {
	const least = (until - world.now) / most;
	await runDue(world, filesOf, run);
	while (world.now < until) {
		const nexts = Object.values(world.machines).flatMap(({keepalived, timers = [], boots}) => [
			...(keepalived?.scripts.map(({next}) => next) ?? []),
			...timers.map(({at}) => at),
			...(boots === undefined ? [] : [boots]),
		]);
		const next = Math.min(until, ...nexts.filter(at => at > world.now));
		advance(world, filesOf, Math.min(until, Math.max(next, world.now + least, world.now + 1)));
		await runDue(world, filesOf, run);
	}
};
