// A stage's tasks on simulated hosts, as the engine would take them, without a session around.
import type {Script, Stage, Task} from '../../source/engine/declare.ts';
import type {MachineKind} from '../../source/transport/lab/machines/kind.ts';
import type {Plan} from '../../steps/plan.ts';
import {labHostsOf, labShell, type LabShell} from './lab-shell.ts';
import {givenFor} from './plans.ts';
import {tasksFor, undoOf} from './scripts.ts';

export type LabStage = LabShell & {
	/** Whether the check (or the verification) of each task says yes, by task. */
	readonly ask: (host: string) => Promise<Readonly<Record<string, boolean>>>;
	/** Runs what the checks miss, and answers with the tasks that did something; throws when one fails. */
	readonly walk: (host: string) => Promise<readonly string[]>;
	/** Takes back what `walk` has done, last first. */
	readonly undo: (host: string) => Promise<void>;
};

export const labStage = (stage: Stage, plan: Plan, machine: MachineKind): LabStage => {
	const names = plan.hosts.map(({name}) => name);
	const shell = labShell(names, {hosts: labHostsOf(names).map(host => ({...host, machine}))});
	const of = (host: string) => tasksFor(stage, givenFor(plan, host));
	const run = (host: string, script: Script) => shell.run(`set -euo pipefail\n${script(givenFor(plan, host))}`, host);
	const ours = new Map<string, readonly Task[]>();
	const must = async (host: string, task: Task, script: Script): Promise<void> => {
		const {exit, stdout, stderr} = await run(host, script);
		if (exit !== 0) throw new Error(`${task.id} on ${host}: ${stdout}${stderr}`);
	};
	const isSo = async (host: string, task: Task): Promise<boolean> =>
		(await shell.run((task.verify ?? task.check).ask(givenFor(plan, host)), host)).exit === 0;
	return {
		...shell,
		ask: async host => {
			const answers: [string, boolean][] = [];
			for (const task of of(host)) answers.push([task.id, await isSo(host, task)]);
			return Object.fromEntries(answers);
		},
		walk: async host => {
			const ran: string[] = [];
			for (const task of of(host)) {
				if (await isSo(host, task)) continue;
				await must(host, task, task.run);
				ran.push(task.id);
				ours.set(host, [task, ...(ours.get(host) ?? [])]);
				if (!(await isSo(host, task)))
					throw new Error(`${task.id} on ${host} ran, and its check still says no`);
			}
			return ran;
		},
		undo: async host => {
			for (const task of ours.get(host) ?? [])
				if (task.undo !== 'nothing-to-undo') await must(host, task, undoOf(task));
		},
	};
};
