import {askAll} from './ask.ts';
import {tasksOf, type Context} from './context.ts';
import {learnFacts} from './facts.ts';
import type {Surveyed} from './engine.ts';
import {HostUnreachable} from './transport.ts';
import type {Host} from './given.ts';

/** Every check of the book that a host is asked, in one round trip, after what the checks are chosen by. */
const surveyHost = async (context: Context, host: Host, signal: AbortSignal): Promise<readonly Surveyed[]> => {
	const tasks = tasksOf(context.book).filter(task => context.hostsOf(task).includes(host));
	if (tasks.length === 0) return [];
	try {
		await learnFacts(context, host, signal);
		const verdicts = await askAll(
			context,
			host,
			tasks.map(({check}) => check),
			signal,
		);
		return tasks.map((task, index) => ({task: task.id, host: host.name, ...verdicts[index]!}));
	} catch (error) {
		if (!(error instanceof HostUnreachable)) throw error;
		return tasks.map(task => ({task: task.id, host: host.name, answer: 'unknown', detail: error.message}));
	}
};

/** The whole book asked of every host at once; nothing is changed. */
export const survey = async (
	context: Context,
	hosts: readonly Host[],
	signal: AbortSignal,
): Promise<readonly Surveyed[]> =>
	(await Promise.all(hosts.map(host => context.turns(() => surveyHost(context, host, signal), signal)))).flat();
