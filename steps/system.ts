// Which system a host runs: read from the host before its first script, because packages, units and paths go by it.
import type {Fact, Given} from '../source/engine/declare.ts';
import {sh} from '../source/engine/script.ts';

/** `apt` is Debian's family; `dnf` Red Hat's with its newer, `yum` with its older package manager. */
export type Family = 'apt' | 'dnf' | 'yum';

export type System = {
	readonly family: Family;
	/** ID, VERSION_ID and VERSION_CODENAME of /etc/os-release; an empty text where it has none. */
	readonly id: string;
	readonly version: string;
	readonly codename: string;
};

/** One line: package manager, ID, VERSION_ID, VERSION_CODENAME; `-` for what the host does not say. */
export const systemFact: Fact = {
	ask: () => sh`
		family=-
		for program in yum dnf apt-get; do
			if command -v "$program" >/dev/null; then family=$program; fi
		done
		awk -F= -v family="$family" '{gsub(/["'\'']/, "", $2)} $1 == "ID" {id = $2} $1 == "VERSION_ID" {version = $2} $1 == "VERSION_CODENAME" {codename = $2} END {print family, (id == "" ? "-" : id), (version == "" ? "-" : version), (codename == "" ? "-" : codename)}' /etc/os-release
	`,
	parse: output => /^(?:apt-get|dnf|yum|-) \S+ \S+ \S+$/m.exec(output)?.[0],
	shown: {
		title: {en: 'System', zh: '系统'},
		brief: value =>
			value
				.split(' ')
				.slice(1, 3)
				.filter(word => word !== '-')
				.join(' '),
	},
};

const families: Readonly<Record<string, Family>> = {'apt-get': 'apt', dnf: 'dnf', yum: 'yum'};

/** What a host answers to the fact, for a system that is known without asking. */
export const factOf = ({family, id, version, codename}: System): string =>
	[family === 'apt' ? 'apt-get' : family, id, version, codename === '' ? '-' : codename].join(' ');

/**
 * Systems that scripts are printed for before a host was asked, and that the lab has. Each stands for those that are made
 * from it or together with it: what it needs is what they need.
 */
export const systems = {
	'debian-12': {family: 'apt', id: 'debian', version: '12', codename: 'bookworm'},
	'debian-13': {family: 'apt', id: 'debian', version: '13', codename: 'trixie'},
	'ubuntu-22.04': {family: 'apt', id: 'ubuntu', version: '22.04', codename: 'jammy'},
	'ubuntu-24.04': {family: 'apt', id: 'ubuntu', version: '24.04', codename: 'noble'},
	'rocky-9': {family: 'dnf', id: 'rocky', version: '9.6', codename: ''},
	'openeuler-24.03': {family: 'dnf', id: 'openEuler', version: '24.03', codename: ''},
	'centos-7': {family: 'yum', id: 'centos', version: '7', codename: ''},
} as const satisfies Readonly<Record<string, System>>;

export type SystemName = keyof typeof systems;

/** Bash patterns of `ID:VERSION_ID`, for scripts that run without kubewalk. */
export const likeSystem: Readonly<Record<SystemName, readonly string[]>> = {
	'debian-12': ['debian:12*'],
	'debian-13': ['debian:13*'],
	'ubuntu-22.04': ['ubuntu:22.04'],
	'ubuntu-24.04': ['ubuntu:24.04'],
	'rocky-9': ['rocky:9*', 'almalinux:9*', 'rhel:9*', 'centos:9*', 'ol:9*'],
	'openeuler-24.03': ['openEuler:24*'],
	'centos-7': ['centos:7*'],
};

export const assumedSystem: SystemName = 'debian-12';

/** The host's own; as long as nobody has asked it, Debian 12 is assumed. */
export const systemOf = (given: Given): System => {
	const [family = '', id = '', version = '', codename = ''] = given.fact('system')?.split(' ') ?? [];
	const known = families[family];
	return known === undefined
		? systems[assumedSystem]
		: {family: known, id, version, codename: codename === '-' ? '' : codename};
};

/** Made from which release of Red Hat's: 7, 8, 9 ... Undefined for Debian's family. */
export const redHatRelease = ({family, id, version}: System): number | undefined => {
	if (family === 'apt') return undefined;
	const major = Number.parseInt(version.replace(/^\D*/, ''), 10) || 9;
	// By their C library: openEuler 20.03 and Kylin V10 are as old as Red Hat's 8, later ones as new as its 9.
	if (id === 'openEuler') return major < 22 ? 8 : 9;
	if (id === 'kylin') return 8;
	if (id === 'alinux') return major < 4 ? 8 : 9;
	return major;
};
