// What joining hosts are given, as the API tells it. Every question ends by itself when nobody answers.
import type {Question} from '../../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../../source/engine/script.ts';
import {kubectl} from '../kubectl.ts';

/** kubectl as the administrator that gives up after five seconds. */
const soon: Fragment = fragment(sh`${kubectl} --request-timeout 5s`);

export const joiningQuestions: readonly Question[] = [
	{
		id: 'kubeadm-config',
		title: {en: 'What the cluster was made with', zh: '集群创建时的配置'},
		target: 'first-control-plane',
		ask: () => sh`${soon} -n kube-system get configmap kubeadm-config -o yaml`,
		like: /\bkubectl\b.*\bkubeadm-config\b/,
		cost: 'cheap',
		needs: 'nodes',
		// Nobody misses it before a host joins or the cluster is upgraded.
		first: true,
	},
	{
		id: 'cluster-info',
		title: {
			en: 'What joining hosts are told, and which tokens sign it',
			zh: '加入时读取的 cluster-info 及其签名令牌',
		},
		target: 'first-control-plane',
		// The signatures are not needed, only whose they are; they would be masked anyway.
		ask: () =>
			sh`${soon} -n kube-public get configmap cluster-info -o yaml | sed -E 's/(jws-kubeconfig-[a-z0-9]+:).*/\1 (signed)/'`,
		like: /\bkubectl\b.*\bcluster-info\b.*-o\s*yaml|\bkubectl\b.*configmaps? cluster-info/,
		cost: 'cheap',
		needs: 'nodes',
	},
	{
		id: 'bootstrap-tokens',
		title: {en: 'Bootstrap tokens', zh: '引导令牌'},
		target: 'first-control-plane',
		// The secret half of each token stays where it is.
		ask: () =>
			sh`timeout 8 kubeadm token list --kubeconfig /etc/kubernetes/admin.conf | sed -E 's/^([a-z0-9]{6})\.[a-z0-9]{16}/\1.(secret)/'`,
		like: /\bkubeadm\b.*\btoken\b.*\blist\b/,
		cost: 'cheap',
		needs: 'nodes',
	},
	{
		id: 'shared-certificates-secret',
		title: {en: 'Uploaded certificates', zh: '已上传的证书'},
		target: 'first-control-plane',
		ask: () => sh`${soon} -n kube-system get secret kubeadm-certs`,
		like: /\bkubectl\b.*\bsecrets?\b.*\bkubeadm-certs\b/,
		cost: 'cheap',
		needs: 'nodes',
	},
	{
		id: 'signing-requests',
		title: {en: 'Certificate signing requests', zh: '证书签名请求'},
		target: 'first-control-plane',
		ask: () => sh`${soon} get csr`,
		like: /\bkubectl\b.*\bget\b.*\b(?:csr|certificatesigningrequests?)\b/,
		cost: 'cheap',
		needs: 'nodes',
	},
	{
		id: 'admin-binding',
		title: {en: 'The administrators’ binding', zh: '管理员的角色绑定'},
		target: 'first-control-plane',
		ask: () =>
			sh`kubectl --kubeconfig /etc/kubernetes/super-admin.conf --request-timeout 5s get clusterrolebinding kubeadm:cluster-admins`,
		like: /\bkubectl\b.*clusterrolebindings?.*kubeadm:cluster-admins/,
		cost: 'cheap',
	},
];
