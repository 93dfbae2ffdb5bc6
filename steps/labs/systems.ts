// The same installation on every system that the lab has, one lab each. Their plans differ where the system forces it.
import type {LabDeclaration, LabMachine} from './lab.ts';

const plan = (kubernetes: string): string => `name: lab
kubernetes: {version: "${kubernetes}", network: flannel}
endpoint: {kind: keepalived-haproxy, address: 10.77.0.100, port: 9443}
hosts:
  - {name: m1, address: 10.77.0.11, role: control-plane}
  - {name: m2, address: 10.77.0.12, role: control-plane}
  - {name: m3, address: 10.77.0.13, role: control-plane}
  - {name: w1, address: 10.77.0.21, role: worker}
`;

type System = {readonly id: LabMachine; readonly name: string; readonly kubernetes: string};

const systems: readonly System[] = [
	{id: 'debian-13', name: 'Debian 13', kubernetes: '1.36'},
	{id: 'ubuntu-22.04', name: 'Ubuntu 22.04', kubernetes: '1.36'},
	{id: 'ubuntu-24.04', name: 'Ubuntu 24.04', kubernetes: '1.36'},
	{id: 'rocky-9', name: 'Rocky Linux 9', kubernetes: '1.36'},
	// It boots with control groups of version 1, which the kubelet refuses from 1.35 on.
	{id: 'openeuler-24.03', name: 'openEuler 24.03', kubernetes: '1.34'},
	// 1.31 is the newest kubeadm that accepts its kernel 3.10.
	{id: 'centos-7', name: 'CentOS 7', kubernetes: '1.31'},
];

const systemLabs: readonly LabDeclaration[] = systems.map(({id, name, kubernetes}) => ({
	id,
	title: {
		en: `The installation on ${name}, Kubernetes ${kubernetes}`,
		zh: `在 ${name} 上安装 Kubernetes ${kubernetes}`,
	},
	plan: plan(kubernetes),
	machine: id,
}));

/** Each host another system: what is shown for one must not be run on the other. */
const mixed: LabDeclaration = {
	id: 'mixed',
	title: {
		en: 'Hosts of several systems in one cluster: Debian, Ubuntu, Rocky Linux',
		zh: '同一集群混用多种系统：Debian、Ubuntu、Rocky Linux',
	},
	plan: plan('1.36'),
	machine: {m1: 'debian-12', m2: 'ubuntu-24.04', m3: 'rocky-9', w1: 'rocky-9'},
};

/** What VirtualBox gives: the nodes see each other on one network, and the default route is on another. */
const twoNetworks: LabDeclaration = {
	id: 'two-networks',
	title: {
		en: 'Hosts with two networks, the default route not on the plan’s',
		zh: '双网卡主机：默认路由不在计划使用的网络上',
	},
	plan: plan('1.36'),
	uplink: true,
};

export const labsOfSystems: readonly LabDeclaration[] = [...systemLabs, mixed, twoNetworks];
