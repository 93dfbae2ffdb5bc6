// What only a host can tell: asked before its first script, because its scripts are chosen by it.
import type {Context} from './context.ts';
import type {Host} from './given.ts';
import {HostUnreachable} from './transport.ts';

/** Asks a host for the facts of the book that are not known yet, in one round trip. Throws HostUnreachable. */
export const learnFacts = async (context: Context, host: Host, signal: AbortSignal): Promise<void> => {
	const given = context.composer.givenTo(host);
	const missing = Object.entries(context.book.facts ?? {}).filter(([name]) => given.fact(name) === undefined);
	if (missing.length === 0 || !context.hosts.includes(host)) return;
	const scripts = missing.map(([, {ask}]) => context.composer.toRun(ask, host));
	const answers = await context.transport.ask(host, scripts, signal);
	for (const [index, [name, {parse}]] of missing.entries()) {
		const value = parse(answers[index]?.stdout ?? '')?.trim();
		if (value !== undefined && value !== '') context.emit({type: 'fact', host: host.name, name, value});
	}
};

/** All hosts at once. One that does not answer is left to its tasks, which say so. */
export const learnAllFacts = async (context: Context, hosts: readonly Host[], signal: AbortSignal): Promise<void> => {
	const learn = async (host: Host): Promise<void> => {
		if (context.away.has(host.name)) return;
		try {
			await learnFacts(context, host, signal);
		} catch (error) {
			if (!(error instanceof HostUnreachable)) throw error;
			if (!signal.aborted) context.away.set(host.name, error.message);
		}
	};
	await Promise.all(hosts.map(host => context.turns(() => learn(host), signal)));
};
