// How a script finds its way on the host's own network.
import {type Fragment, type Insertable, fragment, sh} from '../source/engine/script.ts';

/** Sets $nic to the interface that has this address, or to nothing. */
export const findNic = (address: Insertable): Fragment =>
	fragment(
		sh`nic=$(ip -o addr show | awk -v want=${address} '{split($4, at, "/"); if (at[1] == want && found == "") found = $2} END {print found}')`,
	);

/** A function: `mac_of ADDRESS` prints who answers for that address on the wire, or nothing. */
export const macOf: Fragment = fragment(
	sh`
		mac_of() {
			ping -c 1 -W 1 "$1" >/dev/null 2>&1 || true
			ip neigh show "$1" | awk '{for (i = 1; i < NF; i++) if ($i == "lladdr") {print $(i + 1); exit}}'
		}
	`,
);
