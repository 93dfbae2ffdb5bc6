// What the control planes do that stay, while one of them reboots: they ask the API all the time, wait until the host is back
// as a node and as a member of etcd, and write down how long the API was away.
import type {Given, Host} from '../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../source/engine/script.ts';
import {allMembersVote} from './etcd.ts';
import {haproxyFile} from './haproxy-config.ts';
import {keepalivedFile} from './keepalived-config.ts';
import {endpointOf} from './kubeadm-config.ts';
import {kubectl} from './kubectl.ts';
import {kubeVipFile} from './kube-vip-manifest.ts';
import {nodeAddress} from './node-address.ts';
import {macOf} from './on-the-wire.ts';
import {planOf} from './plan.ts';
import {fileFingerprint, record, recordPath} from './record.ts';
import {controlPlanesOf, othersOf} from './roles.ts';
import {longestGap} from './watch-gap.ts';

export const proof = 'failover-reboot';
export const kindOf = (given: Given) => planOf(given).endpoint.kind;

/** kube-vip that died silently is waited for as long as its lease lasts, 5 s, and then somebody has to ask for it. */
const longest = (given: Given): number => (kindOf(given) === 'kube-vip' ? 8000 : longestGap);

export const fingerprint = (given: Given): Fragment => {
	switch (kindOf(given)) {
		case 'keepalived-haproxy':
			return fileFingerprint(haproxyFile, keepalivedFile);
		case 'kube-vip':
			return fragment(sh`sha256sum < ${kubeVipFile}`);
		case 'external':
		case 'single':
			return fragment(sh`echo ${endpointOf(planOf(given))} | sha256sum`);
	}
};

/** Behind a load balancer of one's own nobody holds the address: there one of its backends goes, the last of the plan. */
export const goesFor = (given: Given): Host => controlPlanesOf(given).at(-1)!;

/** Sets `taken` and `there`, name and address of the one that goes, or nothing. */
const findTaken = (given: Given): Fragment => {
	if (kindOf(given) === 'external')
		return fragment(sh`
			taken=${goesFor(given).name}
			there=${nodeAddress(goesFor(given))}
		`);
	const each = othersOf(given, controlPlanesOf(given)).map(
		host => sh`
			if [ "$(mac_of ${nodeAddress(host)})" = "$mac" ]; then
				# shellcheck disable=SC2209 # a host may have the name of a program
				taken=${host.name}
				there=${nodeAddress(host)}
			fi
		`,
	);
	return fragment(sh`
		${macOf}
		taken='' there=''
		mac=$(mac_of ${planOf(given).endpoint.address})
		${fragment(each.join('\n'))}
	`);
};

/** etcd's member and the node of the one that was away, seen from here. */
const isWhole = (given: Given): Fragment =>
	fragment(
		sh`[ "$(${kubectl} get node "$taken" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status}' 2>/dev/null)" = True ] && { ${allMembersVote(given)}; } >/dev/null 2>&1`,
	);

/** Needs the functions of watchGap. */
export const watchReboot = (given: Given): Fragment =>
	fragment(sh`
		${findTaken(given)}
		if [ -z "$taken" ]; then
			echo ${`No other control plane answers for ${planOf(given).endpoint.address}: see "ip addr" on each.`} >&2
			exit 1
		fi
		echo ${`${given.host.name} asks the API every 50 ms while `}"$taken reboots."
		set +e
		began=$(now) last=$began gap=0 row=0 asked=0 state=there
		at=$began
		while [ $((at - began)) -lt 300000 ] && ! { [ "$state" = back ] && [ "$row" -ge 20 ]; }; do
			asked=$((asked + 1))
			if answers; then ok=1; else ok=0; fi
			at=$(now)
			if [ "$ok" = 1 ]; then
				if [ $((at - last)) -gt "$gap" ]; then gap=$((at - last)); fi
				last=$at row=$((row + 1))
			else
				row=0
			fi
			# The host itself is asked only while the API answers, so that this costs no time in the gap.
			if [ "$row" -ge 10 ] && [ $((asked % 20)) -eq 0 ]; then
				if curl --silent --insecure --fail --output /dev/null --connect-timeout 0.5 --max-time 2 "https://$there:6443/readyz"; then
					if [ "$state" = away ]; then state=back; fi
				elif [ "$state" = there ]; then
					state=away
				fi
				last=$(now)
			fi
			if [ "$state" = there ] && [ $((at - began)) -gt 90000 ]; then break; fi
			sleep 0.05
		done
		at=$(now)
		if [ $((at - last)) -gt "$gap" ]; then gap=$((at - last)); fi
		echo "gap_ms=$gap"
		case "$state" in
			there) echo "$taken has not gone down: systemctl status kubewalk-reboot.timer there." >&2; exit 1 ;;
			away) echo "$taken, or its API server, has not come back within 5 minutes: look at its console." >&2; exit 1 ;;
		esac
		echo "back_after_s=$(((at - began) / 1000))"
		for _ in $(seq 1 90); do
			if ${isWhole(given)}; then break; fi
			sleep 2
		done
		set -e
		if ! { ${isWhole(given)}; }; then
			echo "$taken is up again, but not as a node or not as a member of etcd: kubectl get nodes, and journalctl -u kubelet there." >&2
			exit 1
		fi
		echo "$taken is Ready again, and every member of etcd votes."
		if [ "$gap" -ge ${longest(given)} ]; then
			echo "The API was away for $gap ms, ${longest(given)} are allowed: see \"journalctl -u keepalived -u haproxy\" on every control plane." >&2
			exit 1
		fi
		${record(proof, fingerprint(given))}
		echo "gap_ms=$gap" >> ${recordPath(proof)}
	`);
