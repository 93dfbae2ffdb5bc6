// The way to a plan's hosts: ssh for each, this machine for the operator's own tasks; unknown host keys are shown first.
import {homedir} from 'node:os';
import {join} from 'node:path';
import type {Plan, PlanHost} from '../../steps/plan.ts';
import type {Host} from '../engine/given.ts';
import {operator} from '../engine/target.ts';
import {HostUnreachable, type Transport} from '../engine/transport.ts';
import {textsOf, type Language} from '../texts/texts.ts';
import {acceptHostKey, scanHostKey, type HostKey} from '../transport/host-key.ts';
import {createLocal} from '../transport/local.ts';
import {route} from '../transport/route.ts';
import {createSsh, type SshHost} from '../transport/ssh.ts';
import type {Ask} from '../ui/doors.ts';
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

type Scanned = {readonly host: Host; readonly key?: HostKey};

/** A host that cannot be reached has no key to accept; the connect stage says what is wrong with it. */
const scan = async (host: Host, ssh: SshHost, knownHosts: string): Promise<Scanned> => {
	try {
		return {host, key: await scanHostKey(host, ssh, {knownHosts})};
	} catch (error) {
		if (error instanceof HostUnreachable) return {host};
		throw error;
	}
};

/** Opens nothing yet but asks about host keys that are new. A changed key is refused later, by ssh and with both fingerprints. */
export const openSsh = async (
	plan: Plan,
	ask: Ask,
	language: Language,
): Promise<{readonly transport: Transport} | {readonly problems: readonly string[]}> => {
	const texts = textsOf(language).open;
	const {knownHosts, jobs} = home();
	const sshOf = (host: Host): SshHost => sshHostOf(plan, host);
	const scanned = await Promise.all(plan.hosts.map(host => scan(host, sshOf(host), knownHosts)));
	for (const {host, key} of scanned) {
		if (key?.state !== 'unknown') continue;
		const shown = `${key.type} ${key.fingerprint}`;
		const answer = await ask({kind: 'confirm', title: texts.newHostKey(host.name, host.address), lines: [shown]});
		if (answer !== 'yes') return {problems: [texts.refusedHostKey(host.name, shown)]};
		await acceptHostKey(key, {knownHosts});
	}
	const here = createLocal({jobs});
	const there = createSsh({sshOf, knownHosts});
	return {transport: route(host => (host.name === operator.name ? here : there), [here, there])};
};
