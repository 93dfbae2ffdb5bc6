// Remedies for name servers and for the way to CoreDNS.
import type {Remedy} from '../../source/engine/declare.ts';
import {fragment, sh} from '../../source/engine/script.ts';
import {kubectl} from '../kubectl.ts';
import {hostBefore} from '../paths.ts';
import {coreDnsAgain} from './coredns-cures.ts';
import {coreDnsCure} from './restart-coredns.ts';
import {daemonSetReady, restarted} from './workload-cures.ts';

const clusterAddress = fragment(sh`$(sed -n '/^clusterDNS:/{n;s/^- *//p;}' /var/lib/kubelet/config.yaml)`);

const hostFile = '/etc/resolv.conf';
const hostFileBefore = `${hostBefore}/resolv.conf`;

/** Without the cluster's own server; other lines stay. */
export const hostAsksOthers: Remedy = {
	id: 'host-without-cluster-dns',
	title: {en: 'Take the cluster’s DNS out of the host’s list', zh: '从主机的域名服务器列表中移除集群 DNS'},
	why: {
		en: 'The host asks servers that do not depend on the cluster, and CoreDNS forwards to those. Where NetworkManager or netplan writes the file, the entry is to be removed there as well.',
		zh: '主机应使用不依赖集群的域名服务器，CoreDNS 再转发给它们。若该文件由 NetworkManager 或 netplan 生成，也要在那里删除该条目。',
	},
	target: 'every-host',
	risk: 'changes',
	check: {ask: () => sh`! grep -qxF "nameserver ${clusterAddress}" ${hostFile}`},
	run: () => sh`
		if [ "$(grep -c ^nameserver ${hostFile})" -lt 2 ]; then
			echo 'It is the only server in the list: put those of your network in first.' >&2
			exit 1
		fi
		mkdir -p ${hostBefore}
		cp ${hostFile} ${hostFileBefore}
		grep -vxF "nameserver ${clusterAddress}" ${hostFileBefore} > ${hostFile}
	`,
	undo: () => sh`cat ${hostFileBefore} > ${hostFile}`,
	usually: 1,
};

const allSent = fragment(sh`sysctl -n net.ipv4.ip_forward | grep -x 1 >/dev/null`);

export const forward: Remedy = {
	id: 'forward-packets',
	title: {en: 'Have the kernel forward packets', zh: '开启内核转发'},
	why: {
		en: 'Without net.ipv4.ip_forward nothing that a pod sends leaves its host. It is often on at first and off after a reboot or `sysctl --system`.',
		zh: '未开启 net.ipv4.ip_forward 时，Pod 发出的数据包无法离开主机。它常常起初是开启的，重启或 `sysctl --system` 之后被关闭。',
	},
	target: 'every-host',
	risk: 'changes',
	check: {ask: () => sh`${allSent}`},
	run: () => sh`
		sysctl -w net.ipv4.ip_forward=1
		echo net.ipv4.ip_forward=1 > /etc/sysctl.d/99-kubernetes-forward.conf
	`,
	undo: () => sh`
		rm -f /etc/sysctl.d/99-kubernetes-forward.conf
		sysctl -w net.ipv4.ip_forward=0
	`,
	usually: 1,
};

export const restartProxy: Remedy = {
	id: 'restart-kube-proxy',
	title: {en: 'Start kube-proxy anew', zh: '重启 kube-proxy'},
	why: {
		en: 'A new pod reads its configuration again and writes all rules of Services anew. Connections that exist go on.',
		zh: '新的 Pod 会重新读取配置并重写所有 Service 规则，已有连接不受影响。',
	},
	target: 'first-control-plane',
	risk: 'changes',
	check: {ask: daemonSetReady('kube-system', 'kube-proxy')},
	run: () => sh`${restarted('kube-system', 'daemonset/kube-proxy')}`,
	verify: {ask: daemonSetReady('kube-system', 'kube-proxy'), within: 60},
	undo: 'nothing-to-undo',
	usually: 20,
	timeout: 200,
};

const hasEndpoints = sh`${kubectl} -n kube-system get endpoints kube-dns -o jsonpath='{.subsets[*].addresses[*].ip}' | grep .`;

/** The Service's own selector, or the whole of it. */
export const dnsServiceAgain: Remedy = {
	...coreDnsAgain,
	id: 'dns-service-selector',
	title: {en: 'Have the Service find the pods of CoreDNS', zh: '让 Service 重新选中 CoreDNS 的 Pod'},
	why: {
		en: 'Service and pods find each other by the label k8s-app=kube-dns. kubeadm’s own Service has it; another selector matches nothing.',
		zh: 'Service 与 Pod 通过标签 k8s-app=kube-dns 关联。kubeadm 自带的 Service 使用该标签，改成其他选择器就匹配不到任何 Pod。',
	},
	check: {ask: () => hasEndpoints},
	run: () =>
		sh`${kubectl} -n kube-system patch service kube-dns --type=json -p '[{"op":"replace","path":"/spec/selector","value":{"k8s-app":"kube-dns"}}]'`,
	verify: {ask: () => hasEndpoints, within: 30},
};

const kubeletFile = '/var/lib/kubelet/config.yaml';
const kubeletBefore = `${hostBefore}/kubelet-cluster-dns.yaml`;

const service = fragment(
	sh`"$(kubectl --kubeconfig /etc/kubernetes/kubelet.conf -n kube-system get service kube-dns -o jsonpath='{.spec.clusterIP}')"`,
);

export const kubeletAsksService: Remedy = {
	id: 'kubelet-cluster-dns',
	title: {en: 'Have the kubelet give pods the address of the DNS Service', zh: '让 kubelet 下发 DNS Service 的地址'},
	why: {
		en: 'The kubelet writes clusterDNS into every pod it makes. Pods that run keep the wrong one until they are made anew.',
		zh: 'kubelet 会把 clusterDNS 写入它创建的每个 Pod。已在运行的 Pod 保留错误的地址，直到重建。',
	},
	target: 'every-host',
	pace: 'one-by-one',
	risk: 'changes',
	check: {
		ask: () => sh`
		wanted=${service}
		grep -qxF -- "- $wanted" ${kubeletFile}
	`,
	},
	run: () => sh`
		wanted=${service}
		if [ -z "$wanted" ]; then echo 'This host may not read the Service: look at the Service kube-dns in kube-system.' >&2; exit 1; fi
		mkdir -p ${hostBefore}
		cp -p ${kubeletFile} ${kubeletBefore}
		sed -i "/^clusterDNS:/{n;s/.*/- $wanted/;}" ${kubeletFile}
		systemctl restart kubelet
	`,
	undo: () => sh`
		cp -p ${kubeletBefore} ${kubeletFile}
		systemctl restart kubelet
	`,
	usually: 5,
};

export const moreCoreDns = coreDnsCure(
	'more-coredns',
	{en: 'Run more replicas of CoreDNS', zh: '增加 CoreDNS 副本'},
	{
		en: 'Every replica has its own limit of queries that it waits for. More of them share the burst.',
		zh: '每个副本各有自己的并发查询上限，增加副本可以分摊突发流量。',
	},
	() => sh`
		${kubectl} -n kube-system scale deployment/coredns --replicas=4
		${kubectl} -n kube-system rollout status deployment/coredns --timeout=120s
	`,
	{undo: () => sh`${kubectl} -n kube-system scale deployment/coredns --replicas=2`},
);
