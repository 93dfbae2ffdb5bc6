import type {Script, Stage, Task} from '../source/engine/declare.ts';
import {fragment, sh} from '../source/engine/script.ts';
import {hasNetwork} from './connect-pods.ts';
import {kubectl} from './kubectl.ts';
import {planOf} from './plan.ts';
import {clusterFingerprint, isRecorded, record} from './record.ts';
import {askingPod, inTests, testFunctions, testPodsPath, withTestPods} from './test-pods.ts';

export const isRolledOut: Script = () => sh`
	${kubectl} -n kube-system get deployment coredns -o jsonpath='{.spec.replicas} {.status.updatedReplicas} {.status.readyReplicas}{"\n"}' |
		awk '{print "CoreDNS: " $3 + 0 " of " $1 + 0 " ready"; good = $1 > 0 && $1 == $2 && $1 == $3} END {exit !good}'
`;

const rollout: Task = {
	id: 'coredns-rollout',
	title: {en: 'Wait for CoreDNS', zh: '等待 CoreDNS 运行'},
	why: {
		en: 'CoreDNS was created by init and has waited for a network since. Every replica has to run: a name that resolves every other time is worse than one that never does.',
		zh: 'CoreDNS 在 init 时创建，此前一直在等待网络。每个副本都必须运行：时好时坏的域名解析比完全不通更难排查。',
	},
	target: 'first-control-plane',
	when: hasNetwork,
	risk: 'safe',
	check: {ask: isRolledOut},
	run: () => sh`
		if ! ${kubectl} -n kube-system rollout status deployment/coredns --timeout=180s; then
			${kubectl} -n kube-system get pods -l k8s-app=kube-dns -o wide
			${kubectl} -n kube-system describe pods -l k8s-app=kube-dns | tail -n 25
			${kubectl} -n kube-system logs -l k8s-app=kube-dns --tail=10 || true
			echo 'CoreDNS did not start: its events and logs are above.' >&2
			exit 1
		fi
		${kubectl} -n kube-system get pods -l k8s-app=kube-dns -o wide
	`,
	verify: {ask: isRolledOut, within: 60},
	undo: 'nothing-to-undo',
	usually: 15,
	waitingFor: {
		en: 'the image of CoreDNS and the network of its pods',
		zh: 'CoreDNS 镜像以及其 Pod 的网络',
	},
	timeout: 300,
};

const fingerprint = clusterFingerprint('names');
const name = 'kubernetes.default.svc.cluster.local';

const resolve: Task = {
	id: 'coredns-resolves',
	title: {en: 'Resolve a name from a pod', zh: '在 Pod 中解析域名'},
	why: {
		en: 'Running is not answering. A small pod asks for the name of the API’s Service and must get the Service’s address; the pod is removed afterwards.',
		zh: '正在运行不等于能够应答。启动一个小 Pod 查询 API Service 的域名，必须得到该 Service 的地址；结束后删除该 Pod。',
	},
	target: 'first-control-plane',
	when: hasNetwork,
	risk: 'changes',
	check: {ask: () => sh`${isRecorded('names', fingerprint)}`},
	run: given => sh`
		${testFunctions(planOf(given))}
		resolve() {
			${kubectl} apply -f ${testPodsPath} || return 1
			if ! ${inTests} wait --for=condition=Ready pod/ask --timeout=180s; then
				why_not_running
				return 1
			fi
			wanted=$(${kubectl} -n default get service kubernetes -o jsonpath='{.spec.clusterIP}') || return 1
			# kube-proxy may need a moment until the name server's address leads anywhere from a new pod.
			for attempt in 1 2 3 4 5 6 7 8 9 10; do
				answer=$(${inTests} exec ask -- nslookup ${name} 2>&1) || true
				if grep -qwF "$wanted" <<<"$answer"; then
					echo "$answer"
					return 0
				fi
				echo "attempt $attempt: no answer yet"
				sleep 2
			done
			echo "$answer"
			echo ${`A pod asked for ${name} and did not get the Service's address: look at the logs of CoreDNS and at kube-proxy.`} >&2
			return 1
		}
		${withTestPods(askingPod(planOf(given)), fragment('resolve'))}
		${record('names', fingerprint)}
	`,
	undo: 'nothing-to-undo',
	usually: 20,
	waitingFor: {en: 'the test image to be pulled', zh: '拉取测试镜像'},
	timeout: 600,
};

export const startCoredns: Stage = {
	id: 'coredns',
	title: {en: 'See CoreDNS answer', zh: '确认 CoreDNS 正常应答'},
	why: {
		en: 'Pods find each other by name. CoreDNS is the first workload that needs the pod network, so it shows whether that works.',
		zh: 'Pod 之间通过域名互相访问。CoreDNS 是第一个依赖 Pod 网络的工作负载，它能否正常工作即可说明网络是否可用。',
	},
	tasks: [rollout, resolve],
};
