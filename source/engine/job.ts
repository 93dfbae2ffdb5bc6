// One change to one host: the job, its output as it comes, and what is captured from it.
import type {Answer, Capture, Host, Script, Task} from './declare.ts';
import {rowKey, type Context} from './context.ts';
import {MissingCapture} from './given.ts';
import {createLines} from './lines.ts';
import type {Next, OnOutput} from './transport.ts';
import {isTyped} from './typed.ts';

const halfAnHour = 1800;
const renewTimeout = 120;

export const jobId = (context: Context, task: Task, host: Host, attempt: number | string): string =>
	[context.identity, task.id, host.name, attempt].join('.').replace(/[^\w.-]/g, '_');

/** A secret, with the words around it that tell what it is, is not longer than so many characters. */
const longestSecret = 16_384;

/** Secrets are learnt from the lines that bring them, before those lines go anywhere. */
const learnFrom = (context: Context, task: Task) => {
	let recent = '';
	const secrets = Object.entries(task.capture ?? {}).filter(([, {secret}]) => secret);
	return (text: string): void => {
		if (secrets.length === 0) return;
		recent += text;
		for (const [name, {parse}] of secrets) {
			const value = parse(recent);
			if (value !== undefined) context.redactor.learn(name, value);
		}
		recent = recent.slice(-longestSecret);
	};
};

const outputOf = (
	context: Context,
	task: Task,
	host: Host,
): {readonly onOutput: OnOutput; readonly end: () => void} => {
	const learn = learnFrom(context, task);
	const linesOf = (stream: 'stdout' | 'stderr') => {
		const redact = context.redactor.stream();
		return createLines(lines => {
			learn(lines);
			const text = redact(lines);
			if (text !== '') context.emit({type: 'output', task: task.id, host: host.name, stream, text});
		});
	};
	const streams = {stdout: linesOf('stdout'), stderr: linesOf('stderr')};
	return {
		onOutput: (text, stream) => {
			context.lastOutput.set(rowKey(task.id, host.name), context.clock.now());
			streams[stream].add(text);
		},
		end: () => {
			streams.stdout.end();
			streams.stderr.end();
		},
	};
};

type Start = {
	readonly id: string;
	readonly script: string;
	readonly timeout?: number;
	readonly next?: () => readonly Next[];
};

/** Runs a job of a task with its output on the stream. Throws HostUnreachable. */
export const runJob = async (
	context: Context,
	task: Task,
	host: Host,
	start: Start,
	signal: AbortSignal,
): Promise<Answer> => {
	const {onOutput, end} = outputOf(context, task, host);
	try {
		const {id, script, timeout = task.timeout ?? halfAnHour, next} = start;
		return await context.transport.run(host, {id, script, timeout, ...(next && {next})}, signal, onOutput);
	} finally {
		end();
	}
};

/** The answer of a job that an earlier process started, waiting for its end; undefined when the host knows no such job. */
export const finishJob = async (
	context: Context,
	task: Task,
	host: Host,
	id: string,
	signal: AbortSignal,
): Promise<Answer | undefined> => {
	const {onOutput, end} = outputOf(context, task, host);
	try {
		return await context.transport.reattach?.(host, id, signal, onOutput);
	} finally {
		end();
	}
};

const keep = (
	context: Context,
	task: Task,
	host: Host,
	name: string,
	value: string,
	{lasts, secret}: Capture,
): void => {
	const at = context.clock.now();
	const expires = lasts === undefined ? undefined : at + lasts * 1000;
	if (secret) context.redactor.learn(name, value);
	context.vault.keep(name, {value, host: host.name, at, ...(expires !== undefined && {expires})});
	context.emit({
		type: 'captured',
		task: task.id,
		host: host.name,
		name,
		...(!secret && {value}),
		...(expires !== undefined && {expires}),
	});
};

/** Keeps what a task captures from its output; the names of values that were not in it come back. */
export const capture = (context: Context, task: Task, host: Host, output: string): readonly string[] =>
	Object.entries(task.capture ?? {}).flatMap(([name, declared]) => {
		const value = declared.parse(output)?.trim();
		if (value === undefined || value === '') return [name];
		keep(context, task, host, name, value, declared);
		return [];
	});

/** Asks for a value anew. Answers with a sentence when that did not work. Throws HostUnreachable. */
export const renew = async (context: Context, name: string, signal: AbortSignal): Promise<string | undefined> => {
	if (isTyped(name)) return 'A secret that was typed into this command is gone: edit the command again.';
	const declared = context.vault.captureOf(name);
	const task = declared?.task;
	if (!declared?.capture.renew || !task) return `The value ${name} is missing: run the task that captures it first.`;
	const [host] = context.hostsOf(task);
	if (!host) return `The value ${name} is missing, and no host of this plan can give it.`;
	const script = context.composer.toRun(declared.capture.renew, host);
	const id = jobId(context, task, host, `renew-${name}-${context.clock.now()}`);
	const answer = await context.transport.run(host, {id, script, timeout: renewTimeout}, signal, () => undefined);
	const value = answer.stdout.trim();
	if (answer.exit === 0 && value !== '') {
		keep(context, task, host, name, value, declared.capture);
		return undefined;
	}
	const why = context.redactor.redact(answer.stderr.trim().split('\n').at(-1) ?? '');
	return `The value ${name} could not be renewed on ${host.name}: ${why}`;
};

/**
 * What a run of the task on the host is: the edited script if there is one, with missing values renewed. Every change to a
 * host comes by here, so here it is seen that no other session has the hosts. Throws HostUnreachable and HostsHeld.
 */
export const compose = async (
	context: Context,
	script: Script,
	edited: string | undefined,
	host: Host,
	signal: AbortSignal,
): Promise<{readonly script: string} | {readonly problem: string}> => {
	await context.lease.admit(signal);
	const asked = new Set<string>();
	for (;;) {
		try {
			return {
				script:
					edited === undefined ? context.composer.toRun(script, host) : context.composer.fillIn(edited, host),
			};
		} catch (error) {
			if (!(error instanceof MissingCapture)) throw error;
			if (asked.has(error.capture)) return {problem: error.message};
			asked.add(error.capture);
			const problem = await renew(context, error.capture, signal);
			if (problem !== undefined) return {problem};
		}
	}
};
