// What ssh's own configuration says about a host, Match and Include and all: ssh itself is asked (`ssh -G`). Options on
// the command line replace the user's own, so what must be added to his is read first and named again.
import {userInfo} from 'node:os';
import type {Host} from '../engine/given.ts';
import {type SshFiles, type SshHost} from './ssh-options.ts';
import {start} from './shell.ts';

export type SshConfig = {
	readonly user: string;
	readonly port: number;
	/** The host as known_hosts names it: `10.0.0.11`, `[::1]:2222`, or its HostKeyAlias. */
	readonly name: string;
	/** As in ProxyJump; the plan's own goes first. */
	readonly jump?: string;
	/** Something stands between: a jump host, or a ProxyCommand of the user's. */
	readonly isIndirect: boolean;
	/** Files with host keys. */
	readonly known: readonly string[];
	/** Files with private keys that ssh would try; not all of them need be there. */
	readonly identities: readonly string[];
};

/** Words of a line of ssh's configuration; `ssh -G` prints names with spaces as they are, and nothing can be done then. */
const wordsOf = (line: string): readonly string[] => line.split(/\s+/).filter(word => word !== '');

const usual = ['~/.ssh/known_hosts', '~/.ssh/known_hosts2'];

const ask = async (host: Host, ssh: SshHost, files: SshFiles, signal: AbortSignal): Promise<string> => {
	let said = '';
	const options = [
		...(files.config === undefined ? [] : ['-F', files.config]),
		...(ssh.user === undefined ? [] : ['-l', ssh.user]),
		...(ssh.port === undefined ? [] : ['-p', String(ssh.port)]),
		...(ssh.identity === undefined ? [] : ['-i', ssh.identity]),
	];
	await start(['ssh', '-G', ...options, '--', host.address], '', signal, chunk => {
		said += chunk.toString();
	});
	return said;
};

export const readConfig = async (
	host: Host,
	ssh: SshHost,
	files: SshFiles,
	signal: AbortSignal,
): Promise<SshConfig> => {
	const said = await ask(host, ssh, files, signal);
	const all = (name: string): readonly string[] =>
		[...said.matchAll(new RegExp(`^${name} (.*)$`, 'gm'))].map(([, value]) => value!);
	const one = (name: string): string | undefined => all(name).find(value => value !== 'none');
	// ssh falls back on the name of the person at the keyboard; who installs a cluster and says nothing means root.
	const told = one('user');
	const user = ssh.user ?? (told === undefined || told === userInfo().username ? 'root' : told);
	const port = Number(one('port') ?? ssh.port ?? 22);
	const hostname = one('hostname') ?? host.address;
	const jump = ssh.jump ?? one('proxyjump');
	const known = one('userknownhostsfile');
	return {
		user,
		port,
		// ssh looks for an alias without a port.
		name: one('hostkeyalias') ?? (port === 22 ? hostname : `[${hostname}]:${port}`),
		...(jump !== undefined && {jump}),
		isIndirect: jump !== undefined || one('proxycommand') !== undefined,
		known: known === undefined ? usual : wordsOf(known),
		identities: all('identityfile'),
	};
};
