// Time passes while keepalived's scripts are run: the one consequence that needs a shell, and so cannot be a cause.
import type {FilesOf} from '../files.ts';
import {settle} from '../settle.ts';
import {advance} from '../time.ts';
import type {World} from '../world.ts';
import {keepalivedSay} from '../causes/keepalived.ts';
import {dueScripts, noteScript} from './scripts.ts';

/** Runs a command on a machine and answers its exit status. */
export type RunOn = (machine: string, command: string) => Promise<number>;

const busy = new WeakSet<World>();

const runDue = async (world: World, filesOf: FilesOf, run: RunOn): Promise<void> => {
	// A script that sleeps lets time pass too: it does not wake itself.
	if (busy.has(world)) return;
	const due = dueScripts(world);
	if (due.length === 0) return;
	busy.add(world);
	try {
		for (const {machine, name, command} of due) {
			const exit = await run(machine.name, command);
			noteScript(machine, name, exit, world.now, keepalivedSay);
		}
	} finally {
		busy.delete(world);
	}
	settle(world, filesOf);
};

/** A long wait need not ask every two seconds. */
const most = 150;

/** As `advance`, stopping wherever a script is due. */
export const passWatching = async (world: World, filesOf: FilesOf, until: number, run: RunOn): Promise<void> => {
	const least = (until - world.now) / most;
	await runDue(world, filesOf, run);
	while (world.now < until) {
		const nexts = Object.values(world.machines).flatMap(
			machine => machine.keepalived?.scripts.map(({next}) => next) ?? [],
		);
		const next = Math.min(until, ...nexts.filter(at => at > world.now));
		advance(world, filesOf, Math.min(until, Math.max(next, world.now + least, world.now + 1)));
		await runDue(world, filesOf, run);
	}
};
