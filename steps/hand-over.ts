import type {Given, Task} from '../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../source/engine/script.ts';
import {wayInPath} from './addons/headlamp.ts';
import {endpointOf} from './kubeadm-config.ts';
import {kubectl} from './kubectl.ts';
import {orSay} from './or-say.ts';
import {ownState} from './paths.ts';
import {planOf} from './plan.ts';
import {proxyModeOf} from './proxy-mode.ts';

const path = `${ownState}/hand-over.txt`;

/** What stays true until the cluster is changed; the nodes' ages and states are not in it. */
const report = (given: Given): Fragment => {
	const plan = planOf(given);
	const {addons} = plan.kubernetes;
	return fragment(sh`
		{
			echo ${`cluster: ${plan.name}`}
			echo ${`API: https://${endpointOf(plan)} (${plan.endpoint.kind})`}
			echo ${`pods: ${plan.kubernetes.podSubnet}, Services: ${plan.kubernetes.serviceSubnet}, kube-proxy: ${proxyModeOf(given)}`}
			${kubectl} get nodes -o jsonpath='{range .items[*]}node: {.metadata.name} {.status.nodeInfo.kubeletVersion} {.status.nodeInfo.containerRuntimeVersion}{"\n"}{end}'
			echo "CA: expires $(openssl x509 -noout -enddate -in /etc/kubernetes/pki/ca.crt | cut -d = -f 2)"
			echo 'administrator: /etc/kubernetes/admin.conf on every control plane'
			${addons.length === 0 ? fragment('true') : fragment(sh`echo ${`add-ons: ${addons.join(', ')}`}`)}
			if [ -e ${wayInPath} ]; then echo ${`Headlamp: the way in is written in ${wayInPath} on this host`}; fi
			if [ -e /etc/kubernetes/super-admin.conf ]; then
				echo 'emergency: /etc/kubernetes/super-admin.conf on this host passes every access rule: move it to a safe place'
			fi
		}
	`);
};

export const handOver: Task = {
	id: 'hand-over',
	title: {en: 'Write the hand-over sheet', zh: '生成交接清单'},
	why: {
		en: 'Who takes the cluster over needs its address, its nodes and versions, and the places of its keys. The sheet stays on the first control plane.',
		zh: '接手集群的人需要知道它的入口地址、节点与版本，以及密钥存放位置。清单保存在第一个控制平面上。',
	},
	target: 'first-control-plane',
	risk: 'safe',
	check: {
		ask: given =>
			sh`sheet=$(${report(given)}) && ${orSay(sh`[ "$(cat ${path} 2>/dev/null)" = "$sheet" ]`, `${path} is missing or older than the cluster.`)}`,
	},
	run: given => sh`
		mkdir -p ${ownState}
		${report(given)} > ${path}
		cat ${path}
	`,
	undo: () => sh`rm -f ${path}`,
	usually: 1,
};
