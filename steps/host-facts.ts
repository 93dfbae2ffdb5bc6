// What the machine itself must be: each task asks one fact, and says what is wrong in one sentence.
import type {Task} from '../source/engine/declare.ts';
import {fragment, sh} from '../source/engine/script.ts';
import {expand} from './expand.ts';
import {kernelNumber, spellKernel} from './kernel.ts';
import {planOf} from './plan.ts';
import {question} from './question.ts';
import {lastWith, versionOf} from './versions.ts';

const root = question(
	{
		id: 'root',
		title: {en: 'Commands run as root', zh: '命令以 root 身份执行'},
		why: {
			en: 'Every later task changes the system, so the login must be root, or a user whom sudo lets become root.',
			zh: '后面的任务都要改动系统，所以必须以 root 登录，或者登录用户可以通过 sudo 取得 root 权限。',
		},
	},
	() => sh`
		if [ "$(id -u)" != 0 ]; then
			echo "Commands run as $(id -un), not as root: log in as root, or allow sudo for this user." >&2
			exit 1
		fi
		echo "root on $(hostname)"
	`,
);

const operatingSystem = question(
	{
		id: 'operating-system',
		title: {
			en: 'A system with apt, dnf or yum and with systemd, and a kernel new enough',
			zh: '系统使用 apt、dnf 或 yum，并带有 systemd，内核够新',
		},
		why: {
			en: "Packages come with the system's own package manager, services with systemd; the kernel must know what kube-proxy and the runtime use. Later commands are chosen by what this host says here.",
			zh: '软件包由系统自己的包管理器安装，服务由 systemd 管理；kube-proxy 和容器运行时用到的功能也要求内核够新。后续命令根据主机在这里的回答选用。',
		},
	},
	given => {
		const {kernel} = versionOf(planOf(given).kubernetes.version);
		return sh`
			wrong=0
			command -v apt-get || command -v dnf || command -v yum || { echo "Neither apt-get nor dnf nor yum is here: this runbook installs on the families of Debian and Red Hat." >&2; wrong=1; }
			command -v systemctl >/dev/null || { echo "systemctl is missing: the services need systemd." >&2; wrong=1; }
			kernel=$(uname -r)
			number=$(echo "$kernel" | awk -F'[^0-9]' '{print $1 * 1000 + $2}')
			if [ "$number" -lt ${kernelNumber(kernel)} ]; then
				echo "Kernel $kernel is older than ${fragment(spellKernel(kernel))}: boot a newer one, or choose another plan." >&2
				wrong=1
			fi
			awk -F= '$1 == "PRETTY_NAME" {gsub(/"/, "", $2); print $2}' /etc/os-release
			echo "kernel $kernel, $(uname -m)"
			exit "$wrong"
		`;
	},
);

const processorsAndMemory = question(
	{
		id: 'processors-and-memory',
		title: {en: 'Two processors and 1700 MiB of memory', zh: '至少 2 个 CPU、1700 MiB 内存'},
		why: {
			en: 'kubeadm refuses a control plane with less, and the components would starve each other.',
			zh: '低于这个配置，kubeadm 会拒绝初始化控制平面，各组件也会互相争抢资源。',
		},
	},
	() => sh`
		processors=$(nproc)
		memory=$(free -m | awk '/^Mem:/ {print $2}')
		echo "$processors processors, $memory MiB of memory"
		wrong=0
		[ "$processors" -ge 2 ] || { echo "At least 2 processors are needed: give the machine more." >&2; wrong=1; }
		[ "$memory" -ge 1700 ] || { echo "At least 1700 MiB of memory are needed: give the machine more." >&2; wrong=1; }
		exit "$wrong"
	`,
);

/** The kubelet evicts pods when less than 15 % is left for images (its default imagefs.available). */
const disk = question(
	{
		id: 'disk',
		title: {en: 'Room below /var/lib', zh: '/var/lib 有足够的磁盘空间'},
		why: {
			en: 'Images, etcd and logs live below /var/lib; when less than 15 % is free, the kubelet throws pods out.',
			zh: '镜像、etcd 和日志都放在 /var/lib 下；剩余空间低于 15% 时 kubelet 会驱逐 Pod。',
		},
	},
	() => sh`
		space=$(df -Pk /var/lib | awk 'NR == 2 {sub("%", "", $5); print int($4 / 1048576), $5}')
		echo "${expand('space% *')} GiB free below /var/lib, ${expand('space#* ')} % used"
		if [ "${expand('space% *')}" -lt 4 ] || [ "${expand('space#* ')}" -gt 85 ]; then
			echo "At least 4 GiB and 15 % must be free: enlarge the disk or clear it." >&2
			exit 1
		fi
	`,
);

const cgroupVersion = question(
	{
		id: 'cgroup-version',
		title: {en: 'Control groups of version 2', zh: '使用 cgroup v2'},
		why: {
			en: 'From 1.35 on the kubelet does not start on cgroup v1.',
			zh: '从 1.35 起，kubelet 在 cgroup v1 上不再启动。',
		},
		when: given => !versionOf(planOf(given).kubernetes.version).cgroupV1,
	},
	() => sh`
		if [ ! -e /sys/fs/cgroup/cgroup.controllers ]; then
			echo "This host boots with cgroup v1: remove systemd.unified_cgroup_hierarchy=0 from the kernel's command line, or plan Kubernetes ${fragment(lastWith(({cgroupV1}) => cgroupV1))}." >&2
			exit 1
		fi
		echo "cgroup v2"
	`,
);

/** Boards whose maker left the number at a default; two such hosts count as one for Kubernetes. */
const sharedUuids = [
	'03000200-0400-0500-0006-000700080009',
	'00000000-0000-0000-0000-000000000000',
	'ffffffff-ffff-ffff-ffff-ffffffffffff',
];

const identity = question(
	{
		id: 'identity',
		title: {en: 'A machine-id and a product_uuid of its own', zh: '有自己的 machine-id 和 product_uuid'},
		why: {
			en: 'Kubernetes and DHCP tell machines apart by them; clones of one template share them until they are made anew.',
			zh: 'Kubernetes 和 DHCP 靠它们区分机器；从同一模板克隆出来的机器在重新生成之前是相同的。',
		},
	},
	() => sh`
		machine=$(cat /etc/machine-id 2>/dev/null || true)
		product=$(awk '{print tolower($0)}' /sys/class/dmi/id/product_uuid 2>/dev/null || true)
		echo "hostname $(hostname), machine-id ${expand('machine:-none')}, product_uuid ${expand('product:-none')}"
		if ! grep -Eqx '[0-9a-f]{32}' <<<"$machine"; then
			echo "/etc/machine-id is not valid: run rm -f /etc/machine-id && systemd-machine-id-setup, then reboot." >&2
			exit 1
		fi
		for shared in ${sharedUuids}; do
			if [ "$product" = "$shared" ]; then
				echo "product_uuid $product is the same on many machines: set another in the machine's firmware or hypervisor." >&2
				exit 1
			fi
		done
	`,
);

export const hostFacts: readonly Task[] = [root, operatingSystem, processorsAndMemory, disk, cgroupVersion, identity];
