// Names and addresses of hosts: two with one, one without any.
import type {Finding} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {hostNetwork} from '../host-network.ts';
import {setNames} from '../set-names.ts';
import {cure, look} from './make-remedy.ts';

const newMachineId = cure({
	id: 'new-machine-id',
	title: {en: 'Give the clone a machine id of its own', zh: '为克隆机器生成新的 machine-id'},
	why: {
		en: 'On one of the two, before kubeadm has run there. With DHCP its address may change at the next boot. MAC and product_uuid are changed in the hypervisor.',
		zh: '只在其中一台上做，且要在运行 kubeadm 之前。使用 DHCP 时下次开机地址可能变化。MAC 和 product_uuid 要在虚拟化平台上改。',
	},
	risk: 'disruptive',
	check: {ask: () => sh`[ -e /etc/machine-id.before-kubewalk ]`},
	run: () => sh`
		cp -p /etc/machine-id /etc/machine-id.before-kubewalk
		rm -f /etc/machine-id /var/lib/dbus/machine-id
		systemd-machine-id-setup
		cat /etc/machine-id
	`,
	undo: () => sh`mv /etc/machine-id.before-kubewalk /etc/machine-id`,
});

const loopback = /^127\.0\.\d+\.\d+\s+(?!localhost)\S/;

