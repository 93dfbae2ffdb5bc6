// Remedies for kube-proxy: changes of its ConfigMap, and new pods that read it.
import type {Remedy} from '../../source/engine/declare.ts';
import {fragment, sh} from '../../source/engine/script.ts';
import {endpointOf} from '../kubeadm-config.ts';
import {kubectl} from '../kubectl.ts';
import {ownConfig} from '../paths.ts';
import {planOf} from '../plan.ts';
import {restartProxy} from './dns-cures.ts';
import {daemonSetReady, restarted} from './workload-cures.ts';

const before = `${ownConfig}/kube-proxy-before.yaml`;
const settings = fragment(sh`${kubectl} -n kube-system get configmap kube-proxy -o yaml`);

/** A change of kube-proxy's ConfigMap by sed, and new pods that read it. */
const configured = (
	id: string,
	title: Remedy['title'],
	why: Remedy['why'],
	wanted: (given: Parameters<Remedy['run']>[0]) => string,
	edit: (given: Parameters<Remedy['run']>[0]) => string,
): Remedy => ({
	id,
	title,
	why,
	target: 'first-control-plane',
	risk: 'changes',
	check: {ask: given => sh`${settings} | grep -- ${wanted(given)} >/dev/null`},
	run: given => sh`
		mkdir -p ${ownConfig}
		${settings} > ${before}
		sed -E ${edit(given)} ${before} | ${kubectl} apply -f -
		${restarted('kube-system', 'daemonset/kube-proxy')}
	`,
	verify: {ask: daemonSetReady('kube-system', 'kube-proxy'), within: 60},
	undo: () => sh`
		${kubectl} replace --force -f ${before}
		${restarted('kube-system', 'daemonset/kube-proxy')}
	`,
	usually: 30,
	timeout: 240,
});

export const strictArp = configured(
	'strict-arp',
	{en: 'Have nodes answer ARP only for their own interfaces', zh: '让节点只应答自身网卡的 ARP'},
	{
		en: 'In IPVS mode every node has all Service addresses on kube-ipvs0 and would answer for each of them. strictARP leaves that to whoever announces the address.',
		zh: 'IPVS 模式下每个节点的 kube-ipvs0 上都有全部 Service 地址，会为每个地址应答 ARP。strictARP 让真正宣告地址的节点来应答。',
	},
	() => 'strictARP: true',
	() => 's/strictARP: false/strictARP: true/',
);

export const iptablesMode = configured(
	'proxy-mode-iptables',
	{en: 'Have kube-proxy use iptables', zh: '让 kube-proxy 使用 iptables 模式'},
	{
		en: 'It needs no modules that a kernel may lack. IPVS is deprecated since 1.35; nftables needs kernel 5.13.',
		zh: '该模式不依赖内核可能缺少的模块。IPVS 自 1.35 起已弃用，nftables 需要 5.13 以上内核。',
	},
	() => 'mode: iptables',
	() => 's/^( *)mode: .*/\\1mode: iptables/',
);

export const leaveTable = configured(
	'leave-connection-table',
	{en: 'Have kube-proxy leave the connection table’s size alone', zh: '让 kube-proxy 不再调整连接跟踪表大小'},
	{
		en: 'A host that is a container itself may not set it: whoever runs the outer kernel does. maxPerCore 0 says so.',
		zh: '本身就是容器的主机无权设置，应由外层内核的管理者设置。maxPerCore 设为 0 即可。',
	},
	() => 'maxPerCore: 0',
	() => 's/maxPerCore: .*/maxPerCore: 0/; s/^( *)min: .*/\\1min: 0/',
);

export const newAddress = configured(
	'proxy-api-address',
	{en: 'Tell kube-proxy where the API server is now', zh: '更新 kube-proxy 使用的 API Server 地址'},
	{
		en: 'kubeadm writes the address into the ConfigMap at init and never again.',
		zh: 'kubeadm 只在 init 时把地址写入 ConfigMap，之后不再更新。',
	},
	given => `server: https://${endpointOf(planOf(given))}`,
	given => `s#server: https://.*#server: https://${endpointOf(planOf(given))}#`,
);

export const bigTable: Remedy = {
	id: 'larger-connection-table',
	title: {en: 'Make the connection table larger', zh: '增大连接跟踪表'},
	why: {
		en: 'Each entry costs about 300 bytes of kernel memory. kube-proxy sets its own value when it starts: raise maxPerCore in its configuration as well for good.',
		zh: '每个条目约占 300 字节内核内存。kube-proxy 启动时会设置自己的值，长期生效还需调大其配置中的 maxPerCore。',
	},
	target: 'every-host',
	risk: 'changes',
	check: {
		ask: () =>
			sh`[ "$(sysctl -n net.netfilter.nf_conntrack_count)" -lt "$(($(sysctl -n net.netfilter.nf_conntrack_max) * 9 / 10))" ]`,
	},
	run: () => sh`
		most=$(sysctl -n net.netfilter.nf_conntrack_max)
		sysctl -w net.netfilter.nf_conntrack_max="$((most * 2))"
	`,
	undo: () => sh`
		most=$(sysctl -n net.netfilter.nf_conntrack_max)
		sysctl -w net.netfilter.nf_conntrack_max="$((most / 2))"
	`,
	usually: 1,
};

export const proxyAgain: Remedy = {
	...restartProxy,
	id: 'kube-proxy-addon',
	title: {en: 'Have kubeadm put kube-proxy in again', zh: '让 kubeadm 重新部署 kube-proxy'},
	why: {
		en: 'kubeadm applies its DaemonSet, its roles and its configuration again.',
		zh: 'kubeadm 重新应用其 DaemonSet、角色与配置。',
	},
	run: () => sh`
		kubeadm init phase addon kube-proxy --config ${`${ownConfig}/kubeadm.yaml`}
		${kubectl} -n kube-system rollout status daemonset/kube-proxy --timeout=120s
	`,
};
