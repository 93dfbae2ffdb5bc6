// What is true after a storm. A job is one attempt of a task on a host, and has an id.
//   executions  every id in the hosts' counters stands there exactly once
//   repeats     a task ran again on a host only under a new id, after its earlier job was interrupted by a reboot
//   missing     every task ran on every one of its hosts
//   output      the log of a task that prints holds each of its lines once, in order
//   captures    every value that the book captures is there, and asked for anew only after a reboot
//   end state   what the tasks made is letter by letter what an undisturbed run made
import {existsSync, readFileSync} from 'node:fs';
import {hostsFor} from '../../source/engine/target.ts';
import {initialState, reduce} from '../../source/engine/state.ts';
import {homeOf} from '../../source/session/home.ts';
import {logPath, readJournal} from '../../source/session/journal.ts';
import {findSession} from '../../source/session/sessions.ts';
import type {NamespaceHost} from '../hosts/namespaces.ts';
import {chaosBook, made, printedLines, printing, runs} from './book.ts';

export type Verdict = {
	/** Jobs that ran. */
	readonly executed: number;
	/** Jobs that were announced in the journal and never reached their host. */
	readonly spent: number;
	/** Jobs that a reboot interrupted. */
	readonly interrupted: number;
	/** Tasks that ran again on a host, each after an interrupted job of its own. */
	readonly repeats: number;
	/** Values that were asked for anew. */
	readonly renewed: number;
	readonly events: number;
	/** Sentences about what is not as it must be; none when all is well. */
	readonly wrong: readonly string[];
};

const read = async (host: NamespaceHost, script: string): Promise<string> => (await host.exec(script)).stdout;

/** Everything that the tasks made, with its content. */
export const endState = async (hosts: readonly NamespaceHost[]): Promise<Readonly<Record<string, string>>> =>
	Object.fromEntries(
		await Promise.all(
			hosts.map(async host => [host.host.name, await read(host, `cd ${made} && head -n -0 -v $(ls)`)] as const),
		),
	);

export const wipe = async (hosts: readonly NamespaceHost[]): Promise<void> => {
	for (const host of hosts) await host.exec(`rm -rf ${made} ${runs} /srv/values /var/lib/kubewalk`);
};

/** The first line that differs, in both. */
const differenceOf = (expected: string, found: string): string | undefined => {
	if (expected === found) return undefined;
	const [one, other] = [expected.split('\n'), found.split('\n')];
	const index = one.findIndex((line, number) => line !== other[number]);
	return JSON.stringify([one.slice(index - 2, index + 3), other.slice(index - 2, index + 3)]);
};

type Attempts = ReadonlyMap<string, {readonly task: string; readonly host: string; readonly interrupted: boolean}>;

const interruptedExit = 125;

const attemptsOf = (identity: string, events: ReturnType<typeof readJournal>): Attempts => {
	const attempts = new Map<string, {task: string; host: string; interrupted: boolean}>();
	const last = new Map<string, string>();
	for (const event of events) {
		if (event.type !== 'task') continue;
		const row = `${event.task} on ${event.host}`;
		if (event.attempt !== undefined) {
			const id = [identity, event.task, event.host, event.attempt].join('.');
			last.set(row, id);
			attempts.set(id, attempts.get(id) ?? {task: event.task, host: event.host, interrupted: false});
		}
		const id = last.get(row);
		if (id !== undefined && event.exit === interruptedExit) attempts.get(id)!.interrupted = true;
	}
	return attempts;
};

export const judge = async (
	home: string,
	session: string,
	hosts: readonly NamespaceHost[],
	expected: Readonly<Record<string, string>>,
): Promise<Verdict> => {
	const wrong: string[] = [];
	const {files, identity} = findSession(homeOf({KUBEWALK_HOME: home}, '/'), session)!;
	const events = readJournal(files.journal);
	const state = events.reduce(reduce, initialState);
	const attempts = attemptsOf(identity, events);
	const executions = new Map<string, number>();
	let renewed = 0;
	for (const host of hosts) {
		const ids = (await read(host, `cat ${runs}/*`)).trim().split('\n');
		for (const id of ids) executions.set(id, (executions.get(id) ?? 0) + 1);
		renewed += Number(await read(host, `ls /var/lib/kubewalk/jobs | grep -c '[.]renew-'`));
	}
	for (const [id, times] of executions) {
		if (times !== 1) wrong.push(`${id} ran ${times} times`);
		if (!attempts.has(id)) wrong.push(`${id} ran, and the journal does not know it`);
	}
	let repeats = 0;
	const plan = hosts.map(({host}) => host);
	for (const task of chaosBook.stages.flatMap(stage => stage.tasks)) {
		for (const {name} of hostsFor(task.target, plan)) {
			const row = state.rows[task.id]?.[name];
			if (row?.status !== 'done' && row?.status !== 'satisfied')
				wrong.push(`${task.id} on ${name} is ${row?.status}: ${row?.note}`);
			const all = [...attempts].filter(([, one]) => one.task === task.id && one.host === name);
			const ran = all.filter(([id]) => executions.has(id));
			if (ran.length === 0) wrong.push(`${task.id} never ran on ${name}`);
			for (const [id, {interrupted}] of ran.slice(0, -1)) {
				repeats += 1;
				if (!interrupted) wrong.push(`${task.id} ran again on ${name} after ${id}, which was not interrupted`);
			}
			const lines = printing[task.id];
			const [lastId, lastOne] = ran.at(-1) ?? ['', undefined];
			if (lines === undefined || !lastOne || lastOne.interrupted) continue;
			const log = readFileSync(logPath(files.logs, task.id, name, Number(lastId.split('.').at(-1))), 'utf8');
			if (log !== printedLines(task.id, lines)) wrong.push(`The output of ${task.id} on ${name} is not whole.`);
		}
		for (const name of Object.keys(task.capture ?? {})) {
			if (!state.captured[name]) wrong.push(`The captured value ${name} is lost.`);
		}
	}
	const interrupted = [...attempts.values()].filter(one => one.interrupted).length;
	if (renewed > interrupted)
		wrong.push(`${renewed} values were asked for anew, and ${interrupted} jobs were interrupted.`);
	const found = await endState(hosts);
	for (const {host} of hosts) {
		const difference = differenceOf(expected[host.name] ?? '', found[host.name] ?? '');
		if (difference !== undefined) wrong.push(`The end state of ${host.name} is another one: ${difference}`);
	}
	if (existsSync(files.secrets)) wrong.push('The secrets are still there after the session.');
	const spent = [...attempts.keys()].filter(id => !executions.has(id)).length;
	return {executed: executions.size, spent, interrupted, repeats, renewed, events: events.length, wrong};
};
