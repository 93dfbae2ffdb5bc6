import type {Stage, Task} from '../source/engine/declare.ts';
import {sh} from '../source/engine/script.ts';
import {orSay} from './or-say.ts';

const aside = '#kubewalk# ';
const zram = '/etc/systemd/zram-generator.conf';
const masked = '/var/lib/kubewalk/swap-units.before';

const now: Task = {
	id: 'swap-off-now',
	title: {en: 'Swap off, now', zh: '立即关闭 swap'},
	why: {
		en: 'The kubelet does not start while swap is on: it could not keep the memory promises it makes to pods.',
		zh: 'swap 开启时 kubelet 不会启动，因为它无法兑现对 Pod 的内存承诺。',
	},
	target: 'every-host',
	risk: 'changes',
	check: {ask: () => sh`${orSay('[ -z "$(swapon --noheadings --show)" ]', 'Swap is on.')}`},
	run: () => sh`
		swapon --show
		swapoff -a
	`,
	undo: () => sh`swapon -a`,
	usually: 5,
	waitingFor: {en: 'pages that come back from the swap device', zh: '换出的内存页从 swap 设备读回'},
};

const fstabSwap = String.raw`^[[:space:]]*[^#[:space:]][^[:space:]]*[[:space:]]+[^[:space:]]+[[:space:]]+swap[[:space:]]`;

const afterReboot: Task = {
	id: 'swap-off-after-reboot',
	title: {en: 'Swap off, after a reboot too', zh: '重启后也保持关闭'},
	why: {
		en: 'A line in /etc/fstab, a swap unit or zram would turn it on again at the next boot, and the node would not come back.',
		zh: '/etc/fstab 中的条目、swap 单元或 zram 会在下次开机时重新启用 swap，节点就起不来了。',
	},
	target: 'every-host',
	risk: 'changes',
	usually: 5,
	check: {
		ask: () => sh`
			${orSay(sh`! grep -Eq ${fstabSwap} /etc/fstab 2>/dev/null`, '/etc/fstab turns swap on at boot.')} &&
				${orSay(sh`! grep -Eq '^\[zram' ${zram} /usr/lib/systemd/zram-generator.conf 2>/dev/null`, 'zram-generator makes swap at boot.')} &&
				${orSay('! systemctl is-enabled --quiet zramswap.service 2>/dev/null', 'zramswap.service makes swap at boot.')} &&
				${orSay('[ -z "$(systemctl list-unit-files --type=swap --state=enabled,static --no-legend 2>/dev/null)" ]', 'A unit of systemd turns swap on at boot.')}
		`,
	},
	run: () => sh`
		mkdir -p /var/lib/kubewalk
		if [ -e /etc/fstab ]; then sed -i -E ${`s/(${fstabSwap})/${aside}\\1/`} /etc/fstab; fi
		# An empty file in /etc takes the place of the distribution's.
		if grep -Eq '^\[zram' ${zram} /usr/lib/systemd/zram-generator.conf 2>/dev/null; then
			if [ -e ${zram} ]; then cp -p ${zram} ${`${zram}.before-kubewalk`}; fi
			: > ${zram}
		fi
		units=$(systemctl list-unit-files --type=swap --state=enabled,static --no-legend 2>/dev/null | awk '{print $1}' || true)
		if systemctl is-enabled --quiet zramswap.service 2>/dev/null; then units="$units zramswap.service"; fi
		for unit in $units; do
			echo "$unit" >> ${masked}
			systemctl mask --now "$unit"
		done
	`,
	undo: () => sh`
		if [ -e /etc/fstab ]; then sed -i ${`s/^${aside}//`} /etc/fstab; fi
		if [ -e ${`${zram}.before-kubewalk`} ]; then
			mv ${`${zram}.before-kubewalk`} ${zram}
		elif [ -e ${zram} ] && [ ! -s ${zram} ]; then
			rm ${zram}
		fi
		if [ -e ${masked} ]; then
			while read -r unit; do systemctl unmask "$unit"; done < ${masked}
			rm ${masked}
		fi
	`,
};

export const turnOffSwap: Stage = {
	id: 'swap',
	title: {en: 'Swap', zh: '交换分区'},
	why: {
		en: 'Kubernetes runs without swap, now and after the next boot.',
		zh: 'Kubernetes 默认不使用 swap，现在要关，重启后也不能再开。',
	},
	tasks: [now, afterReboot],
};
