// Host keys: what a host shows, whether ssh knows it, and writing down that the operator accepted it.
import {appendFile, mkdir, mkdtemp, readFile, rm} from 'node:fs/promises';
import {homedir, tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import type {Host} from '../engine/given.ts';
import {HostUnreachable} from '../engine/transport.ts';
import {start} from './shell.ts';
import {readConfig} from './ssh-config.ts';
import {alone, type SshFiles, type SshHost, sshArguments, withOptions} from './ssh-options.ts';
import {sshTrouble} from './ssh-trouble.ts';

export type HostKey = {
	readonly host: string;
	/** Such as `ED25519`. */
	readonly type: string;
	/** Such as `SHA256:…`. */
	readonly fingerprint: string;
	readonly state: 'known' | 'unknown' | 'changed';
	/** The fingerprint that is known instead, when the key has changed. */
	readonly before?: string;
	/** As known_hosts has it. */
	readonly line: string;
};

const never = new AbortController().signal;

const print = async (command: readonly [string, ...string[]]): Promise<string> => {
	let said = '';
	await start(command, '', never, chunk => {
		said += chunk.toString();
	});
	return said;
};

/** Of one known_hosts file, the first key: `256 SHA256:… comment (ED25519)`. */
const fingerprintOf = (told: string): {readonly fingerprint: string; readonly type: string} | undefined => {
	const match = /^\d+ (\S+:\S+) .*\((\S+)\)$/m.exec(told);
	return match ? {fingerprint: match[1]!, type: match[2]!} : undefined;
};

/**
 * A handshake with nothing to log in with: ssh looks at the host key, and the host then sends us away. Gives what ssh
 * said. A shared connection silences what stands between ssh and the host; this one does not.
 */
export const greet = async (args: readonly string[], signal: AbortSignal): Promise<string> => {
	const options = [...alone, '-o', 'PreferredAuthentications=none'];
	const {stderr} = await start(['ssh', ...withOptions(args, options), 'true'], '', signal, () => undefined);
	return stderr;
};

export const changed = /REMOTE HOST IDENTIFICATION HAS CHANGED/;
export const unknown = /No \S+ host key is known|Host key verification failed/;

const expand = (path: string): string => (path.startsWith('~/') ? join(homedir(), path.slice(2)) : path);

/** The fingerprint that the files know for this name; of the key type shown when they know it. */
const knownFingerprint = async (name: string, files: readonly string[], type: string): Promise<string | undefined> => {
	const found: {readonly fingerprint: string; readonly type: string}[] = [];
	for (const file of files) {
		const told = await print(['ssh-keygen', '-l', '-F', name, '-f', expand(file)]);
		// `ssh-keygen -l -F` prints `name TYPE fingerprint`.
		for (const [, kind, fingerprint] of told.matchAll(/^\S+ (\S+) (\S+:\S+)/gm)) {
			found.push({type: kind!, fingerprint: fingerprint!});
		}
	}
	return (found.find(one => one.type === type) ?? found[0])?.fingerprint;
};

/** The key that the host shows now, seen through jump hosts too, because ssh itself looks. Throws HostUnreachable. */
export const scanHostKey = async (host: Host, ssh: SshHost, files: SshFiles, signal = never): Promise<HostKey> => {
	const config = await readConfig(host, ssh, files, signal);
	const directory = await mkdtemp(join(tmpdir(), 'kw-key-'));
	const fresh = join(directory, 'known_hosts');
	try {
		// What stands first wins in ssh, so these come before the strict ones. The jump's own ssh stays strict.
		const accepting = [
			'StrictHostKeyChecking=accept-new',
			`UserKnownHostsFile=${fresh}`,
			'GlobalKnownHostsFile=/dev/null',
			'HashKnownHosts=no',
			'CheckHostIP=no',
		].flatMap(option => ['-o', option]);
		const strict = sshArguments(host, ssh, files, config);
		const said = await greet(withOptions(strict, accepting), signal);
		const line = (await readFile(fresh, 'utf8').catch(() => '')).trim();
		const shown = line === '' ? undefined : fingerprintOf(await print(['ssh-keygen', '-l', '-f', fresh]));
		if (!shown) throw new HostUnreachable(host.name, sshTrouble({host, ssh, config}, said, 255));
		const checked = await greet(strict, signal);
		const state = changed.test(checked) ? 'changed' : unknown.test(checked) ? 'unknown' : 'known';
		const places = [...config.known, files.knownHosts];
		const before = state === 'changed' ? await knownFingerprint(config.name, places, shown.type) : undefined;
		return {host: host.name, ...shown, state, line, ...(before !== undefined && {before})};
	} finally {
		await rm(directory, {recursive: true, force: true});
	}
};

/** Writes down that the operator accepted the key; from then on ssh refuses any other. A changed key is not accepted. */
export const acceptHostKey = async (key: HostKey, files: SshFiles): Promise<void> => {
	if (key.state === 'changed') throw new HostUnreachable(key.host, changedSentence(key));
	if (key.state === 'known') return;
	await mkdir(dirname(files.knownHosts), {recursive: true, mode: 0o700});
	await appendFile(files.knownHosts, `${key.line}\n`, {mode: 0o600});
};

export const changedSentence = ({host, type, fingerprint, before}: HostKey): string =>
	`${host} shows another host key (${type} ${fingerprint}) than the one that is known (${before ?? 'of another type'}): if the host was installed anew, remove the old key with ssh-keygen -R and accept the new one; if not, somebody may be listening in.`;
