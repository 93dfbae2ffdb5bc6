import type {Given, Stage, Task} from '../source/engine/declare.ts';
import {type Fragment, fragment, sh} from '../source/engine/script.ts';
import {type Firewall, firewalls} from './firewalls.ts';
import {firewallRules} from './firewall-rules.ts';
import {firewallOff} from './firewall-off.ts';
import {planOf} from './plan.ts';
import {restoreFile, replaceFile, signature} from './whole-file.ts';

const program = '/usr/local/sbin/kubewalk-firewall';
const unit = '/etc/systemd/system/kubewalk-firewall.service';

/** ufw keeps its rules itself; the others forget them at boot, after their own service has loaded its file. */
const unitText = `# ${signature}
[Unit]
Description=Ports of the Kubernetes cluster
After=nftables.service netfilter-persistent.service
Before=kubelet.service

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=${program}

[Install]
WantedBy=multi-user.target
`;

const forgetAtBoot: Fragment = fragment(sh`
	systemctl disable kubewalk-firewall.service || true
	${restoreFile(unit)}
	${restoreFile(program)}
	systemctl daemon-reload
`);

const forEachRule = (firewall: Firewall, given: Given, line: (words: readonly string[]) => string): Fragment =>
	fragment(
		firewallRules(given)
			.map(rule => line(firewall.words(rule)))
			.join('\n'),
	);

const openAll = (firewall: Firewall, given: Given): string => sh`
	${firewall.look}
	${firewall.allow}
	${forEachRule(firewall, given, words => sh`allow ${words}`)}
`;

const programText = (firewall: Firewall, given: Given): string =>
	`#!/bin/bash\n# ${signature}\nset -eu\n${openAll(firewall, given)}\n`;

const openPorts = (firewall: Firewall): Task => ({
	id: `open-ports-${firewall.name}`,
	title: {en: `Open the cluster's ports in ${firewall.name}`, zh: `在 ${firewall.name} 中放行集群端口`},
	why: {
		en: 'A firewall that is in force must let in exactly what the roles need, VRRP (IP protocol 112) included: without it two hosts hold the virtual address.',
		zh: '防火墙开着就要按角色精确放行，包括 VRRP（IP 协议 112）：否则会有两台主机同时持有虚拟地址。',
	},
	target: 'every-host',
	when: given => planOf(given).firewall === 'ports',
	risk: 'changes',
	usually: 5,
	check: {
		ask: given => sh`
			${firewall.look}
			${firewall.inForce}
			${firewall.present}
			need() { present "$@" || { echo "missing: $*"; missing=1; }; }
			if ! in_force; then
				echo "${fragment(firewall.name)} keeps nothing out here: nothing to open"
				exit 0
			fi
			missing=0
			${forEachRule(firewall, given, words => sh`need ${words}`)}
			exit "$missing"
		`,
	},
	run: given =>
		firewall.name === 'ufw'
			? openAll(firewall, given)
			: sh`
				${replaceFile(program, programText(firewall, given), '755')}
				${replaceFile(unit, unitText, '644')}
				systemctl daemon-reload
				systemctl enable kubewalk-firewall.service
				${fragment(program)}
			`,
	undo: given => sh`
		${firewall.name === 'ufw' ? fragment('# ufw keeps its rules itself.') : forgetAtBoot}
		${firewall.forget}
		${forEachRule(firewall, given, words => sh`forget ${words}`)}
	`,
});

const selinux: Task = {
	id: 'selinux-permissive',
	title: {en: 'SELinux permissive, now and after a reboot', zh: 'SELinux 设为 permissive，重启后保持'},
	why: {
		en: 'Where SELinux enforces, containers cannot reach the host files that the kubelet and network components mount. Debian has none by default.',
		zh: 'SELinux 强制模式下，容器无法访问 kubelet 和网络组件挂载的主机文件。Debian 默认没有 SELinux。',
	},
	target: 'every-host',
	risk: 'changes',
	usually: 5,
	check: {
		ask: () => sh`
			if ! command -v getenforce >/dev/null; then
				echo "no SELinux here"
				exit 0
			fi
			[ "$(getenforce)" != Enforcing ] && ! grep -q '^SELINUX=enforcing' /etc/selinux/config 2>/dev/null
		`,
	},
	run: () => sh`
		# Now:
		setenforce 0 || true
		# After a reboot:
		if [ -e /etc/selinux/config ]; then sed -i 's/^SELINUX=enforcing/SELINUX=permissive # kubewalk/' /etc/selinux/config; fi
	`,
	undo: () => sh`
		if grep -q '# kubewalk' /etc/selinux/config 2>/dev/null; then
			sed -i 's/^SELINUX=permissive # kubewalk/SELINUX=enforcing/' /etc/selinux/config
			setenforce 1
		fi
	`,
};

export const openFirewall: Stage = {
	id: 'firewall',
	title: {en: 'Firewall and SELinux', zh: '防火墙与 SELinux'},
	why: {
		en: 'The hosts must reach each other on the ports of the cluster; nothing more is opened.',
		zh: '主机之间要能访问集群所需的端口，除此之外不多开。',
	},
	tasks: [...firewalls.map(openPorts), firewallOff, selinux],
};
