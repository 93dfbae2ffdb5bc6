// Reading the lists of repositories, and the keys that sign them: what can go wrong there, in dnf's and yum's words.
import type {Shell} from '../command.ts';
import {archiveAt, isOwn, type Repo} from '../rpm/repos.ts';
import {certificateExpired} from '../outside-certificates.ts';
import {keyOf, type SigningKey} from '../packages/signing-keys.ts';
import type {Dialect} from './words.ts';

export type Trouble = {readonly out: readonly string[]; readonly err: readonly string[]};

const hostOf = (url: string): string => /^\w+:\/\/([^/:]+)/.exec(url)?.[1] ?? url;

type Curl = {readonly code: number; readonly text: string};

/** Why an address cannot be fetched; undefined when it can. */
const unreachable = ({world, machine}: Shell, url: string): Curl | undefined => {
	const host = hostOf(url);
	if (!/^\d/.test(host) && world.outside.names[host] === undefined)
		return {code: 6, text: `Could not resolve host: ${host}`};
	const source = Object.entries(world.outside.packageSources).find(([base]) => url.startsWith(base))?.[1];
	if (machine.cut || source?.reachable === false)
		return {code: 28, text: 'Connection timed out after 30001 milliseconds'};
	if (url.startsWith('https:') && certificateExpired(world, host))
		return {code: 60, text: 'SSL certificate problem: certificate has expired'};
	return undefined;
};

const curlWords: Readonly<Record<number, string>> = {
	6: "Couldn't resolve host name",
	28: 'Timeout was reached',
	60: 'SSL peer certificate or SSH remote key was not OK',
};

const dnfSays = (id: string, url: string, why: string): Trouble => ({
	out: [],
	err: [
		`Errors during downloading metadata for repository '${id}':`,
		`  - ${why} for ${url}`,
		`Error: Failed to download metadata for repo '${id}': Cannot ${url.includes('mirrorlist') ? 'prepare internal mirrorlist' : 'download repomd.xml'}: ${url.includes('mirrorlist') ? why : 'Cannot download repodata/repomd.xml: All mirrors were tried'}`,
	],
});

const yumSays = (repo: Repo, url: string, why: string): Trouble =>
	repo.base === undefined
		? {
				out: [],
				err: [
					`Could not retrieve mirrorlist ${url} error was`,
					`14: ${why}`,
					'',
					'',
					' One of the configured repositories failed (Unknown),',
					" and yum doesn't have enough cached data to continue. At this point the only",
					' safe thing yum can do is fail. There are a few ways to work "fix" this:',
					'',
					'     1. Contact the upstream for the repository and get them to fix the problem.',
					'',
					`     4. Disable the repository permanently, so yum won't use it by default.`,
					'',
					`            yum-config-manager --disable ${repo.id}`,
					'',
					`Cannot find a valid baseurl for repo: ${repo.id}/7/x86_64`,
				],
			}
		: {
				out: [],
				err: [
					`${url}: [Errno 14] ${why}`,
					'Trying other mirror.',
					`failure: repodata/repomd.xml from ${repo.id}: [Errno 256] No more mirrors to try.`,
					`${url}: [Errno 14] ${why}`,
				],
			};

const says = (dialect: Dialect, repo: Repo, url: string, problem: Curl | 404): Trouble => {
	if (dialect === 'dnf')
		return problem === 404
			? dnfSays(repo.id, url, 'Status code: 404')
			: dnfSays(repo.id, url, `Curl error (${problem.code}): ${curlWords[problem.code]}`);
	return yumSays(
		repo,
		url,
		problem === 404
			? 'HTTPS Error 404 - Not Found'
			: `curl#${problem.code} - "${problem.text}${problem.code === 6 ? '; Unknown error' : ''}"`,
	);
};

/** Why the list of a repository cannot be read. */
const listTrouble = (at: Shell, repo: Repo, dialect: Dialect): Trouble | undefined => {
	const url = repo.base === undefined ? (repo.mirrorList ?? '') : `${repo.base}/repodata/repomd.xml`;
	const curl = unreachable(at, url);
	if (curl) return says(dialect, repo, url, curl);
	return repo.base === undefined || !archiveAt(at.world, repo.base) ? says(dialect, repo, url, 404) : undefined;
};

const spaced = (fingerprint: string): string => fingerprint.replaceAll(/(.{4})(?=.)/g, '$1 ');

type Signed = {readonly lines: readonly string[]; readonly trouble?: Trouble};

const failing = (...err: readonly string[]): Signed => ({lines: [], trouble: {out: [], err}});

