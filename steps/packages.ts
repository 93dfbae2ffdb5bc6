// The package managers as the stages ask for them: one table, by the family that the host belongs to.
import type {Given} from '../source/engine/declare.ts';
import {type Fragment, fragment, sh} from '../source/engine/script.ts';
import {orSay} from './or-say.ts';
import {type Family, systemOf} from './system.ts';

type Name = string | Fragment;

export type Packages = {
	/** Reads the sources anew. */
	readonly refresh: Fragment;
	/** Installs without recommended packages; a configuration file that was written before its package stays as it is. */
	readonly install: (...names: readonly Name[]) => Fragment;
	/** Puts the files of an installed package back, or installs it. */
	readonly restore: (name: Name) => Fragment;
	/** The same for packages that are pinned: the pin is ours. */
	readonly installPinned: (...names: readonly Name[]) => Fragment;
	/** Pinned packages too. */
	readonly remove: (...names: readonly Name[]) => Fragment;
	/** A condition. */
	readonly isInstalled: (name: Name) => Fragment;
	/** Prints the version that is installed, or nothing. */
	readonly installed: (name: Name) => Fragment;
	/** Prints the versions that the sources have, newest first; nothing when they have none. */
	readonly available: (name: Name) => Fragment;
	/** How a package is asked for in one version. Both may be shell variables. */
	readonly exactly: (name: string, version: string) => Fragment;
	/** An upgrade of the whole host leaves them alone from now on. */
	readonly hold: (...names: readonly Name[]) => Fragment;
	readonly release: (...names: readonly Name[]) => Fragment;
	/** A condition. */
	readonly isHeld: (name: Name) => Fragment;
};

/** unattended-upgrades holds dpkg's lock for a while on fresh hosts: wait for it instead of failing. */
const wait = fragment('-o DPkg::Lock::Timeout=120');

const quietly = fragment('DEBIAN_FRONTEND=noninteractive');

const aptInstall = (...words: readonly Name[]): Fragment =>
	fragment(
		sh`${quietly} apt-get ${wait} -o Dpkg::Options::=--force-confold install -y --no-install-recommends ${words}`,
	);

const apt: Packages = {
	refresh: fragment(sh`apt-get ${wait} update`),
	install: aptInstall,
	installPinned: (...names) => aptInstall('--allow-change-held-packages', ...names),
	restore: name => aptInstall('--reinstall', '--allow-change-held-packages', name),
	remove: (...names) => fragment(sh`${quietly} apt-get ${wait} remove -y --allow-change-held-packages ${names}`),
	// A package on hold says `hold ok installed`.
	isInstalled: name =>
		fragment(sh`dpkg -s ${name} 2>/dev/null | grep -E '^Status: (install|hold) ok installed' >/dev/null`),
	installed: name =>
		fragment(
			sh`dpkg -s ${name} 2>/dev/null | awk '/^Status: (install|hold) ok installed/ {there = 1} $1 == "Version:" && there {print $2}'`,
		),
	available: name => fragment(sh`apt-cache madison ${name} 2>/dev/null | awk '{print $3}'`),
	exactly: (name, version) => fragment(`"${name}=${version}"`),
	hold: (...names) => fragment(sh`apt-mark hold ${names}`),
	release: (...names) => fragment(sh`apt-mark unhold ${names}`),
	isHeld: name => fragment(sh`apt-mark showhold | grep -x ${name} >/dev/null`),
};

/**
 * Neither dnf nor yum can pin without a plugin that a minimal host lacks. What Kubernetes documents is a line `exclude=` in
 * the file of the source; our sources have it from the beginning, and who installs on purpose says so.
 */
const redHat = (program: 'dnf' | 'yum'): Packages => {
	const weak = program === 'dnf' ? [fragment('--setopt=install_weak_deps=False')] : [];
	// dnf also takes what nobody else needs any more, unless told not to: that may be somebody else's.
	const keep = program === 'dnf' ? [fragment('--noautoremove')] : [];
	const all = fragment('--disableexcludes=all');
	return {
		refresh: fragment(program === 'dnf' ? 'dnf makecache' : 'yum makecache fast'),
		install: (...names) => fragment(sh`${fragment(program)} install -y ${weak} ${names}`),
		installPinned: (...names) => fragment(sh`${fragment(program)} install -y ${weak} ${all} ${names}`),
		restore: name =>
			fragment(
				sh`if rpm -q --quiet ${name}; then ${fragment(program)} reinstall -y ${all} ${name}; else ${fragment(program)} install -y ${all} ${name}; fi`,
			),
		remove: (...names) => fragment(sh`${fragment(program)} remove -y ${keep} ${names}`),
		isInstalled: name => fragment(sh`rpm -q --quiet ${name}`),
		installed: name => fragment(sh`rpm -q --qf '%{VERSION}-%{RELEASE}\n' ${name} 2>/dev/null | grep -v ' '`),
		available: name =>
			fragment(
				sh`${fragment(program)} -q list --showduplicates ${all} ${name} 2>/dev/null | awk 'NF == 3 && $1 ~ /[.](x86_64|aarch64|noarch)$/ {print $2}' | sort -rVu`,
			),
		exactly: (name, version) => fragment(`"${name}-${version}"`),
		hold: (...names) => fragment(sh`# exclude= in their source keeps ${names} as they are.`),
		release: (...names) => fragment(sh`# exclude= in their source goes with the source: ${names}.`),
		isHeld: name => fragment(sh`grep -Ew '^exclude=.*' /etc/yum.repos.d/*.repo | grep -w ${name} >/dev/null`),
	};
};

const managers: Readonly<Record<Family, Packages>> = {apt, dnf: redHat('dnf'), yum: redHat('yum')};

/** The commands of the host's own package manager. */
export const packagesOf = (given: Given): Packages => managers[systemOf(given).family];

/** A condition. */
export const areInstalled = (given: Given, ...names: readonly string[]): Fragment =>
	fragment(
		names.map(name => orSay(packagesOf(given).isInstalled(name), `${name} is not installed.`).bash).join(' && '),
	);
