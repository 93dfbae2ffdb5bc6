import type {CommandResult, Shell} from '../command.ts';
import {aptSources, archiveOf, type AptSource} from '../packages/apt-sources.ts';
import {certificateExpired} from '../outside-certificates.ts';
import {keyOf} from '../packages/signing-keys.ts';

const hostOf = (uri: string): string => /^\w+:\/\/([^/]+)/.exec(uri)?.[1] ?? uri;

const label = ({uri, suite}: AptSource): string =>
	`${uri.replace(/\/$/, '')} ${suite.endsWith('/') ? (suite === './' ? './' : '') : suite}`;

type Trouble = {readonly lines: readonly string[]; readonly warning?: string; readonly error?: string};

const isDebian = (source: AptSource): boolean =>
	/deb\.debian\.org|security\.debian\.org|(?:archive|security)\.ubuntu\.com/.test(source.uri);

/** Why a source cannot be read, in apt's words. */
const troubleWith = (at: Shell, source: AptSource, index: number): Trouble | undefined => {
	const host = hostOf(source.uri).replace(/:\d+$/, '');
	const name = label(source);
	if (!/^\d/.test(host) && at.world.outside.names[host] === undefined)
		return {
			lines: [
				`Ign:${index} ${name} InRelease`,
				`Err:${index} ${name} InRelease`,
				`  Temporary failure resolving '${host}'`,
			],
			warning: `W: Failed to fetch ${source.uri.replace(/\/$/, '')}/dists/${source.suite}/InRelease  Temporary failure resolving '${host}'`,
		};
	const archive = archiveOf(at.world, source);
	if (at.machine.cut || archive?.reachable === false)
		return {
			lines: [
				`Ign:${index} ${name} InRelease`,
				`Err:${index} ${name} InRelease`,
				`  Could not connect to ${host}:${source.uri.startsWith('https') ? 443 : 80} (${at.world.outside.names[host] ?? host}), connection timed out`,
			],
			warning: `W: Failed to fetch ${source.uri.replace(/\/$/, '')}/InRelease  Could not connect to ${host}:${source.uri.startsWith('https') ? 443 : 80} (${at.world.outside.names[host] ?? host}), connection timed out`,
		};
	if (source.uri.startsWith('https:') && certificateExpired(at.world, host)) {
		const why = `Certificate verification failed: The certificate is NOT trusted. The certificate chain uses expired certificate.  Could not handshake: Error in the certificate verification. [IP: ${at.world.outside.names[host] ?? host} 443]`;
		return {
			lines: [`Ign:${index} ${name} InRelease`, `Err:${index} ${name} InRelease`, `  ${why}`],
			warning: `W: Failed to fetch ${source.uri.replace(/\/$/, '')}/InRelease  ${why}`,
		};
	}
	if (!archive)
		return {
			lines: [
				`Ign:${index} ${name} InRelease`,
				`Err:${index} ${name} Release`,
				`  404  Not Found [IP: ${at.world.outside.names[host] ?? host} ${source.uri.startsWith('https') ? 443 : 80}]`,
			],
			error: `E: The repository '${name} Release' does not have a Release file.`,
		};
	if (source.trusted || isDebian(source)) return undefined;
	const key =
		source.signedBy === undefined
			? at.files
					.list('/etc/apt/trusted.gpg.d')
					.map(file => at.files.read(`/etc/apt/trusted.gpg.d/${file}`) ?? '')
					.find(text => text !== '')
			: at.files.read(source.signedBy);
	const known = key === undefined || key === '' ? undefined : keyOf(key, source.uri);
	const why =
		known === undefined
			? `The following signatures couldn't be verified because the public key is not available: NO_PUBKEY ${keyOf('-----BEGIN', source.uri)?.id ?? '234654DA9A296436'}`
			: known.expires !== undefined && known.expires <= at.now()
				? `The following signatures were invalid: EXPKEYSIG ${known.id} ${known.owner}`
				: undefined;
	if (why === undefined) return undefined;
	return {
		lines: [`Err:${index} ${name} InRelease`, `  ${why}`],
		warning: `W: GPG error: ${name} InRelease: ${why}`,
		error: `E: The repository '${name} InRelease' is not signed.`,
	};
};

export const update = async (at: Shell): Promise<CommandResult> => {
	const sources = aptSources(at.files);
	const lines: string[] = [];
	const complaints: string[] = [];
	const read: string[] = [];
	let kilobytes = 0;
	for (const [index, source] of sources.entries()) {
		const trouble = troubleWith(at, source, index + 1);
		if (trouble) {
			lines.push(...trouble.lines);
			complaints.push(...[trouble.warning, trouble.error].filter(text => text !== undefined));
			// What was fetched earlier stays in use.
			if (at.machine.aptLists.includes(source.line) && trouble.error === undefined) read.push(source.line);
			continue;
		}
		const seen = at.machine.aptLists.includes(source.line);
		const size = isDebian(source) ? 151 : 7;
		lines.push(
			seen
				? `Hit:${index + 1} ${label(source)} InRelease`
				: `Get:${index + 1} ${label(source)} InRelease [${size}.0 kB]`,
		);
		kilobytes += seen ? 0 : size;
		read.push(source.line);
	}
	at.machine.aptLists = read;
	await at.pass(1500 + sources.length * 200);
	if (kilobytes > 0) lines.push(`Fetched ${kilobytes} kB in 2s (${Math.round(kilobytes / 2)} kB/s)`);
	const soft = complaints.length > 0 && !complaints.some(text => text.startsWith('E:'));
	if (soft)
		complaints.push('W: Some index files failed to download. They have been ignored, or old ones used instead.');
	return {
		stdout: `${lines.join('\n')}\nReading package lists...\n`,
		stderr: complaints.map(text => `${text}\n`).join(''),
		exit: complaints.some(text => text.startsWith('E:')) ? 100 : 0,
	};
};