/** The key of a repository, found where its file says: already imported, or imported now when everything is agreed to. */
const importKey = (at: Shell, repo: Repo, dialect: Dialect, what: string): Signed => {
	const known = at.machine.rpmKeys ?? [];
	const wanted = keyOf('-----BEGIN', repo.base ?? '');
	if (wanted && known.includes(wanted.id)) return {lines: []};
	if (repo.keys.length === 0)
		return failing(
			`Public key for ${what} is not installed`,
			dialect === 'dnf' ? 'Error: GPG check FAILED' : '\n\nPublic key for '.concat(what, ' is not installed'),
		);
	const lines: string[] = [];
	for (const url of repo.keys) {
		const text = url.startsWith('file://') ? at.files.read(url.slice('file://'.length)) : keyText(at, url);
		if (text === undefined)
			return failing(
				dialect === 'dnf'
					? `Curl error (37): Couldn't read a file:// file for ${url} [Couldn't open file ${url.replace('file://', '')}]`
					: `GPG key retrieval failed: [Errno 14] curl#37 - "Couldn't open file ${url.replace('file://', '')}"`,
			);
		const key = keyOf(text, repo.base ?? '');
		if (!key) return failing(`GPG key at ${url} is not valid: no key was found in it.`);
		if (isExpired(key, at.now()))
			return failing(
				`Importing GPG key 0x${key.id.slice(-8)}:`,
				` Userid     : "${key.owner}"`,
				`Key import failed (code 2). Failing package is: ${what}`,
				` GPG Keys are configured as: ${url}`,
				'Error: GPG check FAILED',
			);
		lines.push(
			...(dialect === 'yum' ? [`Retrieving key from ${url}`] : []),
			`Importing GPG key 0x${key.id.slice(-8)}:`,
			` Userid     : "${key.owner}"`,
			` Fingerprint: ${dialect === 'dnf' ? spaced(key.fingerprint) : spaced(key.fingerprint).toLowerCase()}`,
			` From       : ${url.replace('file://', '')}`,
			...(dialect === 'dnf' ? ['Key imported successfully'] : []),
		);
		at.machine.rpmKeys = [...new Set([...(at.machine.rpmKeys ?? []), key.id])];
	}
	return {lines};
};

const keyText = (at: Shell, url: string): string | undefined => {
	if (unreachable(at, url)) return undefined;
	const known = Object.values(at.world.outside.packageSources).some(
		({keyUrl, reachable}) => keyUrl === url && reachable,
	);
	return known ? '-----BEGIN PGP PUBLIC KEY BLOCK-----\n' : undefined;
};

export const isExpired = ({expires}: SigningKey, now: number): boolean => expires !== undefined && expires <= now;

/** Before packages of a repository are installed. */
export const checkSignature = (at: Shell, repo: Repo, dialect: Dialect, what: string): ReturnType<typeof importKey> =>
	repo.checked && !isOwn(at.machine, repo) ? importKey(at, repo, dialect, what) : {lines: []};

/** Fetches the lists of repositories that have none yet; with `anew` of all. Every one of them is needed. */
export const readLists = (
	at: Shell,
	repos: readonly Repo[],
	dialect: Dialect,
	anew: boolean,
): {readonly lines: readonly string[]; readonly trouble?: Trouble; readonly fetched: number} => {
	const lines: string[] = [];
	let fetched = 0;
	for (const repo of repos) {
		const label = `${repo.id} ${repo.base ?? ''}`;
		if (!anew && at.machine.aptLists.includes(label)) continue;
		const trouble = listTrouble(at, repo, dialect);
		if (trouble) return {lines, trouble, fetched};
		if (repo.listChecked && !isOwn(at.machine, repo)) {
			const signed = importKey(at, repo, dialect, `repomd.xml of ${repo.id}`);
			lines.push(...signed.lines);
			if (signed.trouble) return {lines, trouble: signed.trouble, fetched};
		}
		const amount = Object.keys(archiveAt(at.world, repo.base!)!.packages).length;
		lines.push(
			dialect === 'dnf'
				? `${repo.name.slice(0, 45).padEnd(45)}  2.4 MB/s | ${String(amount * 3 + 4).padStart(3)} kB     00:00    `
				: `${repo.id.padEnd(62)} | ${(3 + amount / 10).toFixed(1)} kB  00:00:00     `,
		);
		fetched += 1;
		at.machine.aptLists = [...at.machine.aptLists.filter(other => !other.startsWith(`${repo.id} `)), label];
	}
	return {lines, fetched};
};
