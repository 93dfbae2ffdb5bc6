// Questions: what a stage wants to know of a host travels in one round trip.
import type {Answer, Host, Probe, Task} from './declare.ts';
import type {Context} from './context.ts';
import {MissingCapture} from './given.ts';
import {tellBadges} from './badges.ts';
import type {Next} from './transport.ts';

/** `unknown`: the question needs a value that nobody has captured yet. */
export type Verdict = {readonly answer: 'yes' | 'no' | 'unknown'; readonly detail: string};

const saysYes = (probe: Probe, answer: Answer, context: Context, host: Host): boolean =>
	probe.expect ? probe.expect(answer, context.composer.givenTo(host)) : answer.exit === 0;

/** The line that says most about an answer: the last of stderr, else of stdout, that is no noise; else the exit code. */
export const gist = ({exit, stdout, stderr}: Answer, noise: readonly RegExp[] = []): string => {
	const lastLine = (text: string): string | undefined =>
		text
			.split('\n')
			.map(line => line.trim())
			.findLast(line => line !== '' && !noise.some(pattern => pattern.test(line)));
	return lastLine(stderr) ?? lastLine(stdout) ?? `exit code ${exit}`;
};

/** So much of the end of an answer is looked at for its gist; a private key fits in. */
const gistLength = 65_536;

/** The gist without secrets: masked before the line is chosen, because a line of a private key does not tell what it is. */
export const safeGist = ({book, redactor}: Context, {exit, stdout, stderr}: Answer): string => {
	const safe = (text: string): string => redactor.redact(text.slice(-gistLength));
	return gist({exit, stdout: safe(stdout), stderr: safe(stderr)}, book.noise);
};

/** Undefined: it needs a value that nobody has captured yet. */
const scriptOf = (context: Context, host: Host, {ask}: Probe): string | undefined => {
	try {
		return context.composer.toRun(ask, host);
	} catch (error) {
		if (error instanceof MissingCapture) return undefined;
		throw error;
	}
};

/** Asks probes of one host, all at once. Throws HostUnreachable. */
export const askAll = async (
	context: Context,
	host: Host,
	probes: readonly Probe[],
	signal: AbortSignal,
): Promise<readonly Verdict[]> => {
	const scripts = probes.map(probe => scriptOf(context, host, probe));
	const asked = scripts.filter(script => script !== undefined);
	const answers = asked.length === 0 ? [] : [...(await context.transport.ask(host, asked, signal))];
	return probes.map((probe, index) => {
		if (scripts[index] === undefined) return {answer: 'unknown', detail: ''};
		const answer = answers.shift()!;
		tellBadges(context, host, probe, answer);
		return {
			answer: saysYes(probe, answer, context, host) ? 'yes' : 'no',
			detail: safeGist(context, answer),
		};
	});
};

const firstPause = 250;
const longestPause = 3000;

/** Asks one probe until the answer is yes or its `within` is over. `first` asks it for the first time. Throws HostUnreachable. */
export const askUntil = async (
	context: Context,
	host: Host,
	probe: Probe,
	signal: AbortSignal,
	first?: () => Promise<Verdict>,
): Promise<Verdict> => {
	const deadline = context.clock.now() + (probe.within ?? 0) * 1000;
	const again = async (): Promise<Verdict> => (await askAll(context, host, [probe], signal))[0]!;
	let ask = first ?? again;
	for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
		const verdict = await ask();
		if (verdict.answer === 'yes' || signal.aborted) return verdict;
		if (context.clock.now() + pause > deadline) return verdict;
		await context.clock.sleep(pause, signal);
		ask = again;
	}
};

/** Answers to a stage's checks, asked anew once something has changed the host. */
export const createChecks = (context: Context, tasks: readonly Task[]) => {
	const known = new Map<string, Map<string, Verdict>>();
	const restOf = (task: Task, host: Host): readonly Task[] =>
		tasks.slice(tasks.indexOf(task)).filter(other => context.hostsOf(other).includes(host));
	/** The tasks that come next at the same time on the same hosts: none of them waits for what another host is made to do. */
	const nextOf = (task: Task, host: Host): readonly Task[] => {
		const rest = tasks.slice(tasks.indexOf(task));
		const end = rest.findIndex(({target, pace}) => target !== task.target || pace === 'one-by-one');
		return rest.slice(1, end < 0 ? rest.length : end).filter(other => context.hostsOf(other).includes(host));
	};
	return {
		/** What is asked of the host when the task's job ended well: the verification, then the checks of what is left. */
		after: (task: Task, host: Host): readonly Next[] => {
			const soon = [task, ...nextOf(task, host)];
			return restOf(task, host).flatMap(other => {
				const probe = other === task ? (task.verify ?? task.check) : other.check;
				const ask = scriptOf(context, host, probe);
				if (ask === undefined) return [];
				const waits = other === task && !probe.expect && probe.within !== undefined;
				const isLater = !soon.includes(other);
				return [{ask, ...(waits && {within: probe.within}), ...(isLater && {later: true as const})}];
			});
		},
		isKnown: (task: Task, host: Host): boolean => known.get(host.name)?.has(task.id) ?? false,
		changed: (host: Host): void => void known.delete(host.name),
		/** Whether the task's job did what it should, and in the same round trip what the tasks after it will want to know. */
		verify: (task: Task, host: Host, signal: AbortSignal): Promise<Verdict> => {
			const probe = task.verify ?? task.check;
			return askUntil(context, host, probe, signal, async () => {
				const next = nextOf(task, host);
				const probes = [probe, ...next.map(({check}) => check)];
				const [verdict, ...rest] = await askAll(context, host, probes, signal);
				// What was asked while the change was still under way is asked again.
				if (verdict!.answer !== 'yes') return verdict!;
				const answers = next.map((other, index) => [other.id, rest[index]!] as const);
				known.set(host.name, new Map(answers.filter(([, {answer}]) => answer !== 'unknown')));
				return verdict!;
			});
		},
		ask: async (task: Task, host: Host, signal: AbortSignal): Promise<Verdict> => {
			const before = known.get(host.name)?.get(task.id);
			if (before) return before;
			const rest = restOf(task, host);
			const verdicts = await askAll(
				context,
				host,
				rest.map(({check}) => check),
				signal,
			);
			known.set(host.name, new Map(rest.map((other, index) => [other.id, verdicts[index]!])));
			return verdicts[rest.indexOf(task)]!;
		},
	};
};

export type Checks = ReturnType<typeof createChecks>;
