// What the host has too little of.
import type {Finding} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {cure} from './make-remedy.ts';

const unified = cure({
	id: 'boot-with-unified-cgroups',
	title: {en: 'Boot with cgroup v2', zh: '以 cgroup v2 启动'},
	why: {
		en: 'Kubernetes 1.35 and later want cgroup v2. This sets the boot parameter; it takes a reboot, and a runtime that knows v2 (containerd 1.4, Docker 20.10 or later).',
		zh: 'Kubernetes 1.35 起要求 cgroup v2。这里设置启动参数，需要重启，运行时也要支持 v2（containerd 1.4、Docker 20.10 以上）。',
	},
	risk: 'disruptive',
	check: {ask: () => sh`[ "$(stat -fc %T /sys/fs/cgroup)" = cgroup2fs ]`},
	run: () => sh`
		if command -v grubby >/dev/null; then
			grubby --update-kernel=ALL --args=systemd.unified_cgroup_hierarchy=1
		else
			sed -i 's/^GRUB_CMDLINE_LINUX="/&systemd.unified_cgroup_hierarchy=1 /' /etc/default/grub
			update-grub
		fi
		echo 'Reboot this host now.'
	`,
	verify: {
		ask: () => sh`grep -rqs unified_cgroup_hierarchy=1 /etc/default/grub /boot/loader/entries /etc/kernel/cmdline`,
	},
});

const enableMemoryGroup = cure({
	id: 'boot-with-memory-cgroup',
	title: {en: 'Boot with the memory controller', zh: '启用 memory 控制器后重启'},
	why: {
		en: 'Two words are added to the one line of cmdline.txt; a second line there keeps a Raspberry Pi from booting. It takes a reboot.',
		zh: '在 cmdline.txt 唯一的一行末尾追加两个参数；多出一行会让树莓派无法启动。需要重启。',
	},
	risk: 'disruptive',
	check: {
		ask: () =>
			sh`grep -qw memory /sys/fs/cgroup/cgroup.controllers 2>/dev/null || awk '$1 == "memory" && $4 == 1 {found = 1} END {exit !found}' /proc/cgroups`,
	},
	run: () => sh`
		for file in /boot/firmware/cmdline.txt /boot/cmdline.txt; do
			[ -e "$file" ] || continue
			cp -p "$file" "$file.before-kubewalk"
			sed -i '1s/$/ cgroup_enable=memory cgroup_memory=1/' "$file"
			cat "$file"
			exit 0
		done
		echo 'Add cgroup_enable=memory to the parameters of the kernel, then reboot.' >&2
		exit 1
	`,
	verify: {
		ask: () => sh`grep -qs cgroup_enable=memory /boot/firmware/cmdline.txt /boot/cmdline.txt`,
	},
});

const lookAtSize = cure({
	id: 'look-at-size',
	title: {en: 'See what the host has, and what uses it', zh: '查看资源及占用'},
	why: {
		en: 'A control plane needs two processors and 1700 MB. Give the machine more, or move what else runs there.',
		zh: '控制平面至少需要 2 个 CPU 和 1700 MB 内存。扩容，或把其他程序移走。',
	},
	risk: 'safe',
	check: {
		ask: () =>
			sh`[ "$(nproc)" -ge 2 ] && [ "$(free -m | awk '/^Mem:/ {print $2}')" -ge 1700 ] && [ "$(free -m | awk '/^Mem:/ {print $7}')" -ge 200 ]`,
	},
	run: () => sh`
		nproc
		free -m
		ps aux --sort=-rss | head -n 10
	`,
});

