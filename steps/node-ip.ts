// The address that a node goes by, on a host with more than one interface.
import type {Script, Task} from '../source/engine/declare.ts';
import {fragment, sh} from '../source/engine/script.ts';
import {expand} from './expand.ts';
import {kubectlAsNode} from './kubectl.ts';
import {nodeAddress} from './node-address.ts';
import {orSay} from './or-say.ts';

/** What init and join write, and the kubelet's unit reads: its flags, in one line between double quotes. */
const flags = '/var/lib/kubelet/kubeadm-flags.env';

const isTold: Script = given => sh`
	address=${nodeAddress(given.host)}
	${orSay(sh`grep -q -- "--node-ip=${expand('address')}[\" ]" ${flags} 2>/dev/null`, 'No flag tells the kubelet this address.')}
`;

const isRegistered: Script = given => sh`
	address=${nodeAddress(given.host)}
	registered=$(${kubectlAsNode} get node ${given.host.name} -o jsonpath='{.status.addresses[?(@.type=="InternalIP")].address}') || exit 1
	echo "$registered"
	[ "$registered" = "$address" ]
`;

const without = String.raw`s/ *--node-ip=[^" ]*//`;

export const nodeIp: Task = {
	id: 'node-ip',
	title: {en: 'Tell the kubelet the plan’s address', zh: '为 kubelet 指定计划中的地址'},
	why: {
		en: 'On a host with several interfaces the kubelet takes what its name means, or the interface of the default route: with VirtualBox and some clouds the wrong one, and the same address on every host. Then logs and exec ask the wrong kubelet, and the pod network leads nowhere. Since init and join say --node-ip, this only changes nodes that joined without it.',
		zh: '多网卡主机上，kubelet 会采用主机名解析出的地址或默认路由所在网卡的地址；在 VirtualBox 和部分云上这是错误的网卡，而且每台主机地址相同，于是 logs、exec 会找错 kubelet，Pod 网络也不通。init 和 join 已写入 --node-ip，本任务只修正未带该参数加入的节点。',
	},
	target: 'every-host',
	risk: 'changes',
	check: {ask: isTold},
	run: given => sh`
		address=${nodeAddress(given.host)}
		sed -i -e ${without} -e "s|\"\$| --node-ip=$address\"|" ${flags}
		systemctl restart kubelet
	`,
	verify: {ask: given => sh`${fragment(isTold(given))} && { ${fragment(isRegistered(given))}; }`, within: 60},
	undo: () => sh`
		sed -i ${without} ${flags}
		systemctl restart kubelet
	`,
	usually: 10,
};
