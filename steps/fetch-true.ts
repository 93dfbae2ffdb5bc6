// A file from outside on a host: fetched whole, and what it should be.
import {fragment, sh, type Fragment} from '../source/engine/script.ts';

/**
 * Defines `fetch URL FILE SHA256 INSTEAD`. With an empty SHA256 nobody here knows what it should be: its sum is shown, for a
 * person to compare.
 */
export const fetchTrue: Fragment = fragment(sh`
	fetch() {
		if ! curl -fsSL --retry 3 --max-time 600 -o "$2" "$1"; then
			echo "$1 cannot be fetched from this host: $4." >&2
			return 1
		fi
		found=$(sha256sum "$2" | awk '{print $1}')
		if [ -z "$3" ]; then
			echo "$1 has checksum $found, and there is none to compare it with."
		elif [ "$found" != "$3" ]; then
			rm -f "$2"
			echo "$1 has checksum $found and should have $3: nothing was installed; $4." >&2
			return 1
		fi
	}
`);
