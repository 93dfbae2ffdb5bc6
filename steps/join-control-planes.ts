import type {Script, Stage, Task} from '../source/engine/declare.ts';
import {fragment, sh} from '../source/engine/script.ts';
import {memberVotes} from './etcd.ts';
import {joinWithConfig} from './join-config.ts';
import {kubeconfigTask} from './kubeconfig.ts';
import {kubeVipAfterJoin} from './kube-vip.ts';
import {kubectl} from './kubectl.ts';
import {leftoversOfKubeadm} from './leftovers.ts';
import {orSay} from './or-say.ts';
import {adminConf, kubeletConf, manifests} from './paths.ts';
import {planOf} from './plan.ts';
import {criSocketOf, runtimeOf} from './runtime.ts';

/** The label is the last thing that joining does. Released kubeadms from 1.20 on all set it. */
const hasJoined: Script = ({host}) => sh`
	${[kubeletConf, `${manifests}/etcd.yaml`, adminConf].map(path => [orSay(sh`[ -e ${path} ]`, `${path} is missing: this host has not joined.`), fragment('&&')])}
		${orSay(sh`${kubectl} get nodes -l node-role.kubernetes.io/control-plane -o name | grep -Fx ${`node/${host.name}`} >/dev/null`, `${host.name} is not among the control planes of the cluster.`)}
`;

const join: Task = {
	id: 'join-control-plane',
	title: {en: 'Join the control plane', zh: '加入控制平面'},
	why: {
		en: 'The host takes the shared certificates, signs its own, starts its own API server and a new member of etcd. One host at a time: while a member joins, etcd cannot spare another.',
		zh: '主机取得共享证书、签发自己的证书，启动自己的 API server 以及新的 etcd 成员。必须逐台进行：成员加入期间，etcd 不能再少一个成员。',
	},
	target: 'other-control-planes',
	pace: 'one-by-one',
	risk: 'changes',
	check: {ask: hasJoined},
	run: given => sh`
		if [ -e ${kubeletConf} ]; then
			echo 'An earlier join has left its files on this host, but the node is not part of the control plane. See why with "journalctl -u kubelet" and "${fragment(runtimeOf(planOf(given)).look)}", then clear it with "kubeadm reset -f" and run this task again.' >&2
			exit 1
		fi
		${joinWithConfig(given, 'control-plane')}
	`,
	verify: {ask: given => sh`${fragment(hasJoined(given))} && ${memberVotes(given)}`, within: 180},
	undo: given => sh`
		${kubectl} drain ${given.host.name} --ignore-daemonsets --delete-emptydir-data --force --timeout=120s || true
		${kubectl} delete node ${given.host.name} --ignore-not-found || true
		kubeadm reset -f --cri-socket ${criSocketOf(planOf(given))}
		${leftoversOfKubeadm(given)}
	`,
	usually: 60,
	waitingFor: {
		en: 'the shared endpoint to answer, then the kubelet’s certificate, then the new member of etcd; an expired token takes 5 minutes to be given up',
		zh: '依次等待：统一入口应答、kubelet 证书签发、新的 etcd 成员加入；令牌过期时 kubeadm 要 5 分钟后才会放弃',
	},
	timeout: 900,
};

export const joinControlPlanes: Stage = {
	id: 'join-control-planes',
	title: {en: 'Join the other control planes', zh: '加入其他控制平面'},
	why: {
		en: 'Three control planes keep working when one is lost: etcd needs more than half of its members.',
		zh: '三个控制平面在失去一个时仍可工作：etcd 需要过半数成员存活。',
	},
	tasks: [join, kubeVipAfterJoin, kubeconfigTask('control-plane-kubeconfig', 'other-control-planes')],
};
