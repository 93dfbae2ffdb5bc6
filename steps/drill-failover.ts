// Failover drills on the host that holds the shared address: each takes something away from it, measures how long the API
// is away, and gives it back.
import type {Given, Script, Task, Text} from '../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../source/engine/script.ts';
import {haproxyFile} from './haproxy-config.ts';
import {keepalivedFile} from './keepalived-config.ts';
import {endpointOf} from './kubeadm-config.ts';
import {manifests} from './paths.ts';
import {planOf} from './plan.ts';
import {fileFingerprint, isRecorded, isRecordedLately, record, recordPath} from './record.ts';
import {balancesLoad, controlPlanesOf, usesKubeVip} from './roles.ts';
import {kubeVipFile} from './kube-vip-manifest.ts';
import {longestGap, watchGap} from './watch-gap.ts';

export type Drill = {
	readonly id: string;
	readonly title: Text;
	readonly why: Text;
	/** The name of its record: what was proven, and when. */
	readonly proof: string;
	readonly saying: string;
	readonly take: (given: Given) => Fragment;
	/** One command, said word by word: systemd keeps it too, for the case that the drill is killed. Twice does no harm. */
	readonly giveBack: readonly string[];
	/** Whether the address comes back by itself once all is there again. */
	readonly returns: boolean;
	/** A condition: all that the drill takes away is there. */
	readonly stands: Fragment;
	/** What to read when it does not come back. */
	readonly look: string;
	readonly fingerprint: Fragment;
	readonly when: (given: Given) => boolean;
};

const comesBack = sh`
	watch_gap 30 here
	returned=$?
	echo "return_gap_ms=$gap"
`;

/** Once, or less than so many seconds ago. */
const drilled =
	({proof, fingerprint, stands}: Drill, lately: number | undefined): Script =>
	() => {
		const recorded =
			lately === undefined ? isRecorded(proof, fingerprint) : isRecordedLately(proof, fingerprint, lately);
		return sh`${recorded} && { ${stands}; }`;
	};

