// A pod on every node reaches a pod on every other; the Service, the NodePort and the name answer.
import type {Task} from '../source/engine/declare.ts';
import {fragment, sh, writeFile, type Fragment} from '../source/engine/script.ts';
import {hasNetwork} from './connect-pods.ts';
import {kubectl} from './kubectl.ts';
import {ownConfig} from './paths.ts';
import {planOf, type Plan} from './plan.ts';
import {clusterFingerprint, isRecorded, record} from './record.ts';
import {inTests, testFunctions, testNamespace, testPodsPath, webPods, webPort} from './test-pods.ts';

const fingerprint = (plan: Plan): Fragment => clusterFingerprint(`network ${plan.kubernetes.proxyMode}`);

/**
 * `answers POD ADDRESS PORT TEXT`: the pod gets a page with that text. nc and not wget: busybox 1.35 in an image without name
 * services crashes in wget, which looks up the number of "http". Rules of a new Service take seconds to reach every node.
 */
const answers = fragment(sh`
	answers() {
		for _ in 1 2 3 4 5 6 7 8 9 10; do
			page=$(printf 'GET / HTTP/1.0\r\n\r\n' | ${inTests} exec -i "$1" -- nc -w 3 "$2" "$3" 2>/dev/null) || true
			if grep -qF -e "$4" <<<"$page"; then return 0; fi
			sleep 2
		done
		return 1
	}
`);

/**
 * A young cluster's controller manager may write down minutes later which pods a Service has: it backs off after the members
 * of etcd changed. Until then no kube-proxy can know, so it is waited for and said, for up to 5 minutes.
 */
const endpointsKnown = fragment(sh`
	ready_endpoints() { ${inTests} get endpointslices -l kubernetes.io/service-name=web ${fragment(sh`-o jsonpath='{range .items[*].endpoints[*]}{.conditions.ready}{"\n"}{end}'`)} | grep -c true || true; }
	endpoints_known() {
		for _ in $(seq 100); do
			known=$(ready_endpoints)
			if [ "$known" -ge "$1" ]; then return 0; fi
			sleep 3
		done
		echo "The Service knows $known of $1 pods after 5 minutes: see the log of the controller manager." >&2
		return 1
	}
`);

const readPods = sh`-o jsonpath='{range .items[*]}{.metadata.name} {.status.podIP} {.spec.nodeName}{"\n"}{end}'`;
const readAddresses = sh`-o jsonpath='{range .items[*]}{.status.addresses[?(@.type=="InternalIP")].address}{"\n"}{end}'`;
const host = `web.${testNamespace}.svc.cluster.local`;

const prove = fragment(sh`
	prove() {
		${kubectl} apply -f ${testPodsPath} || return 1
		if ! ${inTests} rollout status daemonset/web --timeout=180s; then
			why_not_running
			return 1
		fi
		pods=$(${inTests} get pods -l app=web ${fragment(readPods)} | sort -k 3) || return 1
		service=$(${inTests} get service web -o jsonpath='{.spec.clusterIP}') || return 1
		port=$(${inTests} get service web -o jsonpath='{.spec.ports[0].nodePort}') || return 1
		endpoints_known "$(grep -c . <<<"$pods")" || return 1
		bad=0
		while read -r pod _ node; do
			line="$node ->"
			while read -r _ other where; do
				if answers "$pod" "$other" ${webPort} "on $where"; then
					line="$line $where"
				else
					line="$line NOT:$where"
					bad=1
				fi
			done <<<"$pods"
			if answers "$pod" "$service" 80 ' on '; then
				line="$line, Service"
			else
				line="$line, NOT:Service"
				bad=1
			fi
			if ${inTests} exec "$pod" -- nslookup ${host} </dev/null 2>&1 | grep -qwF "$service"; then
				line="$line, name"
			else
				line="$line, NOT:name"
				bad=1
			fi
			echo "$line"
			asking=$pod
		done <<<"$pods"
		for address in $(${kubectl} get nodes ${fragment(readAddresses)}); do
			if answers "$asking" "$address" "$port" ' on '; then
				echo "NodePort $address:$port answers"
			else
				echo "NodePort $address:$port does NOT answer"
				bad=1
			fi
		done
		if [ "$bad" != 0 ]; then
			echo 'Not every pod reached every other: the lines above with NOT say which did not. Look at the firewall between the nodes and at the network component.' >&2
			return 1
		fi
	}
`);

export const proveNetwork: Task = {
	id: 'pods-reach-pods',
	title: {en: 'Let every node’s pod reach every other', zh: '验证各节点 Pod 两两互通'},
	why: {
		en: 'A node can be ready and still be cut off: a firewall between two hosts is enough. A web server on every node is asked from every node, by address, through a Service, through a NodePort and by name; everything is removed afterwards.',
		zh: '节点就绪并不代表网络畅通，两台主机之间的一条防火墙规则就足以阻断。在每个节点运行一个 Web 服务，从每个节点分别通过 Pod 地址、Service、NodePort 和域名访问；结束后全部删除。',
	},
	target: 'first-control-plane',
	when: hasNetwork,
	risk: 'changes',
	check: {ask: given => sh`${isRecorded('network', fingerprint(planOf(given)))}`},
	run: given => sh`
		${testFunctions(planOf(given))}
		${answers}
		${endpointsKnown}
		${prove}
		mkdir -p ${ownConfig}
		${writeFile(testPodsPath, webPods(planOf(given)))}
		# Whatever goes wrong, the pods are removed.
		set +e
		prove
		result=$?
		clean_up
		rm -f ${testPodsPath}
		set -e
		if [ "$result" != 0 ]; then exit 1; fi
		${record('network', fingerprint(planOf(given)))}
	`,
	undo: 'nothing-to-undo',
	usually: 45,
	waitingFor: {en: 'the test image to be pulled on every node', zh: '各节点拉取测试镜像'},
	timeout: 1800,
};
