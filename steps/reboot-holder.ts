// The drill that takes a whole control plane away: the host that holds the shared address reboots, the others measure how
// long the API is away and wait until the host is back. Nothing runs on a host while it goes down: it is told to reboot in
// a while, and the way to it, the lease on it included, is not used before it is there again.
import type {Given, Script, Stage, Task} from '../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../source/engine/script.ts';
import {memberVotes} from './etcd.ts';
import {endpointOf} from './kubeadm-config.ts';
import {kubectl, localApiAnswers} from './kubectl.ts';
import {kubeVipFile} from './kube-vip-manifest.ts';
import {manifests, ownState} from './paths.ts';
import {planOf} from './plan.ts';
import {isRecordedLately, record} from './record.ts';
import {controlPlanesOf} from './roles.ts';
import {watchGap} from './watch-gap.ts';
import {fingerprint, goesFor, kindOf, proof, watchReboot} from './watch-reboot.ts';

/**
 * Tells one boot from another: the kernel's number for it, and when process 1 began (field 22; its name, in brackets, may
 * hold blanks). A host that is a container keeps the kernel of the machine below, and so its number.
 */
const boot = fragment(sh`{ cat /proc/sys/kernel/random/boot_id; sed 's/^.*) //' /proc/1/stat | awk '{print $20}'; }`);
/** What it was when the host was told to reboot. */
const ending = `${ownState}/reboots`;
/** The others have to be watching by then. */
const warning = 15;

/** Who proved it less than this ago need not prove it again, as after `--resume`. */
export const lately = 600;

const iGo = (given: Given): Fragment =>
	kindOf(given) === 'external'
		? fragment(goesFor(given).name === given.host.name ? 'true' : 'false')
		: fragment('holds');

const isProven: Script = given => sh`${isRecordedLately(proof, fingerprint(given), lately)}`;

/** Two members of etcd cannot spare one, and a single control plane has nobody to go on. */
const canSpareOne = (given: Given): boolean => controlPlanesOf(given).length > 2;

const reboot: Task = {
	id: 'reboot-drill',
	title: {en: 'Drill the failover: the holder of the address reboots', zh: '故障切换演练：重启持有地址的主机'},
	why: {
		en: 'What a kernel update does to a control plane, tried on purpose. The host that holds the shared address (behind a load balancer of your own: the last control plane) reboots 15 s after it was told to; the others ask the API every 50 ms, print how long it was away (under 5 seconds; under 8 with kube-vip, whose lease has to run out), and wait until the host is Ready and its member of etcd votes again. With fewer than three control planes etcd would stop, so there is no such drill.',
		zh: '主动演练内核升级时控制平面会经历的重启。持有共享地址的主机（使用自有负载均衡时为最后一台控制平面）在收到指令 15 秒后重启；其余主机每 50 毫秒访问一次 API，输出中断时长（须小于 5 秒；kube-vip 需等租约到期，须小于 8 秒），并等待该主机恢复 Ready、etcd 成员重新参与投票。少于三台控制平面时 etcd 会停止服务，因此不做该演练。',
	},
	target: 'control-planes',
	when: canSpareOne,
	risk: 'disruptive',
	// The one that goes has nothing to measure: once it has rebooted, the next task proves that it is back.
	check: {
		ask: given =>
			sh`{ [ -e ${ending} ] && [ "$(cat ${ending})" != "$(${boot})" ]; } || { ${fragment(isProven(given))}; }`,
	},
	verify: {ask: given => sh`[ -e ${ending} ] || { ${fragment(isProven(given))}; }`},
	run: given => sh`
		${watchGap(given)}
		if ! answers; then
			echo ${`The API does not answer at ${endpointOf(planOf(given))}: there is nothing to drill before it does.`} >&2
			exit 1
		fi
		if ${iGo(given)}; then
			systemctl stop kubewalk-reboot.timer >/dev/null 2>&1 || true
			systemd-run --quiet --collect --unit kubewalk-reboot --on-active=${String(warning)} --timer-property=AccuracySec=100ms systemctl reboot
			mkdir -p ${ownState}
			${boot} > ${ending}
			echo ${`${given.host.name} reboots in ${warning} s, and the other control planes watch.`}
			exit 0
		fi
		${watchReboot(given)}
	`,
	undo: 'nothing-to-undo',
	usually: 90,
	waitingFor: {
		en: 'the host to boot, and its API server and etcd to start',
		zh: '主机启动，以及其 API server 和 etcd 启动',
	},
	timeout: 600,
};

