// What others hold: the one way to make things happen.
import {askUntil} from './ask.ts';
import {runCure, type Cure} from './diagnose/cure.ts';
import type {Investigation} from './diagnose/investigate.ts';
import type {Knowledge} from './diagnose/judge.ts';
import {look, type Looking} from './diagnose/look.ts';
import {createContext, tasksOf, type EngineOptions} from './context.ts';
import type {Closing, Outcome} from './event.ts';
import {learnAllFacts, learnFacts} from './facts.ts';
import {renew} from './job.ts';
import {createReader, type View} from './reader.ts';
import {survey} from './survey.ts';
import {HostUnreachable} from './transport.ts';
import {undoTasks} from './undo.ts';
import {walkBook, type Walk} from './walk.ts';

export type {Preview} from './reader.ts';

/** Which part of the book to run: tasks in book order, on all of their hosts or only on some. */
export type Selection = {
	/** Task ids. Left out: every task of the book. */
	readonly tasks?: readonly string[];
	/** Host names. Left out: each task's own. */
	readonly hosts?: readonly string[];
};

export type Engine = View & {
	/** check -> run -> capture -> verify, in book order, until the end, a failure, or `stop`. Only one run at a time. */
	readonly start: (selection?: Selection) => Promise<Outcome>;
	/** Lets the commands that are running end, then the run ends with `stopped`. */
	readonly stop: () => void;
	/** Stops the commands that are running, on the hosts too; their rows become `cancelled`. */
	readonly abort: () => void;
	readonly isRunning: () => boolean;
	/** A text as the record has it: without the secrets that are known, or look like some. */
	readonly redact: (text: string) => string;
	/** Writes down what the operator has to say, about a task or a host when named; secrets that are known are masked. */
	readonly note: (text: string, about?: {readonly task?: string; readonly host?: string}) => void;
	readonly skip: (tasks: readonly string[], reason: string) => void;
	/** The operator says it is done: true, and the row becomes `done`, only when the verification agrees. */
	readonly markDone: (task: string, host: string) => Promise<boolean>;
	/**
	 * The script that the next run uses instead of the declared one; undefined goes back to the declared one. Secrets typed
	 * into it, and what stands in `<secret:…>`, are kept apart from it.
	 */
	readonly edit: (task: string, host: string, script: string | undefined) => void;
	/** Takes back what this session did (`done` rows) of these tasks, last first. Left out: of all. */
	readonly undo: (tasks?: readonly string[]) => Promise<Outcome>;
	/** Asks its host for a captured value again. Answers with a sentence when it could not be had. Not while something runs. */
	readonly renew: (name: string) => Promise<string | undefined>;
	/** Asks every check of the book on every host, one round trip per host; nothing is changed, rows are not touched. */
	readonly survey: () => Promise<readonly Surveyed[]>;
	/** Looks for what is wrong: asks every host at once, in rounds, and changes nothing. The findings are an event. */
	readonly diagnose: (knowledge: Knowledge, wish?: Looking) => Promise<Investigation>;
	/** Runs a remedy as a task with a row of its own. Only one run at a time. */
	readonly cure: (cure: Cure) => Promise<Outcome>;
	/**
	 * Takes the hosts from a session that is gone: `held` when it is not, and `state.holder` says when it last gave sign of
	 * life. A run takes hosts that nobody has by itself.
	 */
	readonly takeOver: () => Promise<Outcome>;
	/**
	 * Lets go of the hosts and of the transport. With an outcome the session is closed for good. Hosts on which something
	 * runs are not given free: others wait until this session counts as gone.
	 */
	readonly close: (outcome?: Closing) => Promise<void>;
};

/** The answer of one check in a survey. `unknown`: it could not be asked (unreachable, or it needs a captured value). */
export type Surveyed = {
	readonly task: string;
	readonly host: string;
	readonly answer: 'yes' | 'no' | 'unknown';
	readonly detail: string;
};

