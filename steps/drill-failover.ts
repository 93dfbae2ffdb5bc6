// The failover drill: stop haproxy on the host that holds the shared address, and measure how long the API is away.
import type {Given, Script, Task} from '../source/engine/declare.ts';
import {fragment, sh} from '../source/engine/script.ts';
import {endpointOf} from './kubeadm-config.ts';
import {haproxyFile} from './haproxy-config.ts';
import {keepalivedFile} from './keepalived-config.ts';
import {planOf} from './plan.ts';
import {fileFingerprint, isRecorded, record, recordPath} from './record.ts';
import {balancesLoad, controlPlanesOf} from './roles.ts';

/** Clients of the API ride over a gap like this; leases of the controllers last 15 seconds. */
const longestGap = 5000;
const name = 'failover';
const fingerprint = fileFingerprint(haproxyFile, keepalivedFile);

const hasDrilled: Script = () =>
	sh`${isRecorded(name, fingerprint)} && systemctl is-active --quiet haproxy && systemctl is-active --quiet keepalived`;

const functions = (given: Given) => {
	const {address} = planOf(given).endpoint;
	return fragment(sh`
		now() { date +%s%3N; }
		holds() { ip -o address show | grep -qwF ${address}; }
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

/** The harder case: a host that is shut down says so to its peers, a dead haproxy has to be noticed first. */
const stops = 'haproxy';

const drill: Script = given => sh`
	${functions(given)}
	if ! answers; then
		echo ${`The API does not answer at ${endpointOf(planOf(given))}: there is nothing to drill before it does.`} >&2
		exit 1
	fi
	if ! holds; then
		echo ${`${given.host.name} does not hold ${planOf(given).endpoint.address}: the drill is the holder's.`}
		${record(name, fingerprint)}
		exit 0
	fi
	# Should this drill be killed half-way, systemd itself starts the service again.
	if command -v systemd-run >/dev/null; then
		systemd-run --quiet --collect --unit kubewalk-drill --on-active=90 systemctl start ${stops} || true
	fi
	echo ${`stopping ${stops} on ${given.host.name}`}
	# Whatever goes wrong from here on, the service is started again.
	set +e
	systemctl stop ${stops}
	watch_gap 30 away
	moved=$?
	lost=$gap
	systemctl start ${stops}
	echo "gap_ms=$lost"
	watch_gap 30 here
	returned=$?
	echo "return_gap_ms=$gap"
	systemctl stop kubewalk-drill.timer >/dev/null 2>&1
	set -e
	if ! systemctl is-active --quiet ${stops}; then
		echo ${`${stops} did not start again: see "journalctl -u ${stops}".`} >&2
		exit 1
	fi
	if [ "$moved" != 0 ]; then
		echo 'The address did not move, or the API did not answer there: see "journalctl -u keepalived" on every control plane.' >&2
		exit 1
	fi
	if [ "$lost" -ge ${longestGap} ]; then
		echo "The API was away for $lost ms, ${longestGap} are allowed: see advert_int and the priorities in /etc/keepalived/keepalived.conf." >&2
		exit 1
	fi
	if [ "$returned" != 0 ]; then echo 'The address stays where it moved to.'; fi
	${record(name, fingerprint)}
	echo "gap_ms=$lost" >> ${recordPath(name)}
`;

export const drillFailover: Task = {
	id: 'failover-drill',
	title: {en: 'Drill the failover of the shared address', zh: '演练虚拟 IP 故障切换'},
	why: {
		en: 'A failover that was never tried is a hope. On the host that holds the shared address haproxy is stopped, as when it crashes; keepalived has to notice, and the API has to answer through another host within 5 seconds. The service is started again on every path. The gap is measured while asking 20 times a second.',
		zh: '从未演练过的故障切换只是一种期望。在持有虚拟 IP 的主机上停止 haproxy（相当于它崩溃），keepalived 必须察觉，API 必须在 5 秒内经由另一台主机恢复应答；无论结果如何都会重新启动服务。演练期间以约每秒 20 次的频率探测并测量中断时长。',
	},
	target: 'control-planes',
	when: given => balancesLoad(given) && controlPlanesOf(given).length > 1,
	pace: 'one-by-one',
	risk: 'disruptive',
	check: {ask: hasDrilled},
	run: drill,
	undo: 'nothing-to-undo',
	usually: 25,
	waitingFor: {en: 'keepalived to move the address and to bring it back', zh: 'keepalived 迁移虚拟 IP 并切换回来'},
	timeout: 180,
};
