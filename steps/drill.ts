// Failover drills on a cluster that runs: each time the book is walked, and not only once as in the installation.
import type {Book, Stage} from '../source/engine/declare.ts';
import {apiServerReady} from './check-control-planes.ts';
import {failoverDrillsAgain} from './drill-failover.ts';
import {allNodesReady, etcdMembers} from './prove-cluster.ts';
import {lately, rebootHolder} from './reboot-holder.ts';

const isWhole: Stage = {
	id: 'whole',
	title: {en: 'See that nothing is away already', zh: '确认目前没有故障'},
	why: {
		en: 'A drill takes one host, or a part of it, away. Where one is away already, it takes the cluster.',
		zh: '演练会让一台主机或其一部分离开。如果已有主机故障，演练会让整个集群停摆。',
	},
	tasks: [allNodesReady, etcdMembers, apiServerReady],
};

const takeParts: Stage = {
	id: 'drills',
	title: {en: 'Take a part of the holder away', zh: '停掉持有者的一部分'},
	why: {
		en: 'haproxy, keepalived, the link, or kube-vip: each is taken from the holder of the shared address, and given back.',
		zh: '依次停掉虚拟 IP 持有者的 haproxy、keepalived、网络（或 kube-vip），随后恢复。',
	},
	tasks: failoverDrillsAgain(lately),
};

export const drill: Omit<Book, 'facts' | 'masks' | 'noise'> = {
	id: 'drill',
	title: {en: 'Drill the failover of a cluster that runs', zh: '对运行中的集群做故障切换演练'},
	stages: [isWhole, takeParts, rebootHolder],
	warning: {
		en: 'Connections to the API are cut several times for some seconds, and the host that holds the shared address reboots: what runs on it alone is away until it is back.',
		zh: '对 API 的连接会数次中断数秒，持有共享地址的主机会重启：仅在该主机上运行的服务在其恢复之前不可用。',
	},
};
