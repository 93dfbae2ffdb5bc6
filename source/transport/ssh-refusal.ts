// Why a host does not let us in: one sentence, and what a person could give so that it does.
import type {Host} from '../engine/given.ts';
import {changed, changedSentence, greet, type HostKey, scanHostKey, unknown} from './host-key.ts';
import type {Ended} from './shell.ts';
import {readConfig, type SshConfig} from './ssh-config.ts';
import {lockedKey} from './ssh-login.ts';
import {hopsOf, type SshFiles, type SshHost, sshArguments} from './ssh-options.ts';
import {sshTrouble} from './ssh-trouble.ts';

/** What only a person can give. */
export type Want =
	/** `jump`: the key is that of a host on the way. */
	| {readonly kind: 'host-key'; readonly key: HostKey; readonly jump?: string}
	/** ssh has to ask on the terminal: for the passphrase of the key named, or for a password. */
	| {readonly kind: 'login'; readonly user: string; readonly key?: string; readonly skipKeys: boolean}
	/** `failures`: how many passwords the host has refused already. */
	| {readonly kind: 'sudo-password'; readonly user: string; readonly failures: number};

export type Refusal = {readonly message: string; readonly want?: Want};

const never = new AbortController().signal;

type Met = {readonly key: HostKey; readonly jump?: string};

/** The first host on the way, or the host itself, whose key is not the one that is known. */
const strangerOnTheWay = async (
	host: Host,
	ssh: SshHost,
	files: SshFiles,
	{jump}: SshConfig,
): Promise<Met | undefined> => {
	for (const hop of hopsOf(jump, ssh.identity)) {
		const {address, port = 22} = hop;
		const bracketed = address.includes(':') ? `[${address}]` : address;
		const key = await scanHostKey({name: address, address, role: 'jump'}, hop, files).catch(() => undefined);
		if (key === undefined) return undefined;
		if (key.state !== 'known') return {key, jump: port === 22 ? address : `${bracketed}:${port}`};
	}
	const key = await scanHostKey(host, ssh, files).catch(() => undefined);
	return key === undefined || key.state === 'known' ? undefined : {key};
};

const keyRefusal = (host: Host, {key, jump}: Met): Refusal => {
	if (key.state === 'changed') return {message: changedSentence(key)};
	const whose =
		jump === undefined
			? `The host key of ${host.name} (${host.address})`
			: `On the way to ${host.name}, the host key of ${jump}`;
	const message = `${whose} is not known: compare ${key.type} ${key.fingerprint} with the host's own and accept it.`;
	return {message, want: {kind: 'host-key', key, ...(jump !== undefined && {jump})}};
};

/** `greeted`: what a host says to somebody who offers nothing. */
const loginWanted = async (
	said: string,
	{user, identities}: SshConfig,
	greeted: () => Promise<string>,
): Promise<Want | undefined> => {
	// Who is sent away for his keys is not told what else would do.
	const skipKeys = /Too many authentication failures/.test(said);
	const [, methods] = /Permission denied \(([^)]*)\)/.exec(skipKeys ? await greeted() : said) ?? [];
	if (methods === undefined) return undefined;
	const key = skipKeys ? undefined : await lockedKey(identities);
	if (key === undefined && !/password|keyboard-interactive/.test(methods)) return undefined;
	return {kind: 'login', user, skipKeys, ...(key !== undefined && {key})};
};

/** For what ssh, or the shell behind it, ended with. For a host key with its fingerprints, so that they can be compared. */
export const refusalOf = async (host: Host, ssh: SshHost, files: SshFiles, ended: Ended): Promise<Refusal> => {
	const config = await readConfig(host, ssh, files, never);
	// Over a shared connection nothing is heard of a jump host's trouble: ask once without sharing.
	const isSilenced = config.isIndirect && ended.exit === 255;
	const greeted = (): Promise<string> => greet(sshArguments(host, ssh, files, config), never);
	const said = isSilenced ? await greeted() : ended.stderr;
	if (changed.test(said) || unknown.test(said)) {
		const met = await strangerOnTheWay(host, ssh, files, config);
		if (met) return keyRefusal(host, met);
	}
	const message = sshTrouble({host, ssh, config}, said, ended.exit);
	const want = ended.exit === 255 ? await loginWanted(said, config, greeted) : undefined;
	return {message, ...(want && {want})};
};