const run =
	({proof, saying, take, giveBack, returns, stands, look, fingerprint}: Drill): Script =>
	given =>
		sh`
		${watchGap(given)}
		if ! answers; then
			echo ${`The API does not answer at ${endpointOf(planOf(given))}: there is nothing to drill before it does.`} >&2
			exit 1
		fi
		if ! holds; then
			echo ${`${given.host.name} does not hold ${planOf(given).endpoint.address}: the drill is the holder's.`}
			${record(proof, fingerprint)}
			exit 0
		fi
		give_back() { ${giveBack}; }
		# A drill that is stopped gives back on its way out; for one that is killed, systemd does.
		trap ${sh`${giveBack}`} EXIT
		if command -v systemd-run >/dev/null; then
			systemd-run --quiet --collect --unit ${`kubewalk-${proof}`} --on-active=90 ${giveBack} || true
		fi
		echo ${saying}
		set +e
		${take(given)}
		watch_gap 30 away
		moved=$?
		lost=$gap
		give_back
		echo "gap_ms=$lost"
		returned=1
		${returns ? fragment(comesBack) : fragment('sleep 5')}
		systemctl stop ${`kubewalk-${proof}.timer`} >/dev/null 2>&1
		set -e
		if ! { ${stands}; }; then
			echo ${`It did not come back: see ${look}.`} >&2
			exit 1
		fi
		if [ "$moved" != 0 ]; then
			echo ${`The address did not move, or the API did not answer there: see ${look} on every control plane.`} >&2
			exit 1
		fi
		if [ "$lost" -ge ${longestGap} ]; then
			echo "The API was away for $lost ms, ${longestGap} are allowed."${` See ${look} on every control plane.`} >&2
			exit 1
		fi
		if [ "$returned" != 0 ]; then echo 'The address stays where it moved to.'; fi
		${record(proof, fingerprint)}
		echo "gap_ms=$lost" >> ${recordPath(proof)}
	`;

export const drillTask = (drill: Drill, lately?: number): Task => ({
	id: drill.id,
	title: drill.title,
	why: drill.why,
	target: 'control-planes',
	when: given => drill.when(given) && controlPlanesOf(given).length > 1,
	pace: 'one-by-one',
	risk: 'disruptive',
	check: {ask: drilled(drill, lately)},
	run: run(drill),
	undo: 'nothing-to-undo',
	usually: 25,
	waitingFor: {en: 'the address to move to another host and to come back', zh: '虚拟 IP 漂移到另一台主机并切换回来'},
	timeout: 180,
});

const balancers = {
	stands: fragment('systemctl is-active --quiet haproxy && systemctl is-active --quiet keepalived'),
	look: '"journalctl -u keepalived -u haproxy"',
	fingerprint: fileFingerprint(haproxyFile, keepalivedFile),
	when: balancesLoad,
	returns: true,
} as const;

const killHaproxy: Drill = {
	...balancers,
	id: 'failover-drill',
	title: {en: 'Drill the failover: haproxy dies', zh: '故障切换演练：haproxy 崩溃'},
	why: {
		en: 'A failover that was never tried is a hope. On the host that holds the shared address haproxy is killed and kept from starting again; keepalived has to notice, and the API has to answer through another host within 5 seconds. haproxy is started again on every path. The gap is measured while asking 20 times a second.',
		zh: '从未演练过的故障切换只是一种期望。在持有虚拟 IP 的主机上杀死 haproxy 并阻止其自动重启，keepalived 必须察觉，API 必须在 5 秒内经由另一台主机恢复应答；无论结果如何都会重新启动 haproxy。演练期间以约每秒 20 次的频率探测并测量中断时长。',
	},
	proof: 'failover',
	saying: 'killing haproxy',
	// systemd starts a service that was killed again at once, unless it is stopped.
	take: () => fragment('systemctl kill --signal=KILL haproxy; systemctl stop haproxy'),
	giveBack: ['systemctl', 'start', 'haproxy'],
};

const stopKeepalived: Drill = {
	...balancers,
	id: 'keepalived-drill',
	title: {en: 'Drill the failover: keepalived is stopped', zh: '故障切换演练：停止 keepalived'},
	why: {
		en: 'What an update of the package or a shutdown does: keepalived says goodbye, so the address has to move at once. It is started again on every path.',
		zh: '相当于升级软件包或关机：keepalived 会通知其他主机，地址应立刻漂移；无论结果如何都会重新启动。',
	},
	proof: 'failover-keepalived',
	saying: 'stopping keepalived',
	take: () => fragment('systemctl stop keepalived'),
	giveBack: ['systemctl', 'start', 'keepalived'],
};

/** The interface itself stays up: through it comes ssh, and routes that go with it do not all come back. */
const cutLink: Drill = {
	...balancers,
	id: 'link-drill',
	title: {en: 'Drill the failover: the link is cut', zh: '故障切换演练：网络中断'},
	why: {
		en: 'A host whose cable is out says goodbye to nobody. keepalived is frozen, so that the others hear no VRRP any more, and the address is taken from the interface, so that nothing answers for it: the others have to find out by silence alone. ssh, etcd and pods are left alone; keepalived goes on afterwards and puts the address back.',
		zh: '网线断开的主机不会通知任何人。这里冻结 keepalived，使其他主机收不到 VRRP 报文，并从网卡上移除虚拟 IP，使其无人应答：其他主机只能凭“无声”判断故障。ssh、etcd 和 Pod 不受影响；之后恢复 keepalived，由它重新配置地址。',
	},
	proof: 'failover-link',
	saying: 'silencing this host: no VRRP, no address',
	take: given =>
		fragment(sh`
			systemctl kill --signal=STOP keepalived
			ip -o address show | awk -v want=${planOf(given).endpoint.address} '{split($4, at, "/"); if (at[1] == want) print $4, $2}' |
				while read -r place nic; do ip address del "$place" dev "$nic"; done
		`),
	giveBack: ['systemctl', 'kill', '--signal=CONT', 'keepalived'],
};

const aside = `${manifests}/.kube-vip.drill`;

/** kube-vip gives its lease back when it is stopped; one that is silent is waited for as long as its lease lasts, 5 s and a little. */
const stopKubeVip: Drill = {
	id: 'kube-vip-drill',
	title: {en: 'Drill the failover: kube-vip is stopped', zh: '故障切换演练：停止 kube-vip'},
	why: {
		en: 'A failover that was never tried is a hope. The file of the static pod is set aside on the host that holds the address, so that the kubelet stops kube-vip; another control plane has to take the lease, and the API has to answer there within 5 seconds. The file is put back on every path. The address stays where it moved to.',
		zh: '从未演练过的故障切换只是一种期望。在持有虚拟 IP 的主机上移开静态 Pod 文件，kubelet 随即停止 kube-vip；另一台控制平面必须取得租约，API 必须在 5 秒内在那里应答。无论结果如何都会放回该文件；地址留在新的主机上。',
	},
	proof: 'failover-kube-vip',
	saying: 'stopping kube-vip',
	take: () => fragment(sh`mv ${kubeVipFile} ${aside}`),
	giveBack: ['sh', '-c', sh`test ! -e ${aside} || mv ${aside} ${kubeVipFile}`],
	returns: false,
	stands: fragment(sh`[ -e ${kubeVipFile} ]`),
	look: 'the log of kube-vip in kube-system',
	fingerprint: fragment(sh`sha256sum < ${kubeVipFile}`),
	when: usesKubeVip,
};

/** None of these takes more than the address away from its holder, for seconds: they are part of every installation. */
const drills = [killHaproxy, stopKeepalived, cutLink, stopKubeVip];
export const failoverDrills: readonly Task[] = drills.map(drill => drillTask(drill));

/** The same on a cluster that runs: what was proven in the last seconds only counts. */
export const failoverDrillsAgain = (seconds: number): readonly Task[] => drills.map(drill => drillTask(drill, seconds));
