// What CoreDNS says of itself, and what it was told.
import type {Question} from '../../source/engine/declare.ts';
import {fragment, sh} from '../../source/engine/script.ts';
import {kubectlAsk} from '../kubectl.ts';

const ask = fragment(sh`${kubectlAsk} -n kube-system`);

export const dnsQuestions: readonly Question[] = [
	{
		id: 'coredns-pods',
		title: {en: 'CoreDNS, described', zh: 'CoreDNS 的详情'},
		target: 'first-control-plane',
		ask: () => sh`${ask} describe pods -l k8s-app=kube-dns`,
		like: /\bkubectl\b.*\bdescribe (?:po|pods?)\b.*(?:kube-dns|coredns)/,
		cost: 'slow',
		needs: 'nodes',
	},
	{
		id: 'coredns-logs',
		title: {en: 'Logs of CoreDNS', zh: 'CoreDNS 的日志'},
		target: 'first-control-plane',
		ask: () => sh`
			for pod in $(${ask} get pods -l k8s-app=kube-dns -o name); do
				${ask} logs "$pod" --tail=30 2>&1
			done
		`,
		like: /\bkubectl\b.*\blogs?\b.*(?:kube-dns|coredns)/,
		cost: 'slow',
		needs: 'nodes',
	},
	{
		id: 'corefile',
		title: {en: 'The Corefile', zh: 'Corefile'},
		target: 'first-control-plane',
		ask: () => sh`${ask} get configmap coredns -o yaml`,
		like: /\bkubectl\b.*\b(?:get|describe) (?:cm|configmaps?)(?:\/| )coredns\b/,
		cost: 'cheap',
		needs: 'nodes',
	},
	{
		id: 'dns-service',
		title: {en: 'The Service of CoreDNS and what is behind it', zh: 'CoreDNS 的 Service 及其端点'},
		target: 'first-control-plane',
		ask: () => sh`
			${ask} get service kube-dns -o wide
			${ask} get endpoints kube-dns
		`,
		like: /\bkubectl\b.*\b(?:get|describe) (?:svc|service|services|ep|endpoints)[\w,/ ]*kube-dns\b/,
		cost: 'cheap',
		needs: 'nodes',
		first: true,
	},
	{
		id: 'resolver',
		title: {
			en: 'Name servers of the host, and those the kubelet gives to pods',
			zh: '主机的域名服务器与 kubelet 交给 Pod 的域名服务器',
		},
		target: 'every-host',
		ask: () => sh`
			cat /etc/resolv.conf
			grep -A 1 -E '^(resolvConf|clusterDNS)' /var/lib/kubelet/config.yaml
			ls /run/systemd/resolve/resolv.conf
		`,
		like: /^(?!.*\b(?:kubectl|exec)\b).*\/etc\/resolv\.conf/,
		cost: 'cheap',
		first: true,
	},
	{
		id: 'pod-resolver',
		title: {en: 'A name asked for in a pod', zh: '在 Pod 中查询域名'},
		target: 'first-control-plane',
		ask: () =>
			sh`timeout 5 nslookup -timeout=2 kubernetes.default.svc.cluster.local "$(${ask} get service kube-dns -o jsonpath='{.spec.clusterIP}')"`,
		like: /\b(?:nslookup|dig|host)\b/,
		cost: 'slow',
		needs: 'nodes',
	},
	{
		id: 'lookup-statistics',
		title: {en: 'Collisions in the connection table', zh: '连接跟踪表中的冲突'},
		target: 'every-host',
		ask: () => sh`conntrack -S`,
		like: /\bconntrack -S\b/,
		cost: 'cheap',
	},
];
