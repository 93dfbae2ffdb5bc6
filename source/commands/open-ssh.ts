// The way to a plan's hosts: ssh for each, this machine for the operator's own tasks.
import {homedir} from 'node:os';
import {join} from 'node:path';
import type {Plan, PlanHost} from '../../steps/plan.ts';
import type {Host} from '../engine/given.ts';
import {operator} from '../engine/target.ts';
import type {Transport} from '../engine/transport.ts';
import {textsOf, type Language} from '../texts/texts.ts';
import {createLocal} from '../transport/local.ts';
import {route} from '../transport/route.ts';
import {createSsh, type SshHost} from '../transport/ssh.ts';
import type {Ask} from '../ui/doors.ts';
import {letIn} from './let-in.ts';
import {home} from './state-home.ts';

export type {Ask} from '../ui/doors.ts';

const expand = (path: string): string => (path.startsWith('~/') ? join(homedir(), path.slice(2)) : path);

/** How a host is reached: what the plan says of it, over what the plan says of all. */
const sshHostOf = (plan: Plan, host: Host): SshHost => {
	const own: PlanHost | undefined = plan.hosts.find(({name}) => name === host.name);
	const {user, port, identity, jump, sudo} = {...plan.ssh, ...own?.ssh};
	return {
		user,
		port,
		sudo,
		...(identity !== undefined && {identity: expand(identity)}),
		...(jump !== undefined && {jump}),
	};
};

export type OpenedSsh = {
	readonly transport: Transport;
	/** What was typed in secret so far: no output may show it. */
	readonly secrets: readonly string[];
	/** The command of a shell for a person on the host. Undefined: only he himself can open one. */
	readonly terminal: (host: Host) => Promise<readonly string[] | undefined>;
	/** Knocks at more hosts, as opening does. A sentence, when a person would not have it. */
	readonly letIn: (hosts: readonly Host[]) => Promise<string | undefined>;
};

/**
 * Connects to these hosts of the plan and asks for what only a person can give: whether a new host key is right, a
 * password. A host that cannot be reached is left to the tasks, which say what is wrong with it.
 */
export const openSsh = async (
	plan: Plan,
	ask: Ask,
	language: Language,
	until: AbortSignal = new AbortController().signal,
	first: readonly Host[] = plan.hosts,
): Promise<OpenedSsh | {readonly problems: readonly string[]}> => {
	const texts = textsOf(language);
	const {knownHosts, jobs} = home();
	const ssh = createSsh({sshOf: host => sshHostOf(plan, host), knownHosts});
	const secrets: string[] = [];
	const stop = (): void => void ssh.close();
	const enter = async (hosts: readonly Host[]): Promise<string | undefined> => {
		until.addEventListener('abort', stop, {once: true});
		try {
			const entered = await letIn({ssh, hosts, ask, texts, knownHosts, until});
			if ('problem' in entered) return entered.problem;
			secrets.push(...entered.secrets);
			return undefined;
		} finally {
			until.removeEventListener('abort', stop);
		}
	};
	try {
		const problem = await enter(first);
		if (problem !== undefined) {
			await ssh.close();
			return {problems: [problem]};
		}
	} catch (error) {
		await ssh.close();
		throw error;
	}
	const here = createLocal({jobs});
	const transport = route(host => (host.name === operator.name ? here : ssh), [here, ssh]);
	return {transport, secrets, letIn: enter, terminal: ssh.terminal};
};
