// A package source as the host's family writes it: the file that names it, and the key that signs it.
import type {Given} from '../source/engine/declare.ts';
import {type Fragment, fragment, sh} from '../source/engine/script.ts';
import {orSay} from './or-say.ts';
import {systemOf} from './system.ts';
import {signature} from './whole-file.ts';

export type Source = {
	/** One word: the file's name and the repository's. */
	readonly name: string;
	readonly why: string;
	/** What follows `deb` and its options, or the base address of a repository. */
	readonly apt: string;
	readonly dnf: string;
	/** Where the key is fetched from. Left out: the source is not signed. */
	readonly key?: string | undefined;
	/** File names of the key where somebody documents them: a host that has them keeps one source, not two. */
	readonly keyring?: {readonly apt: string; readonly dnf: string};
	/** Packages that an upgrade of the host leaves alone; apt pins them one by one. */
	readonly pinned: readonly string[];
};

const isApt = (given: Given): boolean => systemOf(given).family === 'apt';

export const sourcePath = (given: Given, {name}: Source): string =>
	isApt(given) ? `/etc/apt/sources.list.d/${name}.list` : `/etc/yum.repos.d/${name}.repo`;

export const keyPath = (given: Given, {name, keyring}: Source): string =>
	isApt(given)
		? `/etc/apt/keyrings/${keyring?.apt ?? `${name}.asc`}`
		: `/etc/pki/rpm-gpg/${keyring?.dnf ?? `RPM-GPG-KEY-${name}`}`;

export const sourceText = (given: Given, source: Source): string => {
	const {name, why, apt, dnf, key, pinned} = source;
	const head = `# ${signature}: ${why}\n`;
	if (isApt(given)) {
		const options = key === undefined || apt.startsWith('[') ? '' : `[signed-by=${keyPath(given, source)}] `;
		return `${head}deb ${options}${apt}\n`;
	}
	return `${head}[${name}]
name=${name}
baseurl=${dnf}
enabled=1
gpgcheck=${key === undefined ? 0 : 1}
${key === undefined ? '' : `gpgkey=file://${keyPath(given, source)}\n`}exclude=${pinned.join(' ')}
`;
};

/** A condition. */
export const hasKey = (given: Given, source: Source): Fragment =>
	source.key === undefined
		? fragment('true')
		: orSay(sh`[ -s ${keyPath(given, source)} ]`, `The signing key ${keyPath(given, source)} is missing.`);

/** apt reads armoured keys from files that end in .asc; rpm has to be told to trust one. */
export const fetchKey = (given: Given, source: Source): Fragment => {
	const path = keyPath(given, source);
	if (source.key === undefined) return fragment('# The plan names no key for this source.');
	if (!isApt(given))
		return fragment(sh`
			mkdir -p /etc/pki/rpm-gpg
			curl -fsSL --retry 3 --max-time 60 -o ${path} ${source.key}
			chmod 644 ${path}
			rpm --import ${path}
		`);
	return fragment(sh`
		mkdir -p /etc/apt/keyrings
		if command -v curl >/dev/null; then
			curl -fsSL --retry 3 --max-time 60 -o ${path} ${source.key}
		else
			/usr/lib/apt/apt-helper download-file ${source.key} ${path}
		fi
		chmod 644 ${path}
	`);
};
