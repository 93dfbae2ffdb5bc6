// Debian's packages as the stages ask for them.
import {type Fragment, fragment, sh} from '../source/engine/script.ts';

/** unattended-upgrades holds dpkg's lock for a while on fresh hosts: wait for it instead of failing. */
const lock = fragment('-o DPkg::Lock::Timeout=120');

export const updateLists: Fragment = fragment(sh`apt-get ${lock} update`);

/** Installs without recommended packages; a configuration file that was written before its package stays as it is. */
export const install = (...packages: readonly (string | Fragment)[]): Fragment =>
	fragment(
		sh`DEBIAN_FRONTEND=noninteractive apt-get ${lock} -o Dpkg::Options::=--force-confold install -y --no-install-recommends ${packages}`,
	);

/** Held packages too: the hold was ours. */
export const remove = (...packages: readonly (string | Fragment)[]): Fragment =>
	fragment(sh`DEBIAN_FRONTEND=noninteractive apt-get ${lock} remove -y --allow-change-held-packages ${packages}`);

/** A condition. A package on hold says `hold ok installed`. */
export const isInstalled = (name: string | Fragment): Fragment =>
	fragment(sh`dpkg -s ${name} 2>/dev/null | grep -E '^Status: (install|hold) ok installed' >/dev/null`);

/** A condition. */
export const isHeld = (name: string | Fragment): Fragment =>
	fragment(sh`apt-mark showhold | grep -x ${name} >/dev/null`);
