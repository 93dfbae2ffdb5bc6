// What stops a host whose token and hash are right.
import type {Finding} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {kubectl} from '../kubectl.ts';
import {adminConf} from '../paths.ts';
import {cure, look} from './make-remedy.ts';
import {etcdctlHere} from './questions-etcd.ts';
import {said} from './said.ts';

export const joiningNodeFindings: readonly Finding[] = [
	{
		id: 'node-name-taken',
		about: ['join', 'node'],
		severity: 'blocking',
		title: {en: 'A node of this name is already in the cluster', zh: '集群中已有同名节点'},
		meaning: {
			en: 'Nodes are known by name. Either two machines have the same host name, or this one was a member before and its node was not deleted.',
			zh: '节点以名称识别。要么两台机器主机名相同，要么本机曾是成员而节点对象没有删除。',
		},
		suggests: [],
		confirms: [{says: /a Node with name "[^"]+" and status "Ready" already exists in the cluster/}],
		remedies: [
			look({
				id: 'whose-node-is-it',
				title: {en: 'See whose address the node has', zh: '查看该节点的地址属于谁'},
				why: {
					en: 'Another machine’s: give this one a name of its own (`hostnamectl set-hostname`). This machine’s: `kubectl delete node NAME`, and join again.',
					zh: '若是另一台机器的地址：为本机改名（`hostnamectl set-hostname`）。若是本机地址：执行 `kubectl delete node 名称` 后重新加入。',
				},
				target: 'first-control-plane',
				run: () => sh`${kubectl} --request-timeout 5s get nodes -o wide`,
			}),
		],
		badAdvice: [
			{
				en: 'Deleting the node of the other machine takes its pods away from under it.',
				zh: '删除另一台机器的节点对象会使其上的 Pod 被清除。',
			},
		],
		sources: ['kubernetes/kubernetes#89512', 'kubernetes/kubeadm#1711'],
	},
	{
		id: 'endpoint-refuses',
		about: ['join', 'vip', 'node'],
		severity: 'blocking',
		title: {en: 'Nothing listens at the cluster’s endpoint', zh: '集群端点上没有服务监听'},
		meaning: {
			en: 'The host behind the address answers, and refuses: haproxy is not running there, or no API server, or the port is another one.',
			zh: '该地址的主机有应答但拒绝连接：haproxy 没有运行、API 服务器没有运行，或端口写错。',
		},
		suggests: [
			{says: /couldn't validate the identity of the API Server: .*connect: connection refused/},
			{
				says: /(?:unable to fetch the kubeadm-config ConfigMap|failed to get config map): .*connect: connection refused/,
			},
		],
		hints: said(/dial tcp \S+:(?:6443|8443|9443|16443): connect: connection refused/, 'kubelet-journal'),
		confirms: [],
		explains: ['tls-bootstrap-timed-out', 'node-not-ready'],
		remedies: [
			look({
				id: 'who-answers-at-endpoint',
				title: {en: 'Ask the endpoint, and see who listens', zh: '询问端点并查看监听者'},
				why: {
					en: 'On the control planes: haproxy on the endpoint’s port, kube-apiserver on 6443.',
					zh: '在控制平面上：端点端口应由 haproxy 监听，6443 由 kube-apiserver 监听。',
				},
				run: () => sh`
					ss -lntp | grep -E ':(6443|8443|9443|16443) ' || echo 'nothing listens here'
					systemctl is-active haproxy keepalived || true
				`,
			}),
		],
		sources: ['lentil1016/kubeadm-ha#60', 'kubernetes/website#12758'],
	},
	{
		id: 'endpoint-unreachable',
		about: ['join', 'vip', 'node'],
		severity: 'blocking',
		title: {en: 'The cluster’s endpoint cannot be reached', zh: '无法到达集群端点'},
		meaning: {
			en: 'No answer at all: nobody holds the address, or packets to it are dropped on the way. Whether ping answers tells the two apart.',
			zh: '完全没有应答：没有主机持有该地址，或数据包在途中被丢弃。能否 ping 通可以区分两者。',
		},
		suggests: [
			{
				says: /couldn't validate the identity of the API Server: .*(?:connect: no route to host|i\/o timeout|Client\.Timeout exceeded|context deadline exceeded)/,
			},
			{
				says: /(?:unable to fetch the kubeadm-config ConfigMap|failed to get config map): .*(?:no route to host|i\/o timeout)/,
			},
		],
		hints: said(
			/dial tcp \S+:(?:6443|8443|9443|16443): (?:connect: no route to host|i\/o timeout)/,
			'kubelet-journal',
		),
		confirms: [],
		explains: ['tls-bootstrap-timed-out', 'node-not-ready'],
		remedies: [
			look({
				id: 'way-to-endpoint',
				title: {en: 'See the way to the endpoint', zh: '查看到端点的路径'},
				why: {
					en: 'FAILED beside the address: nobody answers for it. A hardware address and no answer: a firewall on the way.',
					zh: '地址旁显示 FAILED：没有主机应答。有硬件地址但不通：途中有防火墙。',
				},
				run: () => sh`
					ip -4 -br addr
					ip neigh
					ip route
				`,
			}),
		],
		sources: ['kubernetes/kubeadm#1685', 'kubernetes/website#12758'],
	},
	{
		id: 'tls-bootstrap-timed-out',
		about: ['join', 'node'],
		severity: 'blocking',
		title: {en: 'The new kubelet did not get its certificate in time', zh: '新 kubelet 未能及时获得证书'},
		meaning: {
			en: 'The join itself was accepted; the kubelet then did not run, did not reach the API, or its request was not approved.',
			zh: '加入本身已被接受；但 kubelet 没有运行、无法访问 API，或其证书请求没有被批准。',
		},
		suggests: [
			{
				says: /error execution phase kubelet-start: (?:error uploading crisocket|.*timed out waiting for the condition|.*context deadline exceeded)/,
			},
		],
		confirms: [],
		remedies: [
			look({
				id: 'kubelet-and-its-request',
				title: {en: 'See the kubelet’s last words', zh: '查看 kubelet 最近的日志'},
				why: {
					en: 'After the cause is cured: `kubeadm reset -f` on this new host, and join again.',
					zh: '排除原因后：在这台新主机上执行 `kubeadm reset -f`，再重新加入。',
				},
				run: () => sh`
					systemctl is-active kubelet || true
					journalctl -u kubelet -n 20 --no-pager
					grep -s server: /etc/kubernetes/bootstrap-kubelet.conf || true
				`,
			}),
		],
		sources: ['kubernetes/kubernetes#69456', 'kubernetes/kubernetes#124606', 'kubernetes/kubeadm#1479'],
	},
	{
		id: 'kubelet-request-pending',
		about: ['join', 'node', 'certificates'],
		severity: 'blocking',
		title: {en: 'The kubelet’s certificate request waits for approval', zh: 'kubelet 的证书请求等待批准'},
		meaning: {
			en: 'Requests of bootstrap tokens are approved by the controller manager when kubeadm’s cluster roles are there; here they are not, or it does not run.',
			zh: '引导令牌的请求由 controller-manager 按 kubeadm 创建的角色自动批准；这里缺少角色绑定，或它没有运行。',
		},
		suggests: [],
		confirms: [{says: /kube-apiserver-client-kubelet\s+system:bootstrap:\S+\s+(?:\S+\s+)?Pending/}],
		explains: ['tls-bootstrap-timed-out'],
		remedies: [
			cure({
				id: 'restore-automatic-approval',
				title: {en: 'Restore the automatic approval', zh: '恢复自动批准'},
				why: {en: 'The phase writes the roles that init writes.', zh: '该阶段会写入 init 所创建的角色。'},
				target: 'first-control-plane',
				check: {ask: () => sh`! ${kubectl} get csr | grep -E 'system:bootstrap:.*Pending'`},
				run: () => sh`
					kubeadm init phase bootstrap-token --kubeconfig ${adminConf}
					${kubectl} get csr
				`,
				verify: {
					ask: () => sh`! ${kubectl} get csr | grep -E 'system:bootstrap:.*Pending'`,
					within: 60,
				},
			}),
		],
		sources: ['kubernetes/kubeadm#1092', 'kubernetes/kubernetes#76013'],
	},
	{
		id: 'stale-etcd-member',
		about: ['join', 'etcd'],
		severity: 'blocking',
		title: {en: 'etcd still counts a member that is gone', zh: 'etcd 中仍有已不存在的成员'},
		meaning: {
			en: 'A control plane was wiped without being removed from etcd. The join asks every member that is listed, and the dead one does not answer; each dead member also costs the quorum one vote.',
			zh: '某个控制平面被清除但没有从 etcd 中移除。加入时会询问所有成员，死掉的成员没有应答；每个死成员还会占用一票法定人数。',
		},
		suggests: [
			{
				says: /error execution phase check-etcd: .*(?:etcd cluster is not healthy|error syncing endpoints with etcd?|context deadline exceeded)/,
			},
		],
		confirms: [
			{says: /failed to dial endpoint https:\/\/\S+:2379 with maintenance client: context deadline exceeded/},
			[
				{says: /error execution phase check-etcd|etcd cluster is not healthy/},
				{
					says: /\|\s*https:\/\/\S+:2379\s*\|.*(?:context deadline exceeded|connection refused|no route to host)|"endpoint":"https:\S+","health":false|https:\/\/\S+:2379 is unhealthy/,
					in: ['etcd-status'],
				},
			],
		],
		remedies: [
			look({
				id: 'list-etcd-members',
				title: {en: 'List the members', zh: '列出成员'},
				why: {
					en: 'The one whose host is gone for good is removed with `etcdctl member remove ID`, on a control plane that lives.',
					zh: '确认某成员的主机已永久消失后，在存活的控制平面上执行 `etcdctl member remove ID` 将其移除。',
				},
				target: 'first-control-plane',
				run: () => sh`${etcdctlHere} member list -w table`,
			}),
		],
		badAdvice: [
			{
				en: 'Removing a member that is only down for a while takes its data out of the cluster: it has to be wiped and joined again.',
				zh: '移除只是暂时停机的成员会使其数据脱离集群：之后必须清空并重新加入。',
			},
		],
		sources: ['kubernetes/kubeadm#1300', 'kubernetes/kubeadm#2188', 'kubernetes/kubeadm#1471'],
	},
];
