// Knocks at every host at once, and asks the person for what they want, until all are in that can be. One answer may do
// for many hosts (a jump host's key, a password), so what is asked in a round is asked once.
import type {Host} from '../engine/given.ts';
import type {Texts} from '../texts/texts.ts';
import {createTurns} from '../engine/turns.ts';
import {acceptHostKey} from '../transport/host-key.ts';
import type {Ssh, Want} from '../transport/ssh.ts';
import {nobody, type Ask} from '../ui/doors.ts';

type Options = {
	readonly ssh: Pick<Ssh, 'knock' | 'logIn' | 'give' | 'keyFor' | 'install'>;
	readonly hosts: readonly Host[];
	readonly ask: Ask;
	readonly texts: Texts;
	readonly knownHosts: string;
	readonly until: AbortSignal;
};

type Entered = {readonly secrets: readonly string[]} | {readonly problem: string};

type Login = {readonly host: Host; readonly byKey: boolean};

type Waiting = {readonly host: Host; readonly want: Want};

/** `again`: something was given, so it is worth another knock. `leave`: there is nobody to ask. Else a sentence. */
type Outcome = 'again' | 'leave' | {readonly problem: string};

const knockAt = async (ssh: Options['ssh'], hosts: readonly Host[]): Promise<readonly Waiting[]> => {
	// As many logins at once as there are hosts at work later.
	const turns = createTurns(50);
	const never = new AbortController().signal;
	const all = await Promise.all(hosts.map(host => turns(async () => ({host, want: await ssh.knock(host)}), never)));
	return all.flatMap(({host, want}) => (want ? [{host, want}] : []));
};

/** What is asked once for all who want it. */
const topicOf = ({host, want}: Waiting): string => {
	switch (want.kind) {
		case 'host-key':
			return want.key.line;
		case 'login':
			return `login ${host.name}`;
		case 'sudo-password':
			return want.kind;
	}
};

const confirmKey = async (
	{ask, texts, knownHosts}: Options,
	host: Host,
	{key, jump}: Want & {kind: 'host-key'},
): Promise<Outcome> => {
	const shown = `${key.type} ${key.fingerprint}`;
	const title =
		jump === undefined ? texts.open.newHostKey(host.name, host.address) : texts.open.newJumpKey(jump, host.name);
	const answer = await ask({kind: 'confirm', title, lines: [shown], routine: true});
	if (answer !== 'yes') return {problem: texts.open.refusedHostKey(jump ?? host.name, shown)};
	await acceptHostKey(key, {knownHosts});
	return 'again';
};

const logIn = async (
	{ask, texts, ssh}: Options,
	host: Host,
	want: Want & {kind: 'login'},
	loggedIn: Map<string, Login>,
): Promise<Outcome> => {
	const {user, key} = want;
	// ssh asks three times itself: who could not log in then has had his turn.
	if (loggedIn.has(host.name)) return 'leave';
	const title = key === undefined ? texts.open.logIn(user, host.name) : texts.open.unlock(key, host.name);
	const work = (): Promise<void> => ssh.logIn(host, want);
	const answer = await ask({kind: 'terminal', title, lines: [texts.open.sshAsks], work});
	if (answer === nobody) return 'leave';
	if (answer === undefined) return {problem: texts.open.notLoggedIn(user, host.name)};
	loggedIn.set(host.name, {host, byKey: key !== undefined});
	return 'again';
};

const askPassword = async (
	{ask, texts, ssh}: Options,
	host: Host,
	{user, failures}: Want & {kind: 'sudo-password'},
	secrets: string[],
): Promise<Outcome> => {
	const answer = await ask({
		kind: 'secret',
		title: texts.open.sudoPassword(user, host.name),
		lines: [...(failures > 0 ? [texts.open.wrongPassword(host.name)] : []), texts.open.passwordStays],
	});
	if (answer === nobody) return 'leave';
	if (answer === undefined || answer === '') return {problem: texts.open.noPassword(user, host.name)};
	secrets.push(answer);
	ssh.give(host, answer);
	return 'again';
};

/** `ssh-ed25519 …ZKQ8vVpn ops@laptop`: enough to know one's own key by. */
const shortKey = (line: string): string => {
	const [type = '', blob = '', ...comment] = line.split(' ');
	return [type, `…${blob.slice(-12)}`, ...comment].join(' ');
};

/** Whoever typed a password for ssh is offered never to type it again. */
const offerKey = async ({ask, texts, ssh}: Options, hosts: readonly Host[]): Promise<string | undefined> => {
	const byKey = new Map<string, Host[]>();
	for (const host of hosts) {
		const key = await ssh.keyFor(host);
		if (key !== undefined) byKey.set(key, [...(byKey.get(key) ?? []), host]);
	}
	for (const [key, group] of byKey) {
		const names = group.map(({name}) => name).join(', ');
		const wanted = await ask({kind: 'confirm', title: texts.open.installKey(names), lines: [shortKey(key)]});
		if (wanted !== 'yes') continue;
		for (const host of group) {
			const trouble = await ssh.install(host, key);
			if (trouble === undefined) continue;
			const title = texts.open.keyNotInstalled(host.name);
			const goOn = await ask({kind: 'confirm', title, lines: [trouble]});
			if (goOn !== 'yes') return `${title} ${trouble}`;
		}
	}
};

export const letIn = async (options: Options): Promise<Entered> => {
	const {ssh, hosts, texts, until} = options;
	const secrets: string[] = [];
	const loggedIn = new Map<string, Login>();
	const answer = ({host, want}: Waiting): Promise<Outcome> => {
		switch (want.kind) {
			case 'host-key':
				return confirmKey(options, host, want);
			case 'login':
				return logIn(options, host, want, loggedIn);
			case 'sudo-password':
				return askPassword(options, host, want, secrets);
		}
	};
	let waiting = await knockAt(ssh, hosts);
	while (waiting.length > 0 && !until.aborted) {
		const outcomes = new Map<string, Outcome>();
		const [asked, others]: readonly [Host[], Host[]] = [[], []];
		// All doors first: a password that one host wants may be the one that a host behind another door wants too.
		const doors = waiting.filter(({want}) => want.kind !== 'sudo-password');
		const later = doors.length === 0 ? [] : waiting.filter(one => !doors.includes(one));
		for (const one of doors.length === 0 ? waiting : doors) {
			const topic = topicOf(one);
			const before = outcomes.get(topic);
			const outcome = before ?? (await answer(one));
			if (typeof outcome === 'object') return outcome;
			outcomes.set(topic, outcome);
			if (outcome === 'again') (before === undefined ? asked : others).push(one.host);
		}
		// A password has to be right where it was asked for before it is tried elsewhere.
		waiting = [...later, ...(await knockAt(ssh, asked)), ...(await knockAt(ssh, others))];
	}
	// Who unlocked a key has it there already.
	const withPassword = [...loggedIn.values()].filter(({byKey}) => !byKey).map(({host}) => host);
	const problem = until.aborted ? texts.open.givenUp : await offerKey(options, withPassword);
	return problem === undefined ? {secrets} : {problem};
};
