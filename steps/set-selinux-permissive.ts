// SELinux on Red Hat's family: permissive, as kubeadm's own instructions want it.
import type {Task} from '../source/engine/declare.ts';
import {sh} from '../source/engine/script.ts';

const config = '/etc/selinux/config';
const before = `${config}.before-kubewalk`;

export const setSelinuxPermissive: Task = {
	id: 'selinux-permissive',
	title: {en: 'SELinux permissive, now and after a reboot', zh: 'SELinux 设为 permissive，重启后保持'},
	why: {
		en: 'kubeadm’s instructions ask for it: network components and storage plugins write to the host’s files, and the targeted policy does not let haproxy listen on 9443 or reach 6443. Denials are still logged, so it is known what a policy would have to allow. Who must enforce can skip this task; then "setsebool -P haproxy_connect_any on" is needed for haproxy, and every pod that mounts files of the host has to be labelled for it. Debian and Ubuntu have no SELinux by default.',
		zh: 'kubeadm 官方说明要求如此：网络组件和存储插件要写主机文件，而且 targeted 策略不允许 haproxy 监听 9443 或连接 6443。permissive 模式下仍会记录拒绝事件，便于以后编写策略。必须保持 enforcing 的环境可跳过本任务；此时 haproxy 需要执行 "setsebool -P haproxy_connect_any on"，挂载主机文件的 Pod 也都要设置相应标签。Debian 和 Ubuntu 默认没有 SELinux。',
	},
	target: 'every-host',
	risk: 'changes',
	usually: 2,
	check: {
		ask: () => sh`
			if ! command -v getenforce >/dev/null; then
				echo "no SELinux here"
				exit 0
			fi
			now=$(getenforce)
			later=$(sed -n 's/^SELINUX=//p' ${config} 2>/dev/null | tail -n 1)
			echo "SELinux is $now, and $later after a reboot"
			[ "$now" != Enforcing ] && [ "$later" != enforcing ]
		`,
	},
	run: () => sh`
		# Now:
		if [ "$(getenforce)" = Enforcing ]; then setenforce 0; fi
		# After a reboot:
		if grep -q '^SELINUX=enforcing' ${config} 2>/dev/null; then
			cp -p ${config} ${before}
			sed -i 's/^SELINUX=enforcing.*/SELINUX=permissive/' ${config}
		fi
	`,
	undo: () => sh`
		if [ -e ${before} ]; then
			mv ${before} ${config}
			setenforce 1
		fi
	`,
};
