// Asks one host what a round wants to know of it. What would only wait as long as another question did, in vain, is not asked.
import type {Context} from '../context.ts';
import type {Answer, Host, Question} from '../declare.ts';
import type {News} from '../event.ts';
import {MissingCapture} from '../given.ts';
import {HostUnreachable} from '../transport.ts';
import type {Bundle, Passage} from './bundle.ts';

/** A question ends by itself after some five seconds; this ends what does not. */
const timeout = 12;

const passageOf = (host: Host, question: Question, script: string, {exit, stdout, stderr}: Answer): Passage => {
	const text = `${stdout}${stdout === '' || stdout.endsWith('\n') ? '' : '\n'}${stderr}`;
	const lines = text.split('\n');
	if (lines.at(-1) === '') lines.pop();
	// It had no time to answer, or there is no such program.
	const unfinished = exit === 124 || exit === 127;
	return {
		host: host.name,
		command: script,
		questions: [question.id],
		lines,
		...(unfinished && {partial: true as const}),
	};
};

const keyOf = ({name}: Host, question: string): string => JSON.stringify([name, question]);

export type AskHost = {
	readonly askHost: (host: Host, questions: readonly Question[]) => Promise<Bundle>;
	/** Why a host did not answer, by its name. */
	readonly away: ReadonlyMap<string, string>;
};

export const createAskHost = (
	context: Context,
	signal: AbortSignal,
	hear: (news: Extract<News, {type: 'answered'}>) => void,
): AskHost => {
	const away = new Map<string, string>();
	/** What a host said in the place of an answer, by host and question. */
	const refusals = new Map<string, Passage>();

	const scriptFor = (question: Question, host: Host): string | undefined => {
		try {
			return context.composer.toRun(question.ask, host);
		} catch (error) {
			if (error instanceof MissingCapture) return undefined;
			throw error;
		}
	};

	const askAtOnce = async (host: Host, questions: readonly Question[]): Promise<Bundle> => {
		const scripts = questions.flatMap(question => {
			const script = scriptFor(question, host);
			return script === undefined ? [] : [{question, script}];
		});
		if (scripts.length === 0) return [];
		try {
			const answers = await context.turns(
				() =>
					context.transport.ask(
						host,
						scripts.map(({script}) => script),
						signal,
						timeout,
					),
				signal,
			);
			return scripts.map(({question, script}, index) => {
				const {exit, stdout, stderr} = answers[index]!;
				const safe = {exit, stdout: context.redactor.redact(stdout), stderr: context.redactor.redact(stderr)};
				const passage = passageOf(host, question, context.redactor.redact(script), safe);
				if (exit !== 0) refusals.set(keyOf(host, question.id), passage);
				return passage;
			});
		} catch (error) {
			if (!(error instanceof HostUnreachable)) throw error;
			away.set(host.name, error.message);
			return [{host: host.name, command: `ssh ${host.name}`, questions: [], lines: [error.message]}];
		}
	};

	/** What was refused with another question: it is one command, and what it said is the answer to all of them. */
	const refusedWith = (host: Host, questions: readonly Question[]): Bundle =>
		[...Map.groupBy(questions, ({needs}) => keyOf(host, needs!))].map(([key, group]) => {
			const {questions: before, ...rest} = refusals.get(key)!;
			const passage = {...rest, questions: [...before, ...group.map(({id}) => id)]};
			refusals.set(key, passage);
			return passage;
		});

	/** In one trip; what needs another question of these goes in a second, unless a trip is dearer than the wait. */
	const askInTurn = async (host: Host, questions: readonly Question[]): Promise<Bundle> => {
		const refused = questions.filter(({needs}) => needs !== undefined && refusals.has(keyOf(host, needs)));
		const open = questions.filter(question => !refused.includes(question));
		const isDear = context.transport.isDear?.(host) ?? false;
		const waiting = isDear ? [] : open.filter(({needs}) => open.some(({id}) => id === needs));
		const awaited = new Set(waiting.map(({needs}) => needs));
		// What others wait for, and may itself wait, goes first.
		const now = open
			.filter(question => !waiting.includes(question))
			.toSorted((one, other) => Number(awaited.has(other.id)) - Number(awaited.has(one.id)));
		const answers = [...refusedWith(host, refused), ...(await askAtOnce(host, now))];
		const isOver = waiting.length === 0 || away.has(host.name) || signal.aborted;
		return isOver ? answers : [...answers, ...(await askInTurn(host, waiting))];
	};

	const askHost = async (host: Host, questions: readonly Question[]): Promise<Bundle> => {
		const answers = await askInTurn(host, questions);
		const why = away.get(host.name);
		hear({type: 'answered', host: host.name, ...(why !== undefined && {why})});
		return answers;
	};

	return {askHost, away};
};
