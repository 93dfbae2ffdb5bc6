// What a session's jobs left on the hosts goes with the session.
import {existsSync, readFileSync} from 'node:fs';
import {operator} from '../engine/target.ts';
import {HostUnreachable} from '../engine/transport.ts';
import {stateOf, type Session} from '../session/sessions.ts';
import {CannotKeep} from '../session/write-file.ts';
import type {Language} from '../texts/texts.ts';
import {complain, parsePlan} from './load-plan.ts';
import {openHosts} from './open-hosts.ts';
import type {Ask} from './open-ssh.ts';

export type Forgotten = {
	/** Jobs that have not ended, by host. */
	readonly running: readonly {readonly host: string; readonly jobs: readonly string[]}[];
	/** Why something could not be removed: a sentence each. */
	readonly away: readonly string[];
};

const nothing: Forgotten = {running: [], away: []};

/** Hosts on which a job was started; undefined: the journal does not tell. */
const hostsWithJobs = (session: Session): ReadonlySet<string> | undefined => {
	try {
		const rows = Object.values(stateOf(session).rows).flatMap(hosts => Object.entries(hosts));
		return new Set(rows.flatMap(([host, {attempt}]) => (attempt > 0 ? [host] : [])));
	} catch (error) {
		if (error instanceof CannotKeep) return undefined;
		throw error;
	}
};

/** Connects to the hosts that have jobs of the session. Simulated hosts are the session's own and go with it anyway. */
export const forgetJobs = async (session: Session, ask: Ask, language: Language): Promise<Forgotten> => {
	const {about} = session;
	const used = hostsWithJobs(session);
	if (about.lab !== undefined || used?.size === 0) return nothing;
	const name = about.planPath ?? session.id;
	const parsed = parsePlan(about.planText, name, path => (existsSync(path) ? readFileSync(path, 'utf8') : undefined));
	if ('complaints' in parsed) return {running: [], away: complain(name, parsed.complaints, language)};
	const isUsed = (host: string): boolean => used?.has(host) ?? true;
	const plan = {...parsed.plan, hosts: parsed.plan.hosts.filter(host => isUsed(host.name))};
	const opened = await openHosts(plan, ask, language);
	if ('problems' in opened) return {running: [], away: opened.problems};
	const {signal} = new AbortController();
	const away: string[] = [];
	const hosts = isUsed(operator.name) ? [...plan.hosts, operator] : plan.hosts;
	const running = await Promise.all(
		hosts.map(async host => {
			try {
				return {host: host.name, jobs: (await opened.transport.forget?.(host, session.identity, signal)) ?? []};
			} catch (error) {
				if (!(error instanceof HostUnreachable)) throw error;
				away.push(error.message);
				return {host: host.name, jobs: []};
			}
		}),
	);
	await opened.transport.close();
	return {running: running.filter(({jobs}) => jobs.length > 0), away};
};
