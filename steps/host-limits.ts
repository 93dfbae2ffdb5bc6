// What the kernel of a host allows, and what of the system would get into the way.
import type {Task} from '../source/engine/declare.ts';
import {sh} from '../source/engine/script.ts';
import {planOf} from './plan.ts';
import {question} from './question.ts';
import {versionOf} from './versions.ts';

/** Names of `uname -m` for which registry.k8s.io has images. */
const architectures = ['x86_64', 'aarch64', 'ppc64le', 's390x'];

const architecture = question(
	{
		id: 'architecture',
		title: {en: 'A processor that images are built for', zh: '处理器架构有对应的镜像'},
		why: {
			en: 'Kubernetes publishes images and packages for 64-bit x86, ARM, POWER and Z. On another processor the first container says "exec format error".',
			zh: 'Kubernetes 只为 64 位的 x86、ARM、POWER、Z 发布镜像和软件包；换成别的处理器，第一个容器就会报 “exec format error”。',
		},
		fix: {
			en: 'Use a machine with a 64-bit system: x86_64, aarch64, ppc64le or s390x.',
			zh: '改用 64 位系统的机器：x86_64、aarch64、ppc64le 或 s390x。',
		},
	},
	() => sh`
		machine=$(uname -m)
		for known in ${architectures}; do
			if [ "$machine" = "$known" ]; then
				echo "$machine"
				exit 0
			fi
		done
		echo "There are no images for $machine: use a machine with a 64-bit system." >&2
		exit 1
	`,
);

/** kubeadm's own validator for cgroup v2 (k8s.io/system-validators) demands these; on v1 it looks at /proc/cgroups. */
const controllers = ['cpu', 'cpuset', 'memory', 'pids'];

const cgroupControllers = question(
	{
		id: 'cgroup-controllers',
		title: {en: 'The control groups that limits need', zh: '资源限制所需的 cgroup 控制器'},
		why: {
			en: 'A container’s limits are kept by the kernel. Where the kernel was started without one of these controllers, kubeadm’s preflight stops (on small ARM boards it is memory).',
			zh: '容器的资源限制由内核执行。内核启动时缺少其中任何一个控制器，kubeadm 的预检都会失败（ARM 小板上常缺 memory）。',
		},
		fix: {
			en: 'Add cgroup_enable=memory (or the one that is missing) to the kernel’s command line in /etc/default/grub or /boot/firmware/cmdline.txt, run update-grub, and reboot.',
			zh: '在 /etc/default/grub 或 /boot/firmware/cmdline.txt 的内核参数中加入 cgroup_enable=memory（或缺少的那一项），执行 update-grub 后重启。',
		},
	},
	() => sh`
		if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
			has=$(cat /sys/fs/cgroup/cgroup.controllers)
		else
			has=$(awk '$4 == 1 {print $1}' /proc/cgroups | xargs)
		fi
		missing=
		for wanted in ${controllers}; do
			case " $has " in
				*" $wanted "*) ;;
				*) missing="$missing $wanted" ;;
			esac
		done
		if [ -n "$missing" ]; then
			echo "The kernel keeps no control group for:$missing. Add cgroup_enable=NAME to the kernel's command line, and reboot." >&2
			exit 1
		fi
		echo "$has"
	`,
);

/** The kernel's default is 128; kube-proxy, the kubelet and every `kubectl logs -f` take one each. */
const inotify = question(
	{
		id: 'inotify-limits',
		title: {en: 'Enough watches of files', zh: 'inotify 上限足够'},
		why: {
			en: 'The kubelet and the pods watch files with inotify. Where the limits are low, they end with "too many open files", which has nothing to do with open files.',
			zh: 'kubelet 和 Pod 用 inotify 监视文件。上限太低时会报 “too many open files”，其实与打开的文件数无关。',
		},
		fix: {
			en: "Raise both limits: printf 'fs.inotify.max_user_instances = 8192\\nfs.inotify.max_user_watches = 524288\\n' > /etc/sysctl.d/90-inotify.conf && sysctl --system",
			zh: "调高两项上限：printf 'fs.inotify.max_user_instances = 8192\\nfs.inotify.max_user_watches = 524288\\n' > /etc/sysctl.d/90-inotify.conf && sysctl --system",
		},
	},
	() => sh`
		instances=$(cat /proc/sys/fs/inotify/max_user_instances)
		watches=$(cat /proc/sys/fs/inotify/max_user_watches)
		echo "$instances instances, $watches watches"
		if [ "$instances" -lt 128 ] || [ "$watches" -lt 8192 ]; then
			echo "At least 128 instances and 8192 watches are needed: set fs.inotify.max_user_instances and fs.inotify.max_user_watches below /etc/sysctl.d, then sysctl --system." >&2
			exit 1
		fi
	`,
);

