// A check that only looks has nothing to say when it fails. Who surveys a host wants to know what was seen.
import {type Fragment, fragment, sh} from '../source/engine/script.ts';

/** A condition that says why it does not hold. `condition` is one command, or several joined by `&&`. */
export const orSay = (condition: string | Fragment, why: string): Fragment =>
	fragment(
		sh`{ ${typeof condition === 'string' ? fragment(condition) : condition} || { echo ${why} >&2; false; }; }`,
	);

/** A condition: the unit starts at boot, and runs. */
export const startsAndRuns = (unit: string): Fragment =>
	fragment(
		sh`${orSay(sh`systemctl is-enabled --quiet ${unit}`, `${unit} does not start at boot.`)} && ${orSay(sh`systemctl is-active --quiet ${unit}`, `${unit} does not run.`)}`,
	);
