// How long the API is away at its endpoint: asked every 50 ms by the host that has just been robbed of the address.
import type {Given} from '../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../source/engine/script.ts';
import {endpointOf} from './kubeadm-config.ts';
import {planOf} from './plan.ts';

/** Clients of the API ride over a gap like this; leases of the controllers last 15 seconds. */
export const longestGap = 5000;

/** Functions of bash: `holds` and `answers` are conditions, `watch_gap` measures. */
export const watchGap = (given: Given): Fragment => {
	const {address} = planOf(given).endpoint;
	return fragment(sh`
		now() { date +%s%3N; }
		holds() { ip -o address show | awk -v want=${address} '{split($4, at, "/"); if (at[1] == want) found = 1} END {exit !found}'; }
		# /healthz is served to anybody by every release, and says no more than that the API is there.
		answers() { curl --silent --insecure --fail --output /dev/null --connect-timeout 0.5 --max-time 2 ${`https://${endpointOf(planOf(given))}/healthz`}; }
		# watch_gap SECONDS here|away: asks all the time until the address is here or away and the API answered 10 times
		# in a row. Sets gap to the longest time without an answer, in milliseconds; fails when the seconds are over.
		watch_gap() {
			began=$(now) last=$began gap=0 row=0 asked=0
			at=$began
			while [ $((at - began)) -lt $(($1 * 1000)) ] && [ "$asked" -lt $(($1 * 20)) ]; do
				asked=$((asked + 1))
				if answers; then ok=1; else ok=0; fi
				at=$(now)
				if [ "$ok" = 1 ]; then
					if [ $((at - last)) -gt "$gap" ]; then gap=$((at - last)); fi
					last=$at
					place=away
					if holds; then place=here; fi
					row=$((row + 1))
					if [ "$row" -ge 10 ] && [ "$place" = "$2" ]; then return 0; fi
				else
					row=0
				fi
				sleep 0.05
			done
			if [ $((at - last)) -gt "$gap" ]; then gap=$((at - last)); fi
			return 1
		}
	`);
};
