// Which files ssh itself would read host keys from. Naming UserKnownHostsFile on the command line replaces the user's
// own, so what his configuration says is asked first and named again.
import type {Host} from '../engine/given.ts';
import {type SshFiles, type SshHost} from './ssh-options.ts';
import {start} from './shell.ts';

export type Resolved = {
	readonly hostname: string;
	readonly port: string;
	readonly jumps: boolean;
	readonly known: readonly string[];
};

/** Words of a line of ssh's configuration; `ssh -G` prints names with spaces as they are, and nothing can be done then. */
const wordsOf = (line: string): readonly string[] => line.split(/\s+/).filter(word => word !== '');

const usual = ['~/.ssh/known_hosts', '~/.ssh/known_hosts2'];

/** What ssh would do for this host, as its own configuration has it. */
export const resolve = async (host: Host, ssh: SshHost, files: SshFiles, signal: AbortSignal): Promise<Resolved> => {
	let said = '';
	await start(
		[
			'ssh',
			'-G',
			...(files.config === undefined ? [] : ['-F', files.config]),
			...(ssh.user === undefined ? [] : ['-l', ssh.user]),
			...(ssh.port === undefined ? [] : ['-p', String(ssh.port)]),
			'--',
			host.address,
		],
		'',
		signal,
		chunk => {
			said += chunk.toString();
		},
	);
	const told = new Map(said.split('\n').map(line => [line.split(' ', 1)[0]!, line.slice(line.indexOf(' ') + 1)]));
	const isSet = (name: string): boolean => told.has(name) && told.get(name) !== 'none';
	return {
		hostname: told.get('hostkeyalias') ?? told.get('hostname') ?? host.address,
		port: told.get('port') ?? String(ssh.port ?? 22),
		jumps: ssh.jump !== undefined || isSet('proxyjump') || isSet('proxycommand'),
		known: told.has('userknownhostsfile') ? wordsOf(told.get('userknownhostsfile')!) : usual,
	};
};

export const knownHostsOf = async (
	host: Host,
	ssh: SshHost,
	files: SshFiles,
	signal: AbortSignal,
): Promise<readonly string[]> => (await resolve(host, ssh, files, signal)).known;