/** containerd loads its profile with apparmor_parser, and fails every container where the kernel has AppArmor and this is missing. */
const apparmor = question(
	{
		id: 'apparmor-parser',
		title: {en: 'AppArmor has its parser', zh: 'AppArmor 的解析器已安装'},
		why: {
			en: 'Where the kernel has AppArmor, the runtime loads a profile for every container with apparmor_parser. Minimal images leave that program out, and then no container starts.',
			zh: '内核启用 AppArmor 时，运行时要用 apparmor_parser 为每个容器加载 profile。精简镜像常不带这个程序，于是任何容器都起不来。',
		},
		fix: {en: 'Install the parser: apt-get install -y apparmor.', zh: '安装解析器：apt-get install -y apparmor。'},
	},
	() => sh`
		enabled=$(cat /sys/module/apparmor/parameters/enabled 2>/dev/null || echo N)
		if [ "$enabled" != Y ]; then
			echo "the kernel has no AppArmor"
		elif command -v apparmor_parser >/dev/null; then
			echo "AppArmor, with its parser"
		else
			echo "The kernel has AppArmor and apparmor_parser is missing: install the package apparmor." >&2
			exit 1
		fi
	`,
);

const clockPlausible = question(
	{
		id: 'clock-plausible',
		title: {en: 'The clock is not in the past', zh: '时钟没有停在过去'},
		why: {
			en: 'A machine whose battery is flat starts in an old year. Every certificate it then sees is "not yet valid", and packages’ signatures are from the future.',
			zh: '电池没电的机器开机后会回到旧年份，此时所有证书都“尚未生效”，软件包签名也都来自未来。',
		},
		fix: {
			en: "Set the clock (date -s 'YYYY-MM-DD HH:MM:SS'), then let it be synchronised: timedatectl set-ntp true.",
			zh: "校正时钟（date -s 'YYYY-MM-DD HH:MM:SS'），再开启同步：timedatectl set-ntp true。",
		},
	},
	given => {
		const {released} = versionOf(planOf(given).kubernetes.version);
		return sh`
			now=$(date -u +%Y-%m-%d)
			echo "$now"
			if [ "$(printf '%s\n' "$now" ${released} | sort | head -n 1)" != ${released} ]; then
				echo ${`Kubernetes ${planOf(given).kubernetes.version} came out on ${released}, and the clock is before that:`} "set it with date -s, then let it be synchronised." >&2
				exit 1
			fi
		`;
	},
);

const packageDatabase = question(
	{
		id: 'package-database',
		title: {en: 'No package is half installed', zh: '没有装到一半的软件包'},
		why: {
			en: 'Where an earlier installation was cut off, apt refuses every other one until it is brought to its end.',
			zh: '如果上一次安装中途断掉，在把它收尾之前，apt 会拒绝任何新的安装。',
		},
		fix: {
			en: 'Bring what is half installed to its end: dpkg --configure -a && apt-get -f install -y.',
			zh: '把装到一半的软件包处理完：dpkg --configure -a && apt-get -f install -y。',
		},
	},
	() => sh`
		if ! command -v dpkg >/dev/null; then
			echo "packages are not dpkg's here"
			exit 0
		fi
		half=$(dpkg --audit 2>&1)
		# An installation that kubewalk began goes on when kubewalk is killed: it is found again by its own task.
		if [ -n "$half" ] && pgrep -x dpkg >/dev/null; then
			echo "dpkg is at work here: what is half installed will be whole when it is done"
			exit 0
		fi
		if [ -n "$half" ]; then
			echo "$half"
			echo "Bring it to its end with dpkg --configure -a, then apt-get -f install." >&2
			exit 1
		fi
		echo "every package is whole"
	`,
);

export const hostLimits: readonly Task[] = [
	architecture,
	cgroupControllers,
	inotify,
	apparmor,
	clockPlausible,
	packageDatabase,
];