/** Opens a session: nothing is asked or run before `start`. */
export const createEngine = (options: EngineOptions): Engine => {
	const context = createContext(options);
	const {book, emit, hostsOf} = context;
	const reader = createReader(context);
	const {taskOf, hostOf} = reader;
	let controller: AbortController | undefined;
	let stopping = false;
	const looking = new AbortController();
	const alone = async <Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> => {
		if (controller) throw new Error('Something is running already: stop it first.');
		controller = new AbortController();
		stopping = false;
		context.away.clear();
		try {
			return await work(controller.signal);
		} finally {
			controller = undefined;
		}
	};
	/** Undefined: the hosts are ours, or it cannot be told, which the tasks on that host will say. */
	const enter = async (signal: AbortSignal, wish?: 'take-over'): Promise<Outcome | undefined> => {
		try {
			return (await context.lease.enter(signal, wish)) && 'held';
		} catch (error) {
			if (!(error instanceof HostUnreachable)) throw error;
			if (signal.aborted) return 'stopped';
			context.away.set(error.host, error.message);
			return wish && 'unreachable';
		}
	};
	const hostsOfWalk = (walk: Walk) =>
		options.hosts.filter(host =>
			tasksOf(book).some(task => walk.includes(task) && walk.hostsOf(task).includes(host)),
		);
	emit({
		type: 'session-opened',
		session: options.session,
		book: book.id,
		hosts: options.hosts,
		by: options.by,
		...(options.resumed && {resumed: true}),
	});
	return {
		...reader.view,
		start: selection =>
			alone(async signal => {
				const walk: Walk = {
					signal,
					isStopping: () => stopping,
					includes: task => selection?.tasks?.includes(task.id) ?? true,
					hostsOf: task =>
						hostsOf(task).filter(({name}) => {
							if (selection?.hosts && !selection.hosts.includes(name)) return false;
							return selection?.tasks?.length === 1 || context.rowOf(task.id, name).status !== 'skipped';
						}),
				};
				const held = await enter(signal);
				if (held) return held;
				await learnAllFacts(context, hostsOfWalk(walk), signal);
				return walkBook(context, walk);
			}),
		stop: () => void (stopping = true),
		abort: () => {
			stopping = true;
			controller?.abort();
		},
		isRunning: () => controller !== undefined,
		redact: context.redactor.redact,
		note: (text, about = {}) => emit({type: 'note', text: context.redactor.redact(text), by: options.by, ...about}),
		skip: (ids, reason) => {
			for (const task of ids.map(taskOf)) {
				for (const {name} of hostsOf(task)) {
					const {status} = context.rowOf(task.id, name);
					// What is done stays done: it may have to be taken back.
					if (status === 'done' || status === 'satisfied') continue;
					emit({type: 'task', task: task.id, host: name, status: 'skipped', note: reason});
				}
			}
		},
		markDone: async (id, name) => {
			const task = taskOf(id);
			const before = context.rowOf(id, name);
			const say = (status: 'verifying' | 'done' | 'failed' | 'unreachable', note?: string): void =>
				emit({
					type: 'task',
					task: id,
					host: name,
					status,
					...(note !== undefined && {note}),
					...(status === 'done' && {byHand: true}),
				});
			try {
				say('verifying');
				await learnFacts(context, hostOf(task, name), new AbortController().signal);
				const verdict = await askUntil(
					context,
					hostOf(task, name),
					task.verify ?? task.check,
					new AbortController().signal,
				);
				if (verdict.answer === 'yes') say('done');
				else
					emit({
						type: 'task',
						task: id,
						host: name,
						status: before.status,
						note: `Not done yet: ${verdict.detail}`,
					});
				return verdict.answer === 'yes';
			} catch (error) {
				if (!(error instanceof HostUnreachable)) throw error;
				say('unreachable', error.message);
				return false;
			}
		},
		edit: (id, name, script) =>
			emit({
				type: 'edited',
				task: id,
				host: name,
				...(script !== undefined && {script: context.typed.hide(script)}),
			}),
		undo: ids =>
			alone(async signal => {
				const held = await enter(signal);
				if (held) return held;
				await learnAllFacts(context, options.hosts, signal);
				return undoTasks(context, ids, signal);
			}),
		renew: name =>
			alone(async signal => {
				try {
					if ((await enter(signal)) === 'held') return 'Another session has the hosts.';
					return await renew(context, name, signal);
				} catch (error) {
					if (!(error instanceof HostUnreachable)) throw error;
					return error.message;
				}
			}),
		diagnose: (knowledge, wish = {}) => look(context, knowledge, wish, looking.signal),
		cure: cure =>
			alone(async signal => {
				const held = await enter(signal);
				if (held) return held;
				await learnAllFacts(context, options.hosts, signal);
				return runCure(context, cure, {signal, isStopping: () => stopping});
			}),
		takeOver: () => alone(async signal => (await enter(signal, 'take-over')) ?? 'done'),
		survey: () => survey(context, options.hosts, new AbortController().signal),
		close: async outcome => {
			stopping = true;
			looking.abort();
			if (outcome !== undefined) emit({type: 'session-closed', outcome});
			await context.lease.leave(!controller);
			await context.transport.close();
		},
	};
};
