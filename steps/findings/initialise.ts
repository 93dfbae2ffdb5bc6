// What stops kubeadm init, or a join, before anything has been started.
import type {Finding} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {cure, look} from './make-remedy.ts';
import {said} from './said.ts';

export const preflightFindings: readonly Finding[] = [
	{
		id: 'port-taken',
		about: ['node', 'join'],
		severity: 'blocking',
		title: {en: 'A port of the control plane is taken', zh: '控制平面所需的端口被占用'},
		meaning: {
			en: 'Another program listens where kubeadm wants to put its own: an earlier installation, a stand-alone etcd, k3s or microk8s, or the load balancer itself.',
			zh: 'kubeadm 需要的端口已被其他程序监听：可能是以前的安装、独立的 etcd、k3s、microk8s，或负载均衡器本身。',
		},
		suggests: [],
		confirms: [{says: /\[ERROR Port-(?:6443|10250|10257|10259|10251|10252|2379|2380)\]: Port \d+ is in use/}],
		rulesOut: [{says: /\[ERROR (?:FileAvailable|DirAvailable)--/}],
		remedies: [
			look({
				id: 'who-listens',
				title: {en: 'See who listens there', zh: '查看是谁在监听'},
				why: {
					en: 'Stop or move that program; kubelet, kube-apiserver or etcd in the list are leftovers of an earlier installation.',
					zh: '停止或迁移该程序；若列表中是 kubelet、kube-apiserver 或 etcd，则是以前安装的残留。',
				},
				run: () =>
					sh`ss -lntp '( sport = :6443 or sport = :10250 or sport = :10257 or sport = :10259 or sport = :2379 or sport = :2380 )'`,
			}),
		],
		sources: ['kubernetes/kubernetes#74249', 'kubernetes/kubernetes cmd/kubeadm/app/preflight/checks.go'],
	},
	{
		id: 'earlier-installation-left',
		about: ['node', 'join'],
		severity: 'blocking',
		title: {en: 'Files of an earlier installation are there', zh: '存在以前安装的残留文件'},
		meaning: {
			en: 'This host was initialised or joined before, perhaps to another cluster. kubeadm does not write over what is there.',
			zh: '这台主机曾经初始化或加入过集群（也可能是另一个集群）。kubeadm 不会覆盖已有文件。',
		},
		suggests: [],
		confirms: [
			{says: /\[ERROR FileAvailable--etc-kubernetes-\S+\]: \S+ already exists/},
			{says: /\[ERROR DirAvailable--var-lib-etcd\]: \/var\/lib\/etcd is not empty/},
			{says: /\[ERROR DirAvailable--etc-kubernetes-manifests\]: \/etc\/kubernetes\/manifests is not empty/},
		],
		remedies: [
			cure({
				id: 'reset-host',
				title: {en: 'Reset this host', zh: '重置这台主机'},
				why: {
					en: 'Only when it is no living member of a cluster: look at `kubectl get nodes` and `etcdctl member list` on the others first.',
					zh: '仅当它不再是任何集群的有效成员时才可执行：请先在其他主机查看 `kubectl get nodes` 与 `etcdctl member list`。',
				},
				risk: 'destructive',
				loses: {
					en: 'The host’s certificates, its kubeconfigs and its etcd data below /var/lib/etcd.',
					zh: '这台主机的证书、kubeconfig 以及 /var/lib/etcd 下的 etcd 数据。',
				},
				check: {
					ask: () =>
						sh`[ ! -e /etc/kubernetes/kubelet.conf ] && [ -z "$(find /etc/kubernetes/manifests /var/lib/etcd -mindepth 1 -maxdepth 1 2>/dev/null)" ]`,
				},
				run: () => sh`
					kubeadm reset -f
					rm -rf /etc/cni/net.d
				`,
				usually: 30,
			}),
		],
		badAdvice: [
			{
				en: '--ignore-preflight-errors=all makes a cluster out of old certificates and new ones, which fails later with x509 errors.',
				zh: '--ignore-preflight-errors=all 会把新旧证书混在一起，之后会以 x509 错误失败。',
			},
		],
		sources: ['kubernetes/kubernetes#125275', 'TimeBye/kubeadm-ha#43'],
	},
	{
		id: 'not-root',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'kubeadm was not run as root', zh: '没有以 root 身份运行 kubeadm'},
		meaning: {
			en: 'Run the same command as root (`sudo -i` first).',
			zh: '请以 root 身份运行同一命令（先执行 `sudo -i`）。',
		},
		suggests: [],
		confirms: [{says: /\[ERROR IsPrivilegedUser\]: user is not running as root/}],
		remedies: [],
		sources: ['kubernetes/kubernetes cmd/kubeadm/app/preflight/checks.go'],
	},
	{
		id: 'program-missing',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'A program that kubeadm needs is not installed', zh: '缺少 kubeadm 所需的程序'},
		meaning: {
			en: 'A minimal system lacks conntrack, crictl, socat or others; the packages of Kubernetes bring them along, a bare download does not.',
			zh: '精简系统缺少 conntrack、crictl、socat 等程序；Kubernetes 的软件包会一并安装，直接下载的二进制不会。',
		},
		suggests: [],
		confirms: [{says: /\[ERROR FileExisting-[\w-]+\]: [\w-]+ not found in system path/}],
		remedies: [
			cure({
				id: 'install-missing-programs',
				title: {en: 'Install what is missing', zh: '安装缺少的程序'},
				why: {en: 'From the system’s own packages.', zh: '使用系统自带的软件包。'},
				check: {ask: () => sh`command -v conntrack crictl socat ethtool ip mount >/dev/null`},
				run: () => sh`
					if command -v apt-get >/dev/null; then
						DEBIAN_FRONTEND=noninteractive apt-get install -y conntrack socat ebtables ethtool iproute2 cri-tools
					else
						dnf install -y conntrack-tools socat ethtool iproute-tc cri-tools
					fi
				`,
				usually: 30,
			}),
		],
		sources: [
			'kubernetes/kubernetes cmd/kubeadm/app/preflight/checks.go',
			'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/troubleshooting-kubeadm/',
		],
	},
	{
		id: 'kubelet-not-enabled',
		about: ['node'],
		severity: 'risky',
		title: {en: 'The kubelet does not start at boot', zh: 'kubelet 未设置为开机启动'},
		meaning: {
			en: 'The host works until its next reboot, and then the node does not come back.',
			zh: '主机在下次重启之前一切正常，重启之后节点将无法恢复。',
		},
		suggests: [],
		confirms: [
			{says: /\[WARNING Service-Kubelet\]: kubelet service is not enabled/},
			{says: /Loaded: loaded \(\S*kubelet\.service; disabled/, in: ['kubelet-unit']},
		],
		rulesOut: [{says: /Loaded: loaded \(\S*kubelet\.service; enabled/, in: ['kubelet-unit']}],
		remedies: [
			cure({
				id: 'enable-kubelet',
				title: {en: 'Start the kubelet at boot', zh: '设置 kubelet 开机启动'},
				why: {en: 'A node has to come back after a reboot.', zh: '节点重启后需要自动恢复。'},
				check: {ask: () => sh`systemctl is-enabled --quiet kubelet`},
				run: () => sh`systemctl enable kubelet`,
				undo: () => sh`systemctl disable kubelet`,
			}),
		],
		sources: ['kubernetes/kubernetes cmd/kubeadm/app/preflight/checks.go'],
	},
	{
		id: 'endpoint-name-unresolved',
		about: ['node', 'join', 'vip'],
		severity: 'blocking',
		title: {en: 'The name of the cluster’s endpoint does not resolve', zh: '集群端点的名称无法解析'},
		meaning: {
			en: 'kubeadm and the kubelet reach the API by a name that this host cannot look up: it stands in /etc/hosts of another machine only, or in no DNS.',
			zh: 'kubeadm 与 kubelet 通过一个本机无法解析的名称访问 API：该名称只写在别的主机的 /etc/hosts 中，或 DNS 里没有。',
		},
		suggests: [
			...said(
				/dial tcp: lookup [\w.-]+(?: on \S+)?: (?:no such host|server misbehaving|Temporary failure in name resolution)/,
				'kubelet-journal',
			),
		],
		confirms: [
			{
				says: /https:\/\/[a-z][\w.-]*:\d+\/\S*"?: dial tcp: lookup [\w.-]+(?: on \S+)?: (?:no such host|server misbehaving|Temporary failure in name resolution)/,
			},
			{
				says: /https:\/\/[a-z][\w.-]*:\d+\/\S*"?: dial tcp: lookup [\w.-]+(?: on \S+)?: (?:no such host|server misbehaving)/,
				in: ['kubelet-journal'],
			},
		],
		rulesOut: [
			{
				says: /could not fetch a Kubernetes version|https:\/\/(?:registry\.k8s\.io|k8s\.gcr\.io|registry-1\.docker\.io|dl\.k8s\.io|\S+\/v2\/)/,
			},
		],
		explains: ['init-timed-out', 'tls-bootstrap-timed-out', 'node-not-ready'],
		remedies: [
			look({
				id: 'look-up-endpoint',
				title: {en: 'See what the name is here', zh: '查看本机对该名称的解析'},
				why: {
					en: 'The same line `address name` belongs into /etc/hosts of every host, or a record into DNS; then `systemctl restart kubelet`.',
					zh: '应在每台主机的 /etc/hosts 写入同一行「地址 名称」，或在 DNS 中添加记录，然后执行 `systemctl restart kubelet`。',
				},
				run: () => sh`
					grep -hs server: /etc/kubernetes/*.conf | sort -u
					grep -hs server: /etc/kubernetes/*.conf | sed -E 's,.*https://([^:/]+).*,\1,' | sort -u | while read -r name; do
						getent hosts "$name" || echo "$name does not resolve"
					done
				`,
			}),
		],
		sources: [
			'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/high-availability/',
			'kubernetes/kubeadm#1974',
		],
	},
];
