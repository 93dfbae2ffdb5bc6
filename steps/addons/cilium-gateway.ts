// Cilium's own Gateways: the class that its chart makes, taken by its operator, and the way through a node's Envoy.
import type {Script, Task} from '../../source/engine/declare.ts';
import {fragment, sh, writeFile} from '../../source/engine/script.ts';
import {ciliumHasGateways} from '../cilium.ts';
import {kubectl} from '../kubectl.ts';
import {ownConfig} from '../paths.ts';
import {planOf} from '../plan.ts';
import {inTests} from '../test-pods.ts';
import {yaml} from '../yaml.ts';
import type {Way} from './reach-page.ts';
import {classIsAccepted, gatewayConditions} from './test-gateway.ts';

export const ciliumClass = 'cilium';

/** As its chart makes it, where the definition of classes was there by then. */
const classManifest = yaml({
	apiVersion: 'gateway.networking.k8s.io/v1',
	kind: 'GatewayClass',
	metadata: {name: ciliumClass},
	spec: {controllerName: 'io.cilium/gateway-controller', description: 'The default Cilium GatewayClass'},
});

const classPath = `${ownConfig}/gateway-class.yaml`;

const takesGateways: Script = () => sh`
	if ! ${classIsAccepted(ciliumClass)}; then
		echo 'The GatewayClass cilium is not accepted: kubectl -n kube-system logs deployment/cilium-operator says why.' >&2
		exit 1
	fi
`;

export const takeGateways: Task = {
	id: 'cilium-gateways',
	title: {en: 'Have Cilium take Gateways', zh: '由 Cilium 接管 Gateway'},
	why: {
		en: 'Cilium’s operator carries out Gateways of the class cilium, once it has found every definition at its start; each Gateway gets a Service whose NodePort leads to the Envoy of the node. An operator that started too early is started again.',
		zh: 'Cilium 的 operator 在启动时找齐所有定义后，才会实现 cilium 类的 Gateway；每个 Gateway 有一个 Service，其 NodePort 通向所在节点的 Envoy。启动过早的 operator 会被重启。',
	},
	target: 'first-control-plane',
	when: given => ciliumHasGateways(planOf(given)),
	risk: 'changes',
	check: {ask: takesGateways},
	run: () => sh`
		mkdir -p ${ownConfig}
		if ! ${kubectl} get gatewayclass ${ciliumClass} >/dev/null 2>&1; then
			${writeFile(classPath, classManifest)}
			${kubectl} apply -f ${classPath}
			rm -f ${classPath}
		fi
		if ! ${kubectl} wait --for=condition=Accepted gatewayclass/${fragment(ciliumClass)} --timeout=60s; then
			${kubectl} -n kube-system rollout restart deployment/cilium-operator
			${kubectl} -n kube-system rollout status deployment/cilium-operator --timeout=300s
		fi
		if ! ${kubectl} wait --for=condition=Accepted gatewayclass/${fragment(ciliumClass)} --timeout=120s; then
			for pod in $(${kubectl} -n kube-system get pods -l io.cilium/app=operator -o name); do
				${kubectl} -n kube-system logs "$pod" 2>&1 | grep -i gateway | tail -n 3 || true
			done
			echo 'Cilium does not take the GatewayClass cilium: the lines above are what its operator says.' >&2
			exit 1
		fi
	`,
	undo: 'nothing-to-undo',
	usually: 10,
	waitingFor: {en: 'Cilium’s operator to look at the class', zh: 'Cilium 的 operator 处理该类'},
	timeout: 600,
};

/** Nobody gives a kubeadm cluster's Services addresses of their own, and without one it is never programmed: cilium/cilium#47092. */
export const throughCilium: Pick<Way, 'opens' | 'port'> = {
	opens: fragment(sh`
		opens() {
			if ${inTests} wait --for=condition=Accepted gateway/web --timeout=120s; then return 0; fi
			${gatewayConditions}
			echo 'Cilium did not accept the Gateway within 2 minutes: its conditions are above.' >&2
			return 1
		}
	`),
	port: fragment(sh`${inTests} get service cilium-gateway-web -o jsonpath='{.spec.ports[0].nodePort}'`),
};
