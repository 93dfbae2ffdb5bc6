// Hosts that kubewalk cannot reach: the operator runs there what is shown, and pastes what it printed.
import {createHash, randomBytes} from 'node:crypto';
import type {Answer, Seconds} from '../engine/declare.ts';
import type {Host} from '../engine/given.ts';
import type {Present, Reading, Sheet} from '../engine/sheet.ts';
import {HostUnreachable, type Job, type OnOutput, type Transport} from '../engine/transport.ts';
import {jobSheet, lookSheet, questionsSheet} from './by-hand.sh.ts';
import {readPaste} from './read-paste.ts';

const refuse = async ({name}: Host): Promise<never> => {
	throw new HostUnreachable(
		name,
		`${name} is reached by hand, and only kubewalk walk, or run on a terminal, can ask for it.`,
	);
};

/** For a front door where nobody can be asked: a survey, or a run without a terminal. */
export const nobody: Transport = {ask: refuse, run: refuse, reattach: refuse, close: async () => undefined};

const usualTimeout: Seconds = 20;

const stopped: Answer = {exit: 130, stdout: '', stderr: ''};

/** Of a job always the same, so that what an earlier process asked for can still be pasted. */
const tagOf = (id: string, {name}: Host): string =>
	createHash('sha256').update(`${name} ${id}`).digest('hex').slice(0, 6);

const putAside = ({name}: Host): HostUnreachable =>
	new HostUnreachable(name, `${name} is reached by hand, and what it was asked was put aside: try again to see it.`);

const answersOf = (reading: Reading, well: boolean | undefined): readonly Answer[] | undefined => {
	if (reading.state === 'whole') return reading.answers;
	if (reading.state === 'free' && well !== undefined) return [{exit: well ? 0 : 1, stdout: reading.text, stderr: ''}];
	return undefined;
};

type Outcome = readonly Answer[] | 'not-run' | 'stopped';

/** Shows a sheet until there are answers. Throws HostUnreachable when it was put aside. */
const show = async (present: Present, sheet: Sheet, signal: AbortSignal): Promise<Outcome> => {
	if (signal.aborted) return 'stopped';
	const returned = await present(sheet, signal);
	if (signal.aborted) return 'stopped';
	if (returned === undefined) throw putAside(sheet.host);
	if (returned === 'not-run') return 'not-run';
	const reading = sheet.read(returned.pasted);
	if (reading.state === 'not-run') return 'not-run';
	const answers = answersOf(reading, returned.well);
	if (!answers) throw putAside(sheet.host);
	return answers;
};

const onlyYouKnow = (host: Host): Answer => ({
	...stopped,
	stderr: `kubewalk: stopped while ${host.name} was asked by hand; whether the command was run, only you know.\n`,
});

const never = ({name}: Host): Answer => ({
	...stopped,
	stderr: `kubewalk: not run on ${name}, because it was given up before.\n`,
});

const handOn = (answer: Answer, onOutput: OnOutput): Answer => {
	if (answer.stdout !== '') onOutput(answer.stdout, 'stdout');
	if (answer.stderr !== '') onOutput(answer.stderr, 'stderr');
	return answer;
};

export const createByHand = (present: Present): Transport => {
	/** Answers that came with a job's output, by host and question; each is good for one asking. */
	const brought = new Map<string, Map<string, Answer>>();
	const broughtTo = ({name}: Host): Map<string, Answer> => {
		const known = brought.get(name) ?? new Map<string, Answer>();
		brought.set(name, known);
		return known;
	};

	const ask = async (
		host: Host,
		questions: readonly string[],
		signal: AbortSignal,
		timeout: Seconds = usualTimeout,
	): Promise<readonly Answer[]> => {
		const before = broughtTo(host);
		const open = [...new Set(questions)].filter(question => !before.has(question));
		const known = new Map(before);
		for (const question of questions) before.delete(question);
		if (open.length > 0) {
			const tag = randomBytes(3).toString('hex');
			const [command] = open;
			const expected = {host: host.name, tag, of: open.length, kind: 'questions' as const};
			const sheet: Sheet = {
				host,
				kind: 'questions',
				tag,
				commands: open,
				script: questionsSheet({host: host.name, tag}, open, timeout),
				read: pasted => readPaste(pasted, open.length === 1 ? {...expected, command: command!} : expected),
			};
			const outcome = await show(present, sheet, signal);
			if (outcome === 'stopped' || outcome === 'not-run') return questions.map(() => stopped);
			open.forEach((question, index) => known.set(question, outcome[index]!));
		}
		return questions.map(question => known.get(question)!);
	};

	const run = async (host: Host, job: Job, signal: AbortSignal, onOutput: OnOutput): Promise<Answer> => {
		const before = broughtTo(host);
		before.clear();
		const tag = tagOf(job.id, host);
		const next = job.next?.() ?? [];
		const sheet: Sheet = {
			host,
			kind: 'job',
			tag,
			commands: [job.script, ...next.map(({ask}) => ask)],
			script: jobSheet({host: host.name, tag}, job, next, usualTimeout),
			read: pasted =>
				readPaste(pasted, {host: host.name, tag, of: 1 + next.length, kind: 'job', command: job.script}),
		};
		const outcome = await show(present, sheet, signal);
		if (outcome === 'stopped') return onlyYouKnow(host);
		if (outcome === 'not-run') return never(host);
		const [answer, ...rest] = outcome;
		rest.forEach((one, index) => before.set(next[index]!.ask, one));
		return handOn(answer!, onOutput);
	};

	const reattach = async (
		host: Host,
		id: string,
		signal: AbortSignal,
		onOutput: OnOutput,
	): Promise<Answer | undefined> => {
		const tag = tagOf(id, host);
		const sheet: Sheet = {
			host,
			kind: 'look',
			tag,
			commands: [],
			script: lookSheet({host: host.name, tag}, id),
			read: pasted => readPaste(pasted, {host: host.name, tag, of: 1, kind: 'look', command: ''}),
		};
		const outcome = await show(present, sheet, signal);
		if (outcome === 'stopped') return onlyYouKnow(host);
		return outcome === 'not-run' ? undefined : handOn(outcome[0]!, onOutput);
	};

	return {ask, run, reattach, isDear: () => true, close: async () => undefined};
};
