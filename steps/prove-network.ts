// A pod on every node reaches a pod on every other; exec, logs, the Service, the NodePort and the name answer.
import type {Given, Task} from '../source/engine/declare.ts';
import {fragment, sh, type Fragment} from '../source/engine/script.ts';
import {hasNetwork} from './connect-pods.ts';
import {kubectl} from './kubectl.ts';
import {planOf} from './plan.ts';
import {hasProxy, proxyLabel, proxyModeOf} from './proxy-mode.ts';
import {reachKubelets} from './reach-kubelets.ts';
import {clusterFingerprint, isRecorded, record} from './record.ts';
import {inTests, testFunctions, testNamespace, testPodsPath, webPods, webPort, withTestPods} from './test-pods.ts';

const fingerprint = (given: Given): Fragment => clusterFingerprint(`network ${proxyModeOf(given)}`);

/**
 * `answers POD ADDRESS PORT TEXT`: the pod gets a page with that text. nc and not wget: busybox 1.35 in an image without name
 * services crashes in wget, which looks up the number of "http". Rules of a new Service take seconds to reach every node.
 */
const answers = fragment(sh`
	answers() {
		for _ in 1 2 3 4; do
			page=$(printf 'GET / HTTP/1.0\r\n\r\n' | ${inTests} exec -i "$1" -- nc -w 3 "$2" "$3" 2>/dev/null) || true
			if grep -qF -e "$4" <<<"$page"; then return 0; fi
			sleep 2
		done
		return 1
	}
`);

const readPods = sh`-o jsonpath='{range .items[*]}{.metadata.name} {.status.podIP} {.spec.nodeName}{"\n"}{end}'`;
const readAddresses = sh`-o jsonpath='{range .items[*]}{.metadata.name} {.status.addresses[?(@.type=="InternalIP")].address}{"\n"}{end}'`;
const host = `web.${testNamespace}.svc.cluster.local`;

/**
 * Prints who reaches whom. Sets `cut` when a pod does not reach a pod, `late` when only a Service or NodePort does not answer;
 * `deaf` are the nodes whose kube-proxy it is.
 */
const askAll = fragment(sh`
	ask_all() {
		cut=0 late=0 deaf=
		while read -r pod _ node; do
			line="$node ->"
			while read -r _ other where; do
				if answers "$pod" "$other" ${webPort} "on $where"; then
					line="$line $where"
				else
					line="$line NOT:$where"
					cut=1
				fi
			done <<<"$pods"
			if answers "$pod" "$cluster_ip" 80 ' on '; then
				line="$line, Service"
			else
				line="$line, NOT:Service" late=1 deaf="$deaf$node"$'\n'
			fi
			if ${inTests} exec "$pod" -- nslookup ${host} </dev/null 2>&1 | grep -wF "$cluster_ip" >/dev/null; then
				line="$line, name"
			else
				line="$line, NOT:name"
				late=1
			fi
			echo "$line"
			asking=$pod
		done <<<"$pods"
		while read -r node address; do
			if answers "$asking" "$address" "$port" ' on '; then
				echo "NodePort $address:$port answers"
			else
				echo "NodePort $address:$port does NOT answer"
				late=1 deaf="$deaf$node"$'\n'
			fi
		done <<<"$(${kubectl} get nodes ${fragment(readAddresses)})"
	}
`);

/**
 * While the second member joins, etcd has no leader for some seconds, and the API servers end every watch. What is opened in
 * its place can stay silent until it times out, 5 to 10 minutes later: every API server shows a new Service at once, but that
 * kube-proxy, or the controller that gives it endpoints, does not hear of it (seen with 1.20.2, also after two of three members
 * were stopped for 9 s; kubernetes/kubernetes issue 97294). Started anew they do. The controller manager is a static pod, which
 * only its own host can start anew; it is the first control plane's, unless it lost the lead.
 */
