// Which hosts a book that adds hosts is for: those that the cluster does not know yet, and one that knows it.
import type {Book, Host} from '../engine/declare.ts';
import type {State} from '../engine/state.ts';
import {hostsFor} from '../engine/target.ts';
import {HostUnreachable} from '../engine/transport.ts';
import {textsOf, type Language} from '../texts/texts.ts';
import type {Ground} from './ground.ts';

type Asked = {readonly only?: readonly string[]} | {readonly problems: readonly string[]; readonly code: 1 | 2 | 3};

/** Hosts that an earlier process of the session began with stay in, though they may be settled by now. */
const begunIn = (state: State): ReadonlySet<string> =>
	new Set(Object.values(state.rows).flatMap(hosts => Object.keys(hosts)));

/** The hosts that may be knocked at before it is known who is new. Undefined: all. */
export const firstToKnockAt = ({settled}: Book, hosts: readonly Host[]): readonly Host[] | undefined =>
	settled && hostsFor('first-control-plane', hosts);

/** One question to the first control plane, then the new hosts are let in; nothing for a book that is for all hosts. */
export const findNewcomers = async (
	{settled}: Book,
	hosts: readonly Host[],
	settings: Readonly<Record<string, unknown>>,
	{transport, letIn}: Pick<Ground, 'transport' | 'letIn'>,
	earlier: State,
	language: Language,
): Promise<Asked> => {
	const [first] = hostsFor('first-control-plane', hosts);
	if (!settled || !first) return {};
	const texts = textsOf(language).open;
	const script = settled({
		host: first,
		hosts,
		setting: name => settings[name],
		captured: name => {
			throw new Error(`${name} is not captured when a session opens.`);
		},
		fact: () => undefined,
	});
	try {
		const [answer] = await transport.ask(first, [script], new AbortController().signal);
		if (answer?.exit !== 0) {
			const why = answer?.stderr.trim().split('\n').at(-1) ?? '';
			return {problems: [texts.noCluster(first.name, why)], code: 1};
		}
		const names = new Set(answer.stdout.split('\n').map(line => line.trim()));
		const begun = begunIn(earlier);
		const fresh = hostsFor('workers', hosts).filter(({name}) => !names.has(name) || begun.has(name));
		if (fresh.length === 0) return {problems: [texts.noNewHost], code: 2};
		const problem = await letIn(fresh);
		if (problem !== undefined) return {problems: [problem], code: 3};
		return {only: [first.name, ...fresh.map(({name}) => name)]};
	} catch (error) {
		if (error instanceof HostUnreachable) return {problems: [error.message], code: 3};
		throw error;
	}
};
