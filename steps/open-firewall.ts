import type {Given, Stage, Task} from '../source/engine/declare.ts';
import {type Fragment, fragment, sh} from '../source/engine/script.ts';
import {type Firewall, firewalls} from './firewalls.ts';
import {firewallRules} from './firewall-rules.ts';
import {firewallOff} from './firewall-off.ts';
import {planOf} from './plan.ts';
import {setSelinuxPermissive} from './set-selinux-permissive.ts';
import {restoreFile, replaceFile, signature} from './whole-file.ts';

const program = '/usr/local/sbin/kubewalk-firewall';
const unit = '/etc/systemd/system/kubewalk-firewall.service';

/**
 * What forgets its rules at boot gets them again after its own service has loaded its file; when that service is started
 * anew and loads its file again, too.
 */
const unitText = `# ${signature}
[Unit]
Description=Ports of the Kubernetes cluster
After=nftables.service netfilter-persistent.service iptables.service
PartOf=nftables.service netfilter-persistent.service iptables.service
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
	${firewall.look(given)}
	${firewall.allow}
	${forEachRule(firewall, given, words => sh`allow ${words}`)}
	${firewall.finish ?? fragment('')}
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
	// firewalld's own program takes a third of a second each time.
	usually: firewall.name === 'firewalld' ? 10 : 5,
	check: {
		ask: given => sh`
			${firewall.look(given)}
			${firewall.inForce}
			${firewall.present}
			need() {
				if ! present "$@"; then
					echo "missing: $*"
					exit 1
				fi
			}
			if ! in_force; then
				echo "${fragment(firewall.name)} keeps nothing out here: nothing to open"
				exit 0
			fi
			${forEachRule(firewall, given, words => sh`need ${words}`)}
		`,
	},
	run: given =>
		firewall.remembers
			? openAll(firewall, given)
			: sh`
				${replaceFile(program, programText(firewall, given), '755')}
				${replaceFile(unit, unitText, '644')}
				systemctl daemon-reload
				systemctl enable kubewalk-firewall.service
				${fragment(program)}
			`,
	undo: () => sh`
		${firewall.remembers ? fragment(`# ${firewall.name} keeps its rules itself.`) : forgetAtBoot}
		${firewall.forget}
	`,
});

/** Prints what is open for the cluster, a line each; nothing when nothing is. */
export const listOpened: Fragment = fragment(sh`
	${fragment(
		firewalls
			.map(({name, hasOurs}) => sh`if ${hasOurs}; then echo ${`ports of the cluster in ${name}`}; fi`)
			.join('\n'),
	)}
	for path in ${[program, unit]}; do if [ -e "$path" ]; then echo "$path"; fi; done
`);

/** Takes back what any firewall was asked for, whatever the plan says today. */
export const closeAgain: Fragment = fragment(sh`
	${fragment(firewalls.map(({forget}) => forget.bash).join('\n'))}
	if [ -e ${unit} ]; then
		${forgetAtBoot}
	fi
`);

export const openFirewall: Stage = {
	id: 'firewall',
	title: {en: 'Firewall and SELinux', zh: '防火墙与 SELinux'},
	why: {
		en: 'The hosts must reach each other on the ports of the cluster; nothing more is opened.',
		zh: '主机之间要能访问集群所需的端口，除此之外不多开。',
	},
	tasks: [...firewalls.map(openPorts), firewallOff, setSelinuxPermissive],
};
