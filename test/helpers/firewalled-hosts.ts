// Simulated hosts with each firewall in force, as their owners have it: ssh comes in, and a port of the owner's own, 8080.
import type {Stage} from '../../source/engine/declare.ts';
import type {MachineKind} from '../../source/transport/lab/machines/kind.ts';
import type {Plan} from '../../steps/plan.ts';
import {labStage, type LabStage} from './lab-stage.ts';
import {labPlan} from './plans.ts';

export type Firewalled = {
	readonly task: string;
	readonly machine: MachineKind;
	/** Puts the firewall in force, with a rule of the operator's own for port 8080. */
	readonly set: string;
	/** All its rules. */
	readonly show: string;
};

/** What the package iptables-services brings, and its rules with one more. */
const iptablesService = `systemctl disable --now firewalld
cat > /etc/sysconfig/iptables <<'RULES'
*filter
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -m state --state RELATED,ESTABLISHED -j ACCEPT
-A INPUT -p icmp -j ACCEPT
-A INPUT -i lo -j ACCEPT
-A INPUT -p tcp -m state --state NEW -m tcp --dport 22 -j ACCEPT
-A INPUT -p tcp -m tcp --dport 8080 -j ACCEPT
-A INPUT -j REJECT --reject-with icmp-host-prohibited
-A FORWARD -j REJECT --reject-with icmp-host-prohibited
COMMIT
RULES
printf '#!/bin/bash\\niptables-restore < /etc/sysconfig/iptables\\n' > /usr/local/sbin/iptables.init
chmod 755 /usr/local/sbin/iptables.init
printf '[Service]\\nType=oneshot\\nRemainAfterExit=yes\\nExecStart=/usr/local/sbin/iptables.init\\n[Install]\\nWantedBy=multi-user.target\\n' > /etc/systemd/system/iptables.service
systemctl daemon-reload
systemctl enable --now iptables
sleep 2`;

export const firewalled: readonly Firewalled[] = [
	{
		task: 'open-ports-firewalld',
		machine: 'rocky-9',
		set: 'firewall-cmd --permanent --add-port=8080/tcp; firewall-cmd --reload',
		show: 'firewall-cmd --list-all; firewall-cmd --permanent --list-all; firewall-cmd --zone=trusted --list-all',
	},
	{
		task: 'open-ports-firewalld',
		machine: 'centos-7',
		set: 'firewall-cmd --permanent --add-port=8080/tcp; firewall-cmd --reload',
		show: 'firewall-cmd --list-all; firewall-cmd --permanent --list-all; firewall-cmd --zone=trusted --list-all',
	},
	{
		task: 'open-ports-ufw',
		machine: 'ubuntu-24.04',
		set: 'ufw allow 22/tcp; ufw allow 8080/tcp; ufw --force enable',
		show: 'ufw status; ufw show added',
	},
	{
		task: 'open-ports-nftables',
		machine: 'debian-12',
		set: "sed -i 's/tcp dport 22 accept/tcp dport { 22, 8080 } accept/' /etc/nftables.conf; systemctl restart nftables",
		show: 'nft list ruleset',
	},
	{
		task: 'open-ports-iptables',
		machine: 'centos-7',
		set: iptablesService,
		show: 'iptables -S INPUT; iptables -S FORWARD',
	},
];

export type FirewalledHost = LabStage & {
	/** Whether packets for a port of m1 come in: refused because nobody listens is in, too. */
	readonly reaches: (port: number, from: string) => Promise<boolean>;
	readonly reboot: () => Promise<void>;
};

/** m1 has its firewall in force; m2 and w1 are around. */
export const firewalledHost = async (
	stage: Stage,
	{machine, set}: Firewalled,
	more: Partial<Plan> = {},
): Promise<FirewalledHost> => {
	const hosts = labPlan.hosts.filter(({name}) => ['m1', 'm2', 'w1'].includes(name));
	const lab = labStage(stage, {...labPlan, ...more, hosts}, machine);
	await lab.say(set, 'm1');
	return {
		...lab,
		reaches: async (port, from) =>
			(await lab.run(`ssh -o ConnectTimeout=1 -p ${port} 10.77.0.11 true`, from)).stderr.includes(
				'Connection refused',
			),
		reboot: async () => {
			lab.lab.powerOff('m1');
			lab.lab.powerOn('m1');
			// Programs of one-shot units run when time passes.
			await lab.say('sleep 2', 'm1');
		},
	};
};
