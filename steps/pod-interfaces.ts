// NetworkManager takes every interface that appears for its own, unless it is told which ones belong to the pods.
import type {Task} from '../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../source/engine/script.ts';
import {holds, replaceFile, restoreFile, signature} from './whole-file.ts';

const file = '/etc/NetworkManager/conf.d/kubewalk.conf';

/** What flannel, Calico, Cilium, plain bridges and kube-proxy's ipvs mode name theirs. */
const interfaces = [
	'cni0',
	'flannel.1',
	'flannel-v6.1',
	'cali*',
	'tunl*',
	'vxlan.calico',
	'vxlan-v6.calico',
	'wireguard.cali',
	'wg-v6.cali',
	'cilium*',
	'lxc*',
	'veth*',
	'kube-ipvs0',
];

const text = `# ${signature}: these belong to the pods.
[keyfile]
unmanaged-devices=${interfaces.map(name => `interface-name:${name}`).join(';')}
`;

/** A condition. */
const runs: Fragment = fragment(sh`systemctl is-active --quiet NetworkManager`);

export const podInterfaces: Task = {
	id: 'pod-interfaces',
	title: {en: 'NetworkManager leaves the pods’ interfaces alone', zh: 'NetworkManager 不接管 Pod 网卡'},
	why: {
		en: 'Where NetworkManager runs, it would put addresses and routes of its own on the interfaces that the network component makes, and pods lose their network after a while.',
		zh: '在运行 NetworkManager 的主机上，它会给网络组件创建的网卡加上自己的地址和路由，过一段时间 Pod 就会断网。',
	},
	target: 'every-host',
	risk: 'changes',
	usually: 2,
	check: {
		ask: () => sh`
			if ! ${runs}; then
				echo "NetworkManager does not run here."
				exit 0
			fi
			${holds(file, text)}
		`,
	},
	run: () => sh`
		${replaceFile(file, text, '644')}
		systemctl reload NetworkManager
	`,
	undo: () => sh`
		${restoreFile(file)}
		if ${runs}; then systemctl reload NetworkManager; fi
	`,
};
