import {fragment, sh, type Fragment} from '../source/engine/script.ts';

/** awk: `first("10.96.0.0/12")` and `size("10.96.0.0/12")`, both as numbers; an address is a range of one. IPv4 only. */
export const ipv4Ranges: Fragment = fragment(
	sh`
		function first(cidr,   part, byte) {
			split(cidr, part, "/")
			split(part[1], byte, ".")
			return ((byte[1] * 256 + byte[2]) * 256 + byte[3]) * 256 + byte[4]
		}
		function size(cidr,   part) {
			return split(cidr, part, "/") > 1 ? 2 ^ (32 - part[2]) : 1
		}
	`,
);
