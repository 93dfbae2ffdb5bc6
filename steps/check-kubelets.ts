// Every host’s kubelet and kube-proxy, asked on the host itself.
import type {Task} from '../source/engine/declare.ts';
import {sh} from '../source/engine/script.ts';
import {hasNetwork} from './connect-pods.ts';
import {ipv4Ranges} from './ipv4-ranges.ts';
import {endpointOf} from './kubeadm-config.ts';
import {kubeletConf} from './paths.ts';
import {planOf} from './plan.ts';
import {question} from './question.ts';
import {isControlPlane} from './roles.ts';

const config = '/var/lib/kubelet/config.yaml';

const healthy = question(
	{
		id: 'kubelet-healthy',
		title: {en: 'The kubelet is healthy', zh: 'kubelet 健康'},
		why: {
			en: 'The kubelet says itself whether it is well, on a port of its own. The node stays Ready for 40 seconds after it has died.',
			zh: 'kubelet 在自己的端口上报告健康状况；它挂掉之后，节点还会显示 Ready 40 秒。',
		},
		fix: {
			en: 'systemctl restart kubelet, and journalctl -u kubelet -n 30 tells why it ends again.',
			zh: 'systemctl restart kubelet；若再次退出，用 journalctl -u kubelet -n 30 查看原因。',
		},
	},
	() => sh`
		if [ "$(curl -s -m 5 http://127.0.0.1:10248/healthz)" != ok ]; then
			echo "The kubelet does not answer at 127.0.0.1:10248: journalctl -u kubelet -n 30" >&2
			exit 1
		fi
		echo ok
	`,
);

const proxyHealthy = question(
	{
		id: 'kube-proxy-healthy',
		title: {en: 'kube-proxy is healthy', zh: 'kube-proxy 健康'},
		why: {
			en: 'kube-proxy counts itself healthy when its rules are younger than its last news. While it is not, Services lead to pods that are gone.',
			zh: 'kube-proxy 的规则跟得上最新变化才算健康；否则 Service 会把流量送给已经不在的 Pod。',
		},
		fix: {
			en: 'kubectl -n kube-system logs of this node’s kube-proxy pod tells why; kubectl -n kube-system rollout restart daemonset kube-proxy starts it anew.',
			zh: '用 kubectl -n kube-system logs 查看本节点 kube-proxy 的日志；kubectl -n kube-system rollout restart daemonset kube-proxy 可重新启动。',
		},
		when: hasNetwork,
	},
	() => sh`
		code=$(curl -s -m 5 -o /dev/null -w '%{http_code}' http://127.0.0.1:10256/healthz || true)
		if [ "$code" != 200 ]; then
			echo "kube-proxy answers $code at 127.0.0.1:10256: see the log of its pod on this node." >&2
			exit 1
		fi
		echo ok
	`,
);

const cgroupDriver = question(
	{
		id: 'kubelet-cgroup-driver',
		title: {en: 'The kubelet leaves control groups to systemd', zh: 'kubelet 使用 systemd 管理 cgroup'},
		why: {
			en: 'Runtime and kubelet must use one driver. Two masters of the same tree, and pods are killed under load with nothing in any log that says why.',
			zh: '运行时和 kubelet 必须使用同一驱动；两边各管各的，负载一高 Pod 就被杀掉，日志里却看不出原因。',
		},
		fix: {
			en: 'Write cgroupDriver: systemd into /var/lib/kubelet/config.yaml, then systemctl restart kubelet.',
			zh: '在 /var/lib/kubelet/config.yaml 中写 cgroupDriver: systemd，再执行 systemctl restart kubelet。',
		},
	},
	() => sh`
		driver=$(awk '$1 == "cgroupDriver:" {print $2}' ${config})
		echo "cgroupDriver: $driver"
		if [ "$driver" != systemd ]; then
			echo ${`Write cgroupDriver: systemd into ${config}, and restart the kubelet.`} >&2
			exit 1
		fi
	`,
);

const clusterDns = question(
	{
		id: 'kubelet-cluster-dns',
		title: {en: 'Pods are told the cluster’s name server', zh: 'Pod 会拿到集群 DNS 地址'},
		why: {
			en: 'The kubelet writes this address into every pod’s resolv.conf. With another Service range than the plan’s it leads nowhere, and every name fails although CoreDNS is well.',
			zh: 'kubelet 把这个地址写进每个 Pod 的 resolv.conf。若与计划的 Service 网段不符，CoreDNS 再正常，域名也解析不了。',
		},
		fix: {
			en: 'Write the cluster’s name server (kubectl -n kube-system get service kube-dns) under clusterDNS in /var/lib/kubelet/config.yaml, then systemctl restart kubelet.',
			zh: '把集群 DNS 地址（kubectl -n kube-system get service kube-dns）写入 /var/lib/kubelet/config.yaml 的 clusterDNS，再执行 systemctl restart kubelet。',
		},
	},
	given => sh`
		told=$(awk '/^clusterDNS:/ {getline; print $2}' ${config})
		awk -v told="$told" -v range=${planOf(given).kubernetes.serviceSubnet.split(',')[0]!} '
			${ipv4Ranges}
			BEGIN {
				print "clusterDNS: " told
				if (told ~ /:/ || range ~ /:/) exit told == ""
				if (told == "" || first(told) < first(range) || first(told) >= first(range) + size(range)) {
					print "It is outside of the range of Services " range ": mend it, and restart the kubelet."
					exit 1
				}
			}'
	`,
);

const nodeKubeconfig = question(
	{
		id: 'kubelet-reaches-endpoint',
		title: {en: 'The kubelet asks the endpoint, not one control plane', zh: 'kubelet 访问集群入口'},
		why: {
			en: 'A worker that was joined with a control plane’s own address becomes NotReady when that host goes, whatever the load balancer does.',
			zh: '用某台控制平面自己的地址加入的工作节点，那台一停就变成 NotReady，负载均衡也帮不上忙。',
		},
		fix: {
			en: 'Write https://ENDPOINT:PORT as server into /etc/kubernetes/kubelet.conf, then systemctl restart kubelet.',
			zh: '把 /etc/kubernetes/kubelet.conf 中的 server 写成 https://入口地址:端口，再执行 systemctl restart kubelet。',
		},
		// A control plane’s kubelet asks its own API server: kubeadm writes it so from 1.31 on.
		when: ({host}) => !isControlPlane(host),
	},
	given => {
		const server = `https://${endpointOf(planOf(given))}`;
		return sh`
			server=$(awk '$1 == "server:" {print $2}' ${kubeletConf})
			if [ "$server" != ${server} ]; then
				echo "${kubeletConf} asks $server:" ${`write ${server} there, and restart the kubelet.`} >&2
				exit 1
			fi
			echo "$server"
		`;
	},
);

export const checkKubelets: readonly Task[] = [healthy, proxyHealthy, cgroupDriver, clusterDns, nodeKubeconfig];
