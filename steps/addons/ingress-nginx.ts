// ingress-nginx, for clusters whose applications have Ingresses already: it was retired in March 2026.
import type {Given, Task} from '../../source/engine/declare.ts';
import {fragment, sh, writeFile, type Fragment} from '../../source/engine/script.ts';
import {kubectl} from '../kubectl.ts';
import {ownConfig} from '../paths.ts';
import {planOf} from '../plan.ts';
import {clusterFingerprint, isRecorded, record} from '../record.ts';
import {inTests, testFunctions, testNamespace, testPodsPath, webPods, withTestPods} from '../test-pods.ts';
import {yaml} from '../yaml.ts';
import type {Addon} from './addon.ts';
import {applyManifest} from './apply-manifest.ts';
import {
	ingressClass,
	ingressController,
	ingressImage,
	ingressManifest,
	ingressNamespace,
	ingressReleases,
} from './ingress-nginx-manifest.ts';

const words = {
	title: {en: 'Install ingress-nginx (legacy)', zh: '安装 ingress-nginx（遗留组件）'},
	why: {
		en: 'ingress-nginx was retired in March 2026: its repository is read-only, nobody mends what is found in it from now on, and 1.15.1 was the last release. It is here for applications that have Ingresses with its annotations; new ones are better off with the Gateway API. It answers at a NodePort of every node, and without its admission webhook.',
		zh: 'ingress-nginx 已于 2026 年 3 月退役：仓库只读，今后发现的漏洞不再修复，1.15.1 是最后一个版本。仅供已有带其注解的 Ingress 的应用使用；新应用请改用 Gateway API。它在每个节点的 NodePort 上提供服务，不启用其准入 webhook。',
	},
} as const;

const install = applyManifest({
	id: 'ingress-nginx',
	...words,
	namespace: ingressNamespace,
	workloads: [`deployment/${ingressController}`],
	images: plan => [ingressImage(plan)],
	manifest: ingressManifest,
});

const proof = 'ingress-nginx';
const host = 'kubewalk-proof.example';
const ingressPath = `${ownConfig}/test-ingress.yaml`;
const fingerprint = clusterFingerprint('ingress-nginx');

const testIngress = yaml({
	apiVersion: 'networking.k8s.io/v1',
	kind: 'Ingress',
	metadata: {name: 'web', namespace: testNamespace},
	spec: {
		ingressClassName: ingressClass,
		rules: [
			{
				host,
				http: {
					paths: [{path: '/', pathType: 'Prefix', backend: {service: {name: 'web', port: {number: 80}}}}],
				},
			},
		],
	},
});

/** Every node is asked at its own address: the NodePort is open on all. */
const prove = (given: Given): Fragment =>
	fragment(sh`
		ask_nodes() {
			silent=
			for node in ${given.hosts.map(({address}) => address)}; do
				case $node in *:*) at="[$node]" ;; *) at=$node ;; esac
				if curl -s -m 5 --resolve "${host}:$port:$at" "http://${host}:$port/" | grep -F ' on ' >/dev/null; then continue; fi
				silent="$silent $node"
			done
			[ -z "$silent" ]
		}
		prove() {
			${kubectl} apply -f ${testPodsPath} || return 1
			if ! ${inTests} rollout status daemonset/web --timeout=180s; then
				why_not_running
				return 1
			fi
			${kubectl} apply -f ${ingressPath} || return 1
			port=$(${kubectl} -n ${ingressNamespace} get service ${ingressController} -o jsonpath='{.spec.ports[0].nodePort}') || return 1
			for _ in $(seq 20); do
				if ask_nodes; then
					echo "The Ingress ${host} answers at port $port of every node."
					return 0
				fi
				sleep 3
			done
			${kubectl} -n ${ingressNamespace} logs ${`deployment/${ingressController}`} --tail=10 || true
			echo "The Ingress ${host} does not answer at port $port of$silent: the controller's log is above." >&2
			return 1
		}
	`);

const use: Task = {
	id: 'ingress-answers',
	title: {en: 'Reach a page through an Ingress', zh: '通过 Ingress 访问页面'},
	why: {
		en: 'A web server gets a Service and an Ingress, and is asked by the Ingress’s name at every node’s NodePort, from the first control plane. All of it is removed afterwards.',
		zh: '为一个 Web 服务创建 Service 和 Ingress，从第一个控制平面用 Ingress 的域名访问每个节点的 NodePort；结束后全部删除。',
	},
	target: 'first-control-plane',
	risk: 'changes',
	check: {ask: () => sh`${isRecorded(proof, fingerprint)}`},
	run: given => sh`
		${testFunctions(planOf(given))}
		${prove(given)}
		mkdir -p ${ownConfig}
		${writeFile(ingressPath, testIngress)}
		${withTestPods(webPods(planOf(given)), fragment('prove'))}
		rm -f ${ingressPath}
		${record(proof, fingerprint)}
	`,
	undo: 'nothing-to-undo',
	usually: 40,
	waitingFor: {en: 'the controller to learn of the Ingress', zh: '控制器加载新的 Ingress'},
	timeout: 900,
};

export const ingressNginx: Addon = {
	id: 'ingress-nginx',
	title: {
		en: 'legacy, retired in March 2026: Ingresses at a NodePort',
		zh: '遗留组件，2026 年 3 月退役：在 NodePort 上提供 Ingress',
	},
	why: words.why,
	releases: ingressReleases,
	images: plan => [ingressImage(plan)],
	tasks: [install, use],
};