export const hostLimitsFindings: readonly Finding[] = [
	{
		id: 'memory-controller-off',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'The kernel’s memory controller is off', zh: '内核未启用 memory cgroup'},
		meaning: {
			en: 'Raspberry Pi and other images boot without it: kubeadm refuses the host, and the kubelet ends because it cannot limit pods.',
			zh: '树莓派等系统镜像默认不启用：kubeadm 预检不通过，kubelet 无法限制 Pod 而退出。',
		},
		suggests: [{says: /^CGROUPS_MEMORY: missing/}],
		confirms: [
			{says: /missing (?:required )?cgroups: .*\bmemory\b/},
			{says: /^memory\s+\d+\s+\d+\s+0$/, in: ['control-groups']},
			{
				says: /failed to find cgroups of kubelet - cpu and memory cgroup hierarchy not unified|cgroup \["?memory"?\] .*missing|cannot enter cgroupv2 .*memory/,
			},
		],
		rulesOut: [
			{says: /^memory\s+\d+\s+\d+\s+1$/, in: ['control-groups']},
			{says: /^cpuset .*\bmemory\b/, in: ['control-groups']},
		],
		explains: ['kubelet-down', 'init-timed-out'],
		remedies: [enableMemoryGroup],
		sources: [
			'kubernetes/kubernetes#94329',
			'kubernetes/kubernetes#54914',
			'kubernetes/system-validators validators/cgroup_validator_linux.go',
		],
	},
	{
		id: 'cgroup-v1-refused',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'The kubelet refuses cgroup v1', zh: 'kubelet 拒绝在 cgroup v1 上运行'},
		meaning: {
			en: 'From 1.35 on the kubelet does not start on a host with cgroup v1 (CentOS 7, older WSL2, Alibaba Cloud Linux 3), unless failCgroupV1 is set to false.',
			zh: '从 1.35 起 kubelet 不在 cgroup v1 主机上启动（CentOS 7、旧 WSL2、Alibaba Cloud Linux 3），除非设置 failCgroupV1: false。',
		},
		versions: {from: '1.31'},
		suggests: [{says: /cgroups v1 support is (?:in maintenance mode|deprecated)/}],
		confirms: [
			{says: /kubelet is configured to not run on a host using cgroup v1/},
			{says: /\[ERROR SystemVerification\]: cgroups v1 support is deprecated/},
		],
		rulesOut: [{says: /^cgroup2fs$/, in: ['control-groups']}],
		explains: ['kubelet-down', 'init-timed-out'],
		remedies: [unified],
		sources: [
			'https://kubernetes.io/docs/concepts/architecture/cgroups/',
			'kubernetes/system-validators validators/cgroup_validator_linux.go',
		],
	},
	{
		id: 'too-few-processors',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'A control plane needs two processors', zh: '控制平面至少需要 2 个 CPU'},
		meaning: {
			en: 'With one, the API server’s own health checks fail under load and it is restarted.',
			zh: '只有 1 个时，API server 在负载下健康检查会失败并被重启。',
		},
		suggests: [],
		confirms: [{says: /\[ERROR NumCPU\]: the number of available CPUs \d+ is less than the required/}],
		remedies: [lookAtSize],
		badAdvice: [
			{
				en: '--ignore-preflight-errors=NumCPU is for laboratories only.',
				zh: '--ignore-preflight-errors=NumCPU 只适合实验环境。',
			},
		],
		sources: ['kubernetes/kubernetes cmd/kubeadm/app/preflight/checks.go'],
	},
	{
		id: 'too-little-memory',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'The host has too little memory', zh: '主机内存低于最低要求'},
		meaning: {
			en: 'A control plane needs 1700 MB at least; below, etcd and the API server push each other out.',
			zh: '控制平面至少需要 1700 MB，再少 etcd 和 API server 会互相挤占。',
		},
		suggests: [],
		confirms: [{says: /\[ERROR Mem\]: the system RAM \(\d+ MB\) is less than the minimum/}],
		remedies: [lookAtSize],
		sources: ['kubernetes/kubernetes cmd/kubeadm/app/preflight/checks.go'],
	},
	{
		id: 'host-out-of-memory',
		about: ['node', 'etcd'],
		severity: 'blocking',
		title: {en: 'The host ran out of memory', zh: '主机内存耗尽'},
		meaning: {
			en: 'The kernel killed a program of the cluster to save the host. It was not over a limit of its own: the whole host had nothing left.',
			zh: '内核为保住主机杀掉了集群程序。不是容器超出自己的限制，而是整机没有内存了。',
		},
		suggests: [{says: /System OOM encountered, victim process: /}],
		confirms: [
			{
				says: /(?:Out of memory: Killed process|global_oom.*task=|Out of memory: Kill process) ?\d* ?\(?(?:etcd|kube-apiserver|kubelet|containerd|dockerd|kube-controller|kube-scheduler|haproxy|keepalived)/,
			},
			{
				says: /constraint=CONSTRAINT_NONE.*task=(?:etcd|kube-apiserver|kubelet|containerd|dockerd|kube-controller|kube-scheduler|haproxy)/,
			},
		],
		explains: ['api-server-down', 'etcd-down', 'kubelet-down', 'node-not-ready', 'haproxy-down', 'runtime-stopped'],
		remedies: [lookAtSize],
		badAdvice: [
			{
				en: 'Swap is no way out: the kubelet does not start with it, and etcd on swap loses its leader.',
				zh: '开 swap 不是办法：kubelet 不会启动，etcd 换出后会丢失 leader。',
			},
		],
		sources: [
			'https://www.kernel.org/doc/html/latest/admin-guide/mm/concepts.html',
			'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
		],
	},
	{
		id: 'filesystem-read-only',
		about: ['node', 'etcd'],
		severity: 'blocking',
		title: {en: 'A file system has become read-only', zh: '文件系统变为只读'},
		meaning: {
			en: 'After an error of the disk the kernel lets nobody write any more: containers do not start and etcd ends.',
			zh: '磁盘出错后内核不再允许写入：容器无法启动，etcd 退出。',
		},
		suggests: [
			{says: /(?:\/var\/lib\/(?:kubelet|etcd|containerd|docker)|\/etc\/kubernetes)\S*: read-only file system/i},
		],
		confirms: [
			{
				says: /Remounting filesystem read-only|re-mounted\. Opts: .*errors=remount-ro|Filesystem has been shut down due to/,
			},
			[
				{says: /read-only file system/i},
				{says: /(?:EXT4-fs error|XFS \(\S+\): .*(?:error|[Ss]hutting down)|I\/O error, dev)/},
			],
		],
		explains: ['api-server-down', 'etcd-down', 'kubelet-down', 'runtime-stopped', 'node-not-ready'],
		remedies: [
			cure({
				id: 'look-at-disk-errors',
				title: {en: 'See what the kernel says of the disk', zh: '查看内核关于磁盘的报错'},
				why: {
					en: 'Save what is on it (etcd first), then check the file system from a rescue boot. Mounting it writable again on a failing disk loses more.',
					zh: '先备份数据（etcd 优先），再从救援系统检查文件系统。磁盘有故障时强行重新挂载为可写会丢得更多。',
				},
				risk: 'safe',
				check: {
					ask: () => sh`[ -w /var/lib/kubelet ]`,
				},
				run: () => sh`
					dmesg | grep -iE 'error|read-only|shut' | tail -n 20 || true
					awk '$4 ~ /^ro(,|$)/ {print $1, $2, $3}' /proc/mounts
				`,
			}),
		],
		badAdvice: [
			{
				en: '"mount -o remount,rw" hides the cause, and writes to a file system that is known to be damaged.',
				zh: '"mount -o remount,rw" 掩盖了原因，还会往已损坏的文件系统里写。',
			},
		],
		sources: ['https://www.kernel.org/doc/html/latest/admin-guide/ext4.html'],
	},
];
