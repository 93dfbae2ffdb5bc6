// kubectl speaks to nobody, to the wrong cluster, or without rights.
import type {Finding} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {kubectl} from '../kubectl.ts';
import {cure} from './make-remedy.ts';
import {said} from './said.ts';

const copyAdminConf = cure({
	id: 'copy-admin-kubeconfig',
	title: {en: 'Use the administrator’s kubeconfig', zh: '使用管理员 kubeconfig'},
	why: {
		en: 'kubectl looks into ~/.kube/config; what is there is kept beside it.',
		zh: 'kubectl 读取 ~/.kube/config；原有文件会保留在旁边。',
	},
	target: 'control-planes',
	check: {ask: () => sh`cmp -s /etc/kubernetes/admin.conf /root/.kube/config`},
	run: () => sh`
		mkdir -p /root/.kube
		if [ -e /root/.kube/config ]; then mv /root/.kube/config /root/.kube/config.before; fi
		install -m 600 /etc/kubernetes/admin.conf /root/.kube/config
		kubectl --request-timeout 5s get nodes
	`,
	undo: () => sh`
		rm -f /root/.kube/config
		if [ -e /root/.kube/config.before ]; then mv /root/.kube/config.before /root/.kube/config; fi
	`,
	usually: 2,
});

export const kubeconfigFindings: readonly Finding[] = [
	{
		id: 'no-kubeconfig',
		about: ['node', 'certificates'],
		severity: 'notable',
		title: {en: 'kubectl has no kubeconfig', zh: 'kubectl 没有 kubeconfig'},
		meaning: {
			en: 'Without one it asks localhost:8080, where nobody has listened for years. It says nothing about the cluster.',
			zh: '没有配置时它会访问 localhost:8080，而那里早已没有服务。这并不说明集群有问题。',
		},
		suggests: [],
		confirms: [
			{says: /The connection to the server localhost:8080 was refused/},
			{says: /Get "http:\/\/localhost:8080\/api\S*": dial tcp \S+:8080: connect: connection refused/},
		],
		remedies: [copyAdminConf],
		sources: ['kubernetes/kubernetes#111858', 'kubernetes/kubeadm#3224'],
	},
	{
		id: 'kubeconfig-unreadable',
		about: ['certificates'],
		severity: 'notable',
		title: {en: 'The kubeconfig may not be read by this user', zh: '当前用户无权读取 kubeconfig'},
		meaning: {
			en: 'admin.conf belongs to root alone, and so it should: copy it for the user, or use sudo.',
			zh: 'admin.conf 只属于 root，这是正确的：请为该用户复制一份，或使用 sudo。',
		},
		suggests: [],
		confirms: [{says: /error loading config file "[^"]+": open \S+: permission denied/}],
		remedies: [copyAdminConf],
		badAdvice: [
			{
				en: 'chmod 644 /etc/kubernetes/admin.conf makes every user of this host an administrator of the cluster.',
				zh: 'chmod 644 /etc/kubernetes/admin.conf 会让本机所有用户成为集群管理员。',
			},
		],
		sources: [
			'kubernetes/kubeadm#1614',
			'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/create-cluster-kubeadm/',
		],
	},
	{
		id: 'kubeconfig-of-another-cluster',
		about: ['certificates', 'node', 'join'],
		severity: 'blocking',
		title: {en: 'The kubeconfig is that of an earlier cluster', zh: 'kubeconfig 属于以前的集群'},
		meaning: {
			en: 'The authority in it has the same name, “kubernetes”, and another key: the cluster was made anew since, or two clusters stand behind one address.',
			zh: '其中的 CA 同名为 “kubernetes”，但密钥不同：集群已重建，或同一地址后面有两个集群。',
		},
		suggests: [{says: /x509: certificate signed by unknown authority/}],
		confirms: said(
			/x509: certificate signed by unknown authority \(possibly because of "crypto\/(?:rsa|ecdsa): verification error" while trying to verify candidate authority certificate "(?:kubernetes|kubernetes-ca)"\)/,
			'kubelet-journal',
		),
		rulesOut: [{says: /https:\/\/\S+\/v2\/|:10250\/|Head "https|failed to pull/}],
		explains: ['node-not-ready', 'tls-bootstrap-timed-out'],
		remedies: [copyAdminConf],
		badAdvice: [
			{
				en: '--insecure-skip-tls-verify talks to whoever answers and still has the old cluster’s client certificate.',
				zh: '--insecure-skip-tls-verify 会与任何应答者通信，而且客户端证书仍是旧集群的。',
			},
		],
		sources: ['kubernetes/kubernetes#48378', 'kubernetes/kubeadm#1355', 'kubernetes/kubeadm#3221'],
	},
	{
		id: 'admin-without-rights',
		about: ['certificates', 'node'],
		severity: 'blocking',
		title: {en: 'The administrator has no rights yet', zh: '管理员尚无权限'},
		meaning: {
			en: 'From 1.29 on admin.conf gets its rights from a binding that init makes late; an init that was broken off leaves it without.',
			zh: '从 1.29 起，admin.conf 的权限来自 init 后期创建的绑定；中途失败的 init 不会留下该绑定。',
		},
		versions: {from: '1.29'},
		suggests: [],
		confirms: [
			{says: /is forbidden: User "kubernetes-admin" cannot \w+ resource/},
			{says: /clusterrolebindings\.rbac\.authorization\.k8s\.io "kubeadm:cluster-admins" not found/},
		],
		remedies: [
			cure({
				id: 'bind-cluster-admins',
				title: {en: 'Bind the administrators’ group', zh: '绑定管理员组'},
				why: {
					en: 'super-admin.conf can do it: it needs no binding. It is what init itself does.',
					zh: 'super-admin.conf 无需绑定即可执行，这与 init 的做法相同。',
				},
				target: 'first-control-plane',
				check: {ask: () => sh`${kubectl} auth can-i '*' '*'`},
				run: () => sh`
					kubectl --kubeconfig /etc/kubernetes/super-admin.conf create clusterrolebinding kubeadm:cluster-admins --clusterrole=cluster-admin --group=kubeadm:cluster-admins
				`,
				undo: () => sh`
					kubectl --kubeconfig /etc/kubernetes/super-admin.conf delete clusterrolebinding kubeadm:cluster-admins
				`,
			}),
		],
		sources: ['kube-vip/kube-vip#684', 'kubernetes/kubeadm#2414', 'aws/eks-anywhere#7368'],
	},
	{
		id: 'kubelet-serving-request-pending',
		about: ['certificates', 'node', 'pod'],
		severity: 'risky',
		title: {en: 'A kubelet has no serving certificate yet', zh: 'kubelet 还没有服务证书'},
		meaning: {
			en: 'With serverTLSBootstrap each kubelet asks for one, and nobody approves such requests by himself: logs, exec and metrics of that node fail with “tls: internal error”.',
			zh: '启用 serverTLSBootstrap 后，每个 kubelet 会申请证书，但不会自动批准：该节点的日志、exec 与指标会报 “tls: internal error”。',
		},
		suggests: [],
		confirms: [
			{says: /kubernetes\.io\/kubelet-serving\s+system:node:\S+\s+(?:\S+\s+)?Pending/},
			{says: /:10250\/\S*"?: remote error: tls: internal error/},
			...said(/no serving certificate available for the kubelet/, 'kubelet-journal'),
		],
		remedies: [
			cure({
				id: 'approve-serving-requests',
				title: {en: 'Approve the requests of the nodes that you know', zh: '批准已知节点的请求'},
				why: {
					en: 'Only those whose requester is a node of this cluster; look at the list first.',
					zh: '只批准申请者是本集群节点的请求；请先核对列表。',
				},
				target: 'first-control-plane',
				check: {
					ask: () => sh`! ${kubectl} get csr | grep -E 'kubelet-serving.*Pending'`,
				},
				run: () => sh`
					${kubectl} get csr
					for name in $(${kubectl} get csr --no-headers | awk '/kubernetes.io\/kubelet-serving/ && /system:node:/ && /Pending/ {print $1}'); do
						${kubectl} certificate approve "$name"
					done
				`,
				usually: 3,
			}),
		],
		sources: ['kubernetes/kubeadm#2028', 'kubernetes-sigs/metrics-server#1025'],
	},
];
