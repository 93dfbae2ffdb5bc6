// The order of things: a book from the top, stage by stage, until the end, a failure, or a stop.
import type {Host, Stage, Task} from './declare.ts';
import {createChecks, type Checks} from './ask.ts';
import type {Context} from './context.ts';
import type {Outcome} from './event.ts';
import {runTask, type Ending} from './run.ts';
import {hostsFor} from './target.ts';

export type Walk = {
	/** The task's hosts that this walk is to run it on. */
	readonly hostsOf: (task: Task) => readonly Host[];
	readonly includes: (task: Task) => boolean;
	/** The operator asked to stop after what is running. */
	readonly isStopping: () => boolean;
	readonly signal: AbortSignal;
};

/** `not-begun`: the operator asked to stop while the host waited for its turn. */
type Result = Ending | 'not-begun';

const runTogether = (
	context: Context,
	checks: Checks,
	task: Task,
	hosts: readonly Host[],
	walk: Walk,
): Promise<readonly Result[]> =>
	Promise.all(
		hosts.map(host =>
			context.turns(
				async () => (walk.isStopping() ? 'not-begun' : runTask(context, checks, task, host, walk.signal)),
				walk.signal,
			),
		),
	);

const runOneByOne = async (
	context: Context,
	checks: Checks,
	task: Task,
	hosts: readonly Host[],
	walk: Walk,
): Promise<readonly Ending[]> => {
	const endings: Ending[] = [];
	for (const host of hosts) {
		const ending = await runTask(context, checks, task, host, walk.signal);
		endings.push(ending);
		if (ending === 'failed' || ending === 'cancelled' || ending === 'held' || walk.isStopping()) break;
	}
	return endings;
};

/** What a task's endings mean for the rest of the walk; undefined: go on. */
const judge = (context: Context, endings: readonly Result[], hosts: readonly Host[]): Outcome | undefined => {
	if (endings.includes('cancelled')) return 'stopped';
	if (endings.includes('held')) return 'held';
	if (endings.includes('failed')) return 'failed';
	const spare = context.book.spare ? hostsFor(context.book.spare, context.hosts) : [];
	const needed = hosts.filter((host, index) => endings[index] === 'unreachable' && !spare.includes(host));
	return needed.length > 0 ? 'unreachable' : undefined;
};

export const walkStage = async (context: Context, stage: Stage, walk: Walk): Promise<Outcome | undefined> => {
	const checks = createChecks(context, stage.tasks.filter(walk.includes));
	for (const task of stage.tasks.filter(walk.includes)) {
		const hosts = walk.hostsOf(task);
		const endings =
			task.pace === 'one-by-one'
				? await runOneByOne(context, checks, task, hosts, walk)
				: await runTogether(context, checks, task, hosts, walk);
		const end = judge(context, endings, hosts);
		if (end) return end;
		if (walk.isStopping()) return 'stopped';
		if (context.lease.isLost()) return 'held';
	}
	return undefined;
};

/** Walks the stages; hosts that the book can spare may be away, and the outcome says so at the end. */
export const walkBook = async (context: Context, walk: Walk): Promise<Outcome> => {
	for (const stage of context.book.stages) {
		const end = await walkStage(context, stage, walk);
		if (end) return end;
	}
	return context.away.size > 0 ? 'unreachable' : 'done';
};