export const hostNamesFindings: readonly Finding[] = [
	{
		id: 'hostnames-equal',
		about: ['node', 'join'],
		severity: 'blocking',
		title: {en: 'Two hosts have the same name', zh: '两台主机的主机名相同'},
		meaning: {
			en: 'A node is known by its hostname: the second one takes the first one’s place, and the list of nodes shows one line whose address changes.',
			zh: '节点以主机名标识：后加入的会顶替先加入的，节点列表里只有一行，地址来回变。',
		},
		suggests: [],
		confirms: [{alike: /^([a-zA-Z\d][\w.-]*)$/, in: ['hostname']}],
		explains: ['node-name-taken'],
		remedies: setNames.tasks,
		badAdvice: [
			{
				en: '"kubeadm reset" on the host that was there first deletes its etcd data: it is the newcomer that has to go.',
				zh: '在先加入的主机上执行 kubeadm reset 会删掉它的 etcd 数据：该重置的是后来者。',
			},
		],
		sources: ['kubernetes/kubeadm#1130', 'kubernetes/kubeadm#1711', 'kubernetes/kubernetes#73453'],
	},
	{
		id: 'hostname-invalid',
		about: ['node', 'join'],
		severity: 'blocking',
		title: {en: 'The hostname cannot be the name of a node', zh: '主机名不能用作节点名'},
		meaning: {
			en: 'Names of nodes have small letters, digits, "-" and "." only. Capitals and underscores are refused, or the kubelet registers under another name than kubeadm expects.',
			zh: '节点名只能用小写字母、数字、"-" 和 "."。大写字母和下划线会被拒绝，或导致 kubelet 注册的名字与 kubeadm 预期不符。',
		},
		suggests: [{says: /^(?=.*[A-Z_])[a-zA-Z\d][\w.-]*$/, in: ['hostname']}],
		confirms: [
			{says: /invalid node name format "\S*[A-Z_]\S*"/},
			{says: /nodeRegistration\.name: Invalid value: "\S*"/},
			{says: /Node "\S+" is invalid: metadata\.name: Invalid value/},
		],
		explains: ['tls-bootstrap-timed-out'],
		remedies: setNames.tasks,
		sources: ['kubernetes/kubernetes cmd/kubeadm/app/preflight/checks.go', 'kubernetes/kubeadm#1764'],
	},
	{
		id: 'hostname-unresolved',
		about: ['node'],
		severity: 'risky',
		title: {en: 'The host cannot look up its own name', zh: '主机无法解析自己的主机名'},
		meaning: {
			en: 'kubeadm warns and goes on; what asks for the name later waits for DNS servers that do not know it, or gets a stranger’s address from a wildcard.',
			zh: 'kubeadm 只是警告；之后用到该名字的程序要等不认识它的 DNS 超时，或从泛解析得到别人的地址。',
		},
		suggests: [
			{says: /\[WARNING Hostname\]: hostname "\S+" could not be reached/},
			{says: /sudo: unable to resolve host \S+/},
		],
		confirms: [
			{says: /\[WARNING Hostname\]: hostname "\S+": lookup \S+ on \S+: (?:no such host|server misbehaving)/},
			{says: /^\S+: not found$/, in: ['hostname', 'names']},
		],
		rulesOut: [{lacks: /^\S+: not found$/, in: ['hostname', 'names']}],
		remedies: setNames.tasks,
		sources: ['containerd/containerd#8032', 'kubernetes/kubeadm#881', 'kubernetes/kubeadm#1974'],
	},
	{
		id: 'hostname-is-loopback',
		about: ['node', 'etcd'],
		severity: 'risky',
		title: {en: 'The host’s own name leads to 127.0.1.1', zh: '主机名解析到 127.0.1.1'},
		meaning: {
			en: 'Debian’s installer writes that line. The kubelet may register the node with a loopback address, and etcd or haproxy may be found by nobody else.',
			zh: 'Debian 安装程序会写入这一行。kubelet 可能用回环地址注册节点，etcd、haproxy 也可能对外不可达。',
		},
		suggests: [{says: /^127\.0\.1\.1\s+\S/, in: ['names']}],
		confirms: [
			[
				{says: loopback, in: ['names']},
				{
					says: /\s127\.0\.[01]\.1\s+<none>|can't bind to non-IP address|InternalIP:\s+127\.|node IP: "?127\.0\./,
				},
			],
			{
				says: /(?:failed to set node ip|node IP: "127\.0\.\d\.\d" cannot be loopback address|nodeIP can't be loopback address)/,
			},
		],
		rulesOut: [{lacks: loopback, in: ['names']}],
		remedies: setNames.tasks,
		sources: ['kubernetes/kubeadm#881', 'kubernetes/kubeadm#1974', 'kube-vip/kube-vip#133'],
	},
	{
		id: 'machines-cloned',
		about: ['node'],
		severity: 'risky',
		title: {en: 'Machines were cloned and share an identity', zh: '克隆的机器标识相同'},
		meaning: {
			en: 'Equal machine-id, product_uuid or MAC: DHCP gives both one address, overlay networks take them for one peer, and only one of the two works at a time.',
			zh: 'machine-id、product_uuid 或 MAC 相同：DHCP 会分配同一地址，overlay 网络把它们当成同一节点，同一时间只有一台正常。',
		},
		suggests: [],
		hints: [{says: /peer names collision|Multiple.*same MAC|using the same (?:MAC|product_uuid)/i}],
		confirms: [
			{alike: /^([\da-f]{32})$/, in: ['machine-ids']},
			{alike: /^([\da-fA-F]{8}-[\da-fA-F]{4}-[\da-fA-F]{4}-[\da-fA-F]{4}-[\da-fA-F]{12})$/, in: ['machine-ids']},
			{alike: /^\d+: (?:eth|en|bond)\w*(?:@\w+)?: .*link\/ether ([\da-f:]{17})/, in: ['links']},
			{says: /has the MAC \S+ of another host/},
		],
		remedies: [newMachineId, ...hostNetwork.filter(({id}) => id === 'other-hosts')],
		sources: ['kubernetes/kubeadm#31', 'aws/eks-anywhere#940', 'SUSE/doc-caasp#623'],
	},
	{
		id: 'default-route-missing',
		about: ['node'],
		severity: 'blocking',
		title: {en: 'There is no default route', zh: '没有默认路由'},
		meaning: {
			en: 'kubeadm and the kubelet choose the host’s address by the default route, and Service addresses are reached by way of it. An air-gapped host needs one as well.',
			zh: 'kubeadm 和 kubelet 通过默认路由选择本机地址，访问 Service 地址也要经过它。离线主机同样需要默认路由。',
		},
		suggests: [{says: /unable to select an IP from default routes/}],
		confirms: [
			[
				{says: /unable to select an IP from default routes|[Nn]o default routes/},
				{lacks: /^default\s/, in: ['routes']},
			],
			{says: /There is no default route/},
			{says: /[Nn]o default routes(?: found in "?\/proc\/net\/route)?/},
		],
		rulesOut: [
			{says: /^default\s/, in: ['routes']},
			{says: /^0\.0\.0\.0\s/, in: ['routes']},
		],
		explains: ['kubelet-down'],
		remedies: [
			look({
				id: 'see-routes',
				title: {en: 'See its networks and its routes', zh: '查看网卡与路由'},
				why: {
					en: 'Which gateway it should have, only the network’s owner knows: "ip route add default via GATEWAY" holds until the next boot, the same in the system’s network settings for good. Where nothing leads outside, any address of the host’s own network will do.',
					zh: '网关地址只有网络管理员知道："ip route add default via 网关" 在重启前有效，写进系统的网络配置才会长期有效。离线环境中，填本网段内的任一地址即可。',
				},
				run: () => sh`
					ip -br addr
					ip route
				`,
			}),
		],
		sources: ['kubernetes/kubeadm#2604', 'kubernetes/kubeadm#3102', 'kubernetes/kubernetes#57534'],
	},
];
