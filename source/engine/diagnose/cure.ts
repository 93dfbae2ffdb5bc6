// A remedy is run like any task: with a row of its own, check, run, verify; what it needs to know is read from the evidence.
import type {Remedy, Stage} from '../declare.ts';
import type {Context} from '../context.ts';
import type {Outcome} from '../event.ts';
import {walkStage, type Walk} from '../walk.ts';
import {cureId} from './tell.ts';

export type Cure = {
	readonly finding: string;
	readonly remedy: Remedy;
	readonly hosts: readonly string[];
	/** Values that the remedy asks for with `captured`. */
	readonly values: Readonly<Record<string, string>>;
};

export const runCure = async (
	context: Context,
	{finding, remedy, hosts, values}: Cure,
	walk: Pick<Walk, 'signal' | 'isStopping'>,
): Promise<Outcome> => {
	const {when: _, ...task} = {...remedy, id: cureId(finding, remedy.id)};
	const on = context.hosts.filter(({name}) => hosts.includes(name));
	const at = context.clock.now();
	for (const {name: host} of on)
		for (const [name, value] of Object.entries(values)) {
			context.vault.keep(name, {value, host, at});
			context.emit({type: 'captured', task: task.id, host, name, value});
		}
	const stage: Stage = {id: finding, title: remedy.title, why: remedy.why, tasks: [task]};
	const end = await walkStage(context, stage, {...walk, includes: () => true, hostsOf: () => on});
	if (end) return end;
	return on.some(({name}) => context.away.has(name)) ? 'unreachable' : 'done';
};
