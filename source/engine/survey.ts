import {askAll} from './ask.ts';
import {tasksOf, type Context} from './context.ts';
import {learnFacts} from './facts.ts';
import type {Surveyed} from './engine.ts';
import {HostUnreachable} from './transport.ts';
import type {Host} from './given.ts';

type Away = ReadonlyMap<string, string>;

/** What the checks are chosen by, of every host before any is asked: a host's checks may go by what another one says. */
const learn = async (context: Context, hosts: readonly Host[], signal: AbortSignal): Promise<Away> => {
	const away = new Map<string, string>();
	const learnOf = async (host: Host): Promise<void> => {
		try {
			await learnFacts(context, host, signal);
		} catch (error) {
			if (!(error instanceof HostUnreachable)) throw error;
			away.set(host.name, error.message);
		}
	};
	await Promise.all(hosts.map(host => context.turns(() => learnOf(host), signal)));
	return away;
};

/** Every check of the book that a host is asked, in one round trip. */
const surveyHost = async (
	context: Context,
	host: Host,
	away: Away,
	signal: AbortSignal,
): Promise<readonly Surveyed[]> => {
	const tasks = tasksOf(context.book).filter(task => context.hostsOf(task).includes(host));
	const unknown = (detail: string): readonly Surveyed[] =>
		tasks.map(task => ({task: task.id, host: host.name, answer: 'unknown', detail}));
	if (tasks.length === 0) return [];
	const gone = away.get(host.name);
	if (gone !== undefined) return unknown(gone);
	try {
		const verdicts = await askAll(
			context,
			host,
			tasks.map(({check}) => check),
			signal,
		);
		return tasks.map((task, index) => ({task: task.id, host: host.name, ...verdicts[index]!}));
	} catch (error) {
		if (!(error instanceof HostUnreachable)) throw error;
		return unknown(error.message);
	}
};

/** The whole book asked of every host at once; nothing is changed. */
export const survey = async (
	context: Context,
	hosts: readonly Host[],
	signal: AbortSignal,
): Promise<readonly Surveyed[]> => {
	const away = await learn(context, hosts, signal);
	const answers = hosts.map(host => context.turns(() => surveyHost(context, host, away, signal), signal));
	return (await Promise.all(answers)).flat();
};
