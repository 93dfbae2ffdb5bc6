// What goes from the control planes to every node: certificates that wait for a signature, and logs that are asked for.
import type {Task} from '../source/engine/declare.ts';
import {sh} from '../source/engine/script.ts';
import {hasNetwork} from './connect-pods.ts';
import {kubectl, lineForEach} from './kubectl.ts';
import {proxyLabel} from './proxy-mode.ts';
import {question} from './question.ts';

const signingRequests = question(
	{
		id: 'signing-requests',
		title: {en: 'No certificate waits for a signature', zh: '没有等待签发的证书'},
		why: {
			en: 'A kubelet whose request nobody approved has no certificate: it does not join, or serves logs and metrics with one that nobody trusts.',
			zh: '请求没人批准的 kubelet 拿不到证书：要么加入不了集群，要么只能用没人信任的证书提供日志和指标。',
		},
		fix: {
			en: 'kubectl certificate approve NAME for those you know, kubectl delete csr NAME for the others.',
			zh: '认识的请求用 kubectl certificate approve 名称 批准，其余用 kubectl delete csr 名称 删除。',
		},
		target: 'first-control-plane',
	},
	() => sh`
		waiting=$(${kubectl} get csr ${lineForEach('{.metadata.name}{" "}{.spec.username}{" "}{.status.conditions[*].type}')} | awk 'NF && !/Approved|Denied|Failed/ {print $1 " of " $2}')
		if [ -n "$waiting" ]; then
			echo "$waiting"
			echo "Approve what you know with kubectl certificate approve NAME." >&2
			exit 1
		fi
		echo "none waits"
	`,
);

const logsOfNodes = question(
	{
		id: 'logs-of-nodes',
		title: {en: 'Logs come from every node', zh: '能取到每个节点的日志'},
		why: {
			en: 'kubectl logs and exec go from the API server to the kubelet’s port 10250. Where a firewall closes it, everything seems well until somebody needs a log.',
			zh: 'kubectl logs、exec 由 API server 连到 kubelet 的 10250 端口。防火墙没放行的话，平时毫无异样，等要看日志时才发现。',
		},
		fix: {
			en: 'Open TCP port 10250 of that node to the control planes (the stage Firewall shows the rule), and see that its kubelet runs.',
			zh: '对控制平面开放该节点的 TCP 10250 端口（规则见“防火墙”阶段），并确认其 kubelet 在运行。',
		},
		target: 'first-control-plane',
		when: hasNetwork,
		usually: 3,
	},
	given => sh`
		wrong=0
		while read -r pod node; do
			[ -n "$pod" ] || continue
			if ${kubectl} -n kube-system logs "$pod" --tail=1 --request-timeout=10s </dev/null >/dev/null; then
				echo "$node: its log comes"
			else
				echo "$node: no log of $pod. Is port 10250 open from the control planes?" >&2
				wrong=1
			fi
		done <<<"$(${kubectl} -n kube-system get pods -l ${proxyLabel(given)} ${lineForEach('{.metadata.name}{" "}{.spec.nodeName}')})"
		exit "$wrong"
	`,
);

export const checkNodeAccess: readonly Task[] = [signingRequests, logsOfNodes];