const wake = (given: Given): Fragment =>
	fragment(sh`
	has_endpoints() { [ -n "$(${inTests} get endpoints web -o jsonpath='{.subsets[*].addresses[*].ip}')" ]; }
	wake_controllers() {
		leader=$(${kubectl} -n kube-system get lease kube-controller-manager -o jsonpath='{.spec.holderIdentity}')
		leader=${fragment('${leader%%_*}')}
		echo "The Service has no endpoints: kube-controller-manager on $leader has not heard of it, as can be after etcd was without a leader."
		if [ "$leader" != "$(hostname)" ]; then
			echo "Start it anew there: crictl ps, and crictl stop with its container."
			return 0
		fi
		echo 'Starting it anew.'
		crictl ps | awk '/ kube-controller-manager /{print $1}' | xargs -r crictl stop
		for _ in $(seq 60); do
			if has_endpoints; then return 0; fi
			sleep 1
		done
	}
	wake() {
		if ! has_endpoints; then
			wake_controllers
			return 0
		fi
		while read -r node; do
			echo ${hasProxy(given) ? 'kube-proxy' : 'Cilium'}" on $node has not heard of the Service, as can be after etcd was without a leader: starting it anew."
			${kubectl} -n kube-system delete pod -l ${proxyLabel(given)} --field-selector "spec.nodeName=$node" --timeout=60s </dev/null
		done <<<"$(printf %s "$deaf" | sort -u)"
	}
`);

/** What only waits for kube-proxy is asked again, up to ten times; a pod that is cut off is not. */
const prove = fragment(sh`
	prove() {
		${kubectl} apply -f ${testPodsPath} || return 1
		if ! ${inTests} rollout status daemonset/web --timeout=180s; then
			why_not_running
			return 1
		fi
		pods=$(${inTests} get pods -l app=web ${fragment(readPods)} | sort -k 3) || return 1
		reach_kubelets || return 1
		cluster_ip=$(${inTests} get service web -o jsonpath='{.spec.clusterIP}') || return 1
		port=$(${inTests} get service web -o jsonpath='{.spec.ports[0].nodePort}') || return 1
		for round in 1 2 3 4 5 6 7 8 9 10; do
			ask_all
			if [ "$cut$late" = 00 ]; then return 0; fi
			if [ "$cut" = 1 ] || [ "$round" = 10 ]; then break; fi
			echo "Round $round: every pod reaches every other, but a Service does not answer everywhere yet. Asking again in 15 s."
			if [ "$round" -le 2 ]; then wake; fi
			sleep 15
		done
		echo 'Not everything answers: the lines above with NOT say what does not. Between pods look at the firewall and the network component, for a Service at kube-proxy on that node.' >&2
		return 1
	}
`);

export const proveNetwork: Task = {
	id: 'pods-reach-pods',
	title: {en: 'Let every node’s pod reach every other', zh: '验证各节点 Pod 两两互通'},
	why: {
		en: 'A node can be ready and still be cut off: a firewall between two hosts is enough. A web server on every node is asked from every node, by address, through a Service, through a NodePort and by name; kubectl exec and logs are tried on each. Everything is removed afterwards.',
		zh: '节点就绪并不代表网络畅通，两台主机之间的一条防火墙规则就足以阻断。在每个节点运行一个 Web 服务，从每个节点分别通过 Pod 地址、Service、NodePort 和域名访问，并对每个 Pod 试用 kubectl exec 和 logs；结束后全部删除。',
	},
	target: 'first-control-plane',
	when: hasNetwork,
	risk: 'changes',
	check: {ask: given => sh`${isRecorded('network', fingerprint(given))}`},
	run: given => sh`
		${testFunctions(planOf(given))}
		${answers}
		${reachKubelets}
		${askAll}
		${wake(given)}
		${prove}
		${withTestPods(webPods(planOf(given)), fragment('prove'))}
		${record('network', fingerprint(given))}
	`,
	undo: 'nothing-to-undo',
	usually: 45,
	waitingFor: {en: 'the test image to be pulled on every node', zh: '各节点拉取测试镜像'},
	timeout: 2400,
};
