// What the machine itself must be: each task asks one fact, and says what is wrong in one sentence.
import type {Task} from '../source/engine/declare.ts';
import {fragment, sh} from '../source/engine/script.ts';
import {expand} from './expand.ts';
import {kernelNumber, spellKernel} from './kernel.ts';
import {nearestRelease, readKernel} from './nearest-release.ts';
import {planOf} from './plan.ts';
import {question} from './question.ts';
import {versionOf} from './versions.ts';

const root = question(
	{
		id: 'root',
		title: {en: 'Commands run as root', zh: '命令以 root 身份执行'},
		why: {
			en: 'Every later task changes the system, so the login must be root, or a user whom sudo lets become root.',
			zh: '后面的任务都要改动系统，所以必须以 root 登录，或者登录用户可以通过 sudo 取得 root 权限。',
		},
		fix: {
			en: 'Log in as root, or let the login become root with sudo: usermod -aG sudo NAME (wheel in Red Hat’s family), and ssh: {user: NAME, sudo: auto} in the plan.',
			zh: '以 root 登录，或让登录用户可以使用 sudo：usermod -aG sudo 用户名（Red Hat 系为 wheel 组），并在计划中写 ssh: {user: 用户名, sudo: auto}。',
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
		fix: {
			en: 'Install a system of Debian’s or Red Hat’s family with systemd, boot the newest kernel that it has (apt-get install linux-image-amd64 or dnf update kernel, then reboot), or plan the newest minor that this kernel can run.',
			zh: '安装带 systemd 的 Debian 系或 Red Hat 系系统，启动其最新内核（apt-get install linux-image-amd64 或 dnf update kernel，然后重启），或在计划中改写当前内核能运行的最新小版本。',
		},
	},
	given => {
		const {kernel} = versionOf(planOf(given).kubernetes.version);
		return sh`
			wrong=0
			command -v apt-get || command -v dnf || command -v yum || { echo "Neither apt-get nor dnf nor yum is here: this runbook installs on the families of Debian and Red Hat." >&2; wrong=1; }
			command -v systemctl >/dev/null || { echo "systemctl is missing: the services need systemd." >&2; wrong=1; }
			${readKernel}
			if [ "$number" -lt ${kernelNumber(kernel)} ]; then
				${nearestRelease(given)}
				echo "Kernel $kernel is older than ${fragment(spellKernel(kernel))}: boot a newer one$nearest." >&2
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
		fix: {
			en: 'Give the machine two processors and 2 GiB of memory, then reboot it; as a worker or in a lab a smaller one only fails later.',
			zh: '为机器分配 2 个 CPU 和 2 GiB 内存后重启；即使是工作节点或实验环境，配置更低也只是晚一点失败。',
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
		fix: {
			en: 'Clear what is not needed (du -xh -d 2 /var | sort -h | tail), or enlarge the file system: lvextend -r -l +100%FREE LV, or growpart and resize2fs (xfs_growfs).',
			zh: '清理不需要的内容（du -xh -d 2 /var | sort -h | tail），或扩容文件系统：lvextend -r -l +100%FREE 逻辑卷，或 growpart 加 resize2fs（xfs 用 xfs_growfs）。',
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
		fix: {
			en: 'Remove systemd.unified_cgroup_hierarchy=0 from GRUB_CMDLINE_LINUX in /etc/default/grub, run update-grub (grub2-mkconfig -o /boot/grub2/grub.cfg in Red Hat’s family), reboot; or plan the last minor that runs on cgroup v1.',
			zh: '从 /etc/default/grub 的 GRUB_CMDLINE_LINUX 中删除 systemd.unified_cgroup_hierarchy=0，执行 update-grub（Red Hat 系为 grub2-mkconfig -o /boot/grub2/grub.cfg）后重启；或在计划中改写最后一个支持 cgroup v1 的小版本。',
		},
		when: given => !versionOf(planOf(given).kubernetes.version).cgroupV1,
	},
	given => sh`
		if [ ! -e /sys/fs/cgroup/cgroup.controllers ]; then
			${readKernel}
			${nearestRelease(given, ({cgroupV1}) => cgroupV1)}
			echo "This host boots with cgroup v1: remove systemd.unified_cgroup_hierarchy=0 from the kernel's command line$nearest." >&2
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
		fix: {
			en: 'Make the machine-id anew (rm -f /etc/machine-id /var/lib/dbus/machine-id && systemd-machine-id-setup) and reboot; a product_uuid is set in the firmware or the hypervisor.',
			zh: '重新生成 machine-id（rm -f /etc/machine-id /var/lib/dbus/machine-id && systemd-machine-id-setup）后重启；product_uuid 需在固件或虚拟化平台中设置。',
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
