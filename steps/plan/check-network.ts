// What a network component can do beside the rest of the plan.
import {parseSubnet} from '../addresses.ts';
import type {Draft} from './draft.ts';
import type {Problem} from './problem.ts';

const nobodyProxies = ({kubernetes}: Draft): readonly Problem[] => {
	if (kubernetes?.proxyMode !== 'none' || kubernetes.network === 'cilium') return [];
	return [
		{
			path: ['kubernetes', 'proxyMode'],
			text: {
				en: 'Without kube-proxy nobody leads to Services, and of the network components only Cilium takes its place; write network: cilium, or proxyMode: auto.',
				zh: '没有 kube-proxy 就没有组件转发 Service，网络组件中只有 Cilium 能取代它；请写 network: cilium，或写 proxyMode: auto。',
			},
		},
	];
};

/** What is installed here is written for IPv4: flannel's net-conf, Calico's pool, Cilium's values. */
const names: Readonly<Record<string, string>> = {flannel: 'flannel', calico: 'Calico', cilium: 'Cilium'};

const onlyIpv4 = ({kubernetes}: Draft): readonly Problem[] => {
	const {podSubnet, network = 'flannel'} = kubernetes ?? {};
	const name = typeof network === 'string' ? names[network] : undefined;
	if (name === undefined || podSubnet === undefined || parseSubnet(podSubnet)?.address.family !== 6) return [];
	return [
		{
			path: ['kubernetes', 'podSubnet'],
			text: {
				en: `kubewalk installs ${name} for IPv4 only, and kubernetes.podSubnet ${podSubnet} is IPv6; write an IPv4 subnet such as 10.244.0.0/16, or network: {manifest: FILE-or-URL} with a component of your own.`,
				zh: `kubewalk 安装的 ${name} 只支持 IPv4，而 kubernetes.podSubnet ${podSubnet} 是 IPv6；请写 IPv4 网段，例如 10.244.0.0/16，或写 network: {manifest: 文件或网址} 使用自己的组件。`,
			},
		},
	];
};

export const checkNetwork = (draft: Draft): readonly Problem[] => [...nobodyProxies(draft), ...onlyIpv4(draft)];