const services = (given: Given): Fragment => {
	switch (kindOf(given)) {
		case 'keepalived-haproxy':
			return fragment(sh`
				for unit in keepalived haproxy kubelet; do
					if ! systemctl is-active --quiet "$unit"; then echo "$unit does not run: journalctl -u $unit"; exit 1; fi
				done
			`);
		case 'kube-vip':
			return fragment(sh`
				if [ ! -e ${kubeVipFile} ]; then echo ${`${kubeVipFile} is gone from ${manifests}.`}; exit 1; fi
				systemctl is-active --quiet kubelet
			`);
		case 'external':
		case 'single':
			return fragment('systemctl is-active --quiet kubelet');
	}
};

/** Everything of this host runs; says what does not. */
const isBack: Script = given => sh`
	if [ -e ${ending} ] && [ "$(cat ${ending})" = "$(${boot})" ]; then
		echo 'It has not rebooted: systemctl status kubewalk-reboot.timer'
		exit 1
	fi
	${services(given)}
	if ! ${localApiAnswers}; then echo 'Its own API server does not answer: crictl ps -a'; exit 1; fi
	if ! { ${memberVotes(given)}; }; then echo 'Its member of etcd does not vote: crictl ps -a, and the log of etcd'; exit 1; fi
	if [ "$(${kubectl} get node ${given.host.name} -o jsonpath='{.status.conditions[?(@.type=="Ready")].status}')" != True ]; then
		echo 'Its node is not Ready: journalctl -u kubelet'
		exit 1
	fi
`;

const back: Task = {
	id: 'reboot-return',
	title: {en: 'See the host back with all that it runs', zh: '确认主机恢复且各组件运行'},
	why: {
		en: 'A host that boots and answers ssh may still lack what nobody enabled: keepalived, haproxy, the kubelet. Each control plane says itself that they run, that its own API server answers, its member of etcd votes and its node is Ready; the one that rebooted also that it really did.',
		zh: '主机能启动、能 ssh 登录，并不代表 keepalived、haproxy、kubelet 都设置了开机启动。每台控制平面自行确认：这些服务在运行、本机 API server 应答、etcd 成员参与投票、节点 Ready；重启过的主机还要确认自己确实重启了。',
	},
	target: 'control-planes',
	when: canSpareOne,
	risk: 'safe',
	check: {
		ask: given => sh`[ ! -e ${ending} ] && { ${fragment(isProven(given))}; } && ( ${fragment(isBack(given))} )`,
	},
	run: given => sh`
		is_back() (
			${fragment(isBack(given))}
		)
		for _ in $(seq 1 60); do
			if is_back >/dev/null; then break; fi
			sleep 3
		done
		if ! is_back; then exit 1; fi
		rm -f ${ending}
		${record(proof, fingerprint(given))}
		uptime
	`,
	verify: {ask: given => sh`[ ! -e ${ending} ] && { ${fragment(isBack(given))}; }`, within: 30},
	undo: 'nothing-to-undo',
	usually: 10,
	waitingFor: {
		en: 'haproxy, keepalived, etcd and the node to be as they were',
		zh: 'haproxy、keepalived、etcd 与节点恢复原状',
	},
};

export const rebootHolder: Stage = {
	id: 'reboot',
	title: {en: 'Reboot the holder of the address', zh: '重启持有地址的主机'},
	why: {
		en: 'The other drills take one program away; this one takes the whole host, as the next kernel update will.',
		zh: '其他演练只停掉一个程序，这里则让整台主机离开，下一次内核升级也会如此。',
	},
	tasks: [reboot, back],
};
