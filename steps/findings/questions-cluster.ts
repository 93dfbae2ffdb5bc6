// What the API server says of nodes, pods and their events.
import type {Question, Script} from '../../source/engine/declare.ts';
import {fragment, sh} from '../../source/engine/script.ts';
import {expand} from '../expand.ts';
import {kubectlAsk} from '../kubectl.ts';

const ask = kubectlAsk;

/** One line a pod that is not as it should be: its namespace and its name; six at most. */
const troubled = fragment(sh`
	${ask} get pods -A --no-headers | awk '{split($3, ready, "/")} $4 != "Completed" && (ready[1] != ready[2] || $4 != "Running") {print $1, $2}' | head -n 6
`);

const ofTroubled =
	(what: Script): Script =>
	given =>
		sh`
		${troubled} | while read -r namespace pod; do
			${fragment(what(given))}
		done
	`;

export const clusterQuestions: readonly Question[] = [
	{
		id: 'nodes',
		title: {en: 'Nodes and their state', zh: '节点及其状态'},
		target: 'first-control-plane',
		ask: () => sh`${ask} get nodes -o wide`,
		like: /\bkubectl\b.*\bget (?:no|nodes?)\b(?!.*-o ?(?:json|yaml|custom|go-t))/,
		cost: 'cheap',
		first: true,
	},
	{
		id: 'pods',
		title: {en: 'Pods of all namespaces', zh: '所有命名空间的 Pod'},
		target: 'first-control-plane',
		ask: () => sh`${ask} get pods -A -o wide`,
		like: /\bkubectl\b.*\bget (?:po|pods?)\b.*(?:-A\b|--all-namespaces)|\bkubectl\b.*(?:-A\b|--all-namespaces).*\bget (?:po|pods?)\b/,
		cost: 'cheap',
		needs: 'nodes',
		first: true,
	},
	{
		id: 'warnings',
		title: {en: 'Warnings among the events', zh: '事件中的警告'},
		target: 'first-control-plane',
		// The API server keeps them for an hour; what was put right ten minutes ago is over.
		ask: () => sh`
			${ask} get events -A --field-selector type=Warning |
				awk '$2 !~ /^([0-9][0-9]+)m|[hd]/' | tail -n 80
		`,
		like: /\bkubectl\b.*\bget (?:ev|events?)\b/,
		cost: 'cheap',
		needs: 'nodes',
	},
	{
		id: 'troubled-pods',
		title: {en: 'Pods that are not ready, described', zh: '未就绪 Pod 的详情'},
		target: 'first-control-plane',
		ask: ofTroubled(() => sh`${ask} -n "$namespace" describe pod "$pod"`),
		like: /\bkubectl\b.*\bdescribe (?:po|pods?)\b/,
		cost: 'slow',
		needs: 'nodes',
	},
	{
		id: 'troubled-logs',
		title: {en: 'Last words of pods that are not ready', zh: '未就绪 Pod 的最后日志'},
		target: 'first-control-plane',
		ask: ofTroubled(
			() => sh`
				echo "== $namespace/$pod"
				${ask} -n "$namespace" logs "$pod" --all-containers --tail=12 2>&1
				${ask} -n "$namespace" logs "$pod" --previous --tail=6 2>/dev/null
				true
			`,
		),
		like: /\bkubectl\b.*\blogs?\b/,
		cost: 'slow',
		needs: 'nodes',
	},
	{
		id: 'node-details',
		title: {en: 'Conditions, taints and room of the nodes', zh: '节点的状况、污点与余量'},
		target: 'first-control-plane',
		ask: () => sh`${ask} describe nodes`,
		like: /\bkubectl\b.*\bdescribe (?:no|nodes?)\b/,
		cost: 'slow',
		needs: 'nodes',
	},
	{
		id: 'daemon-sets',
		title: {en: 'DaemonSets', zh: 'DaemonSet'},
		target: 'first-control-plane',
		ask: () => sh`${ask} get daemonsets -A -o wide`,
		like: /\bkubectl\b.*\bget (?:ds|daemonsets?)\b/,
		cost: 'cheap',
		needs: 'nodes',
		first: true,
	},
	{
		id: 'deployments',
		title: {en: 'Deployments', zh: 'Deployment'},
		target: 'first-control-plane',
		ask: () => sh`${ask} get deployments -A`,
		like: /\bkubectl\b.*\bget (?:deploy|deployments?)\b|\bkubectl\b.*\brollout status\b/,
		cost: 'cheap',
		needs: 'nodes',
	},
	{
		id: 'workloads-described',
		title: {
			en: 'Deployments and replica sets that lack pods, described',
			zh: '缺少 Pod 的 Deployment 与 ReplicaSet 详情',
		},
		target: 'first-control-plane',
		ask: () => sh`
			${ask} get replicasets -A --no-headers | awk '$3 != $5 {print $1, $2}' | head -n 4 | while read -r namespace set; do
				${ask} -n "$namespace" describe replicaset "$set"
				${ask} -n "$namespace" describe deployment "${expand('set%-*')}"
			done
		`,
		like: /\bkubectl\b.*\bdescribe (?:deploy|deployments?|rs|replicasets?|sts|statefulsets?|jobs?|ds|daemonsets?)\b/,
		cost: 'slow',
		needs: 'nodes',
	},
];
