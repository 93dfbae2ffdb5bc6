// Envoy Gateway: the definitions and the controller out of its release, a class of ours, and the way through one of its proxies.
import type {Script, Task} from '../../source/engine/declare.ts';
import {fragment, sh, writeFile} from '../../source/engine/script.ts';
import {fetchTrue} from '../fetch-true.ts';
import {kubectl} from '../kubectl.ts';
import {ownConfig} from '../paths.ts';
import {planOf, type Plan} from '../plan.ts';
import {inTests, testNamespace} from '../test-pods.ts';
import {holds} from '../whole-file.ts';
import {manifestPath} from './apply-manifest.ts';
import {
	gatewayClass,
	gatewayController,
	gatewayImages,
	gatewayInstead,
	gatewayManifest,
	gatewayNamespace,
	gatewayPrefix,
	gatewaySource,
	hasEnvoyGateway,
} from './envoy-gateway-release.ts';
import {classIsAccepted, gatewayConditions} from './test-gateway.ts';
import type {Way} from './reach-page.ts';
import {tolerationsIn} from './tolerations.ts';

const classPath = manifestPath('gateway-api');
const releasePath = `${ownConfig}/envoy-gateway.yaml`;

const isInstalled: Script = given => sh`
	if ! ${holds(classPath, gatewayManifest(planOf(given)))}; then exit 1; fi
	${kubectl} -n ${gatewayNamespace} rollout status ${`deployment/${gatewayController}`} --watch=false 2>&1 | tee /dev/stderr | grep 'successfully rolled out' >/dev/null || exit 1
	if ! ${classIsAccepted(gatewayClass)}; then
		echo ${`The GatewayClass ${gatewayClass} is not accepted: kubectl describe gatewayclass ${gatewayClass}`} >&2
		exit 1
	fi
`;

/** Its pods are its own; on a plan without workers they have to run on control planes. */
const edits = (plan: Plan): readonly string[] => {
	const tolerations = tolerationsIn(plan);
	return [
		`s#docker[.]io/envoyproxy/#${gatewayPrefix(plan)}#`,
		...(tolerations === undefined
			? []
			: [`s#^      serviceAccountName: .*#      tolerations: ${JSON.stringify(tolerations)}\\n&#`]),
	].flatMap(edit => ['-e', edit]);
};

export const installEnvoyGateway: Task = {
	id: 'gateway-api',
	title: {en: 'Install the Gateway API with Envoy Gateway', zh: '安装 Gateway API（Envoy Gateway）'},
	why: {
		en: 'Envoy Gateway carries out Gateways with any network component; its proxies answer at a NodePort of every node. Its manifest, with the definitions of the Gateway API, comes from its release on GitHub, or through the plan’s mirror. The release shows the manifest’s checksum: with gateway: {sha256: …} in the plan it is compared, else it is printed.',
		zh: 'Envoy Gateway 可与任何网络组件配合实现 Gateway，它的代理在每个节点的 NodePort 上提供服务。清单包含 Gateway API 的定义，来自 GitHub 上的发布版本或计划中的镜像站。发布页列有清单的校验和：在计划中写 gateway: {sha256: …} 就会核对，否则只打印出来。',
	},
	target: 'first-control-plane',
	when: given => hasEnvoyGateway(planOf(given)),
	risk: 'changes',
	check: {ask: isInstalled},
	run: given => {
		const plan = planOf(given);
		return sh`
			${fetchTrue}
			mkdir -p ${ownConfig}
			fetch ${gatewaySource(plan)} ${releasePath} ${plan.kubernetes.gateway?.sha256 ?? ''} ${gatewayInstead} || exit 1
			sed -i ${edits(plan)} ${releasePath}
			# Server-side: the definitions are too long for the annotation that kubectl apply would keep.
			${kubectl} apply --server-side --force-conflicts -f ${releasePath}
			if ! ${kubectl} -n ${gatewayNamespace} rollout status ${`deployment/${gatewayController}`} --timeout=300s; then
				${kubectl} -n ${gatewayNamespace} get pods -o wide
				${kubectl} -n ${gatewayNamespace} get events | tail -n 20
				echo ${`Envoy Gateway did not start within 5 minutes: its events are above; its image is ${gatewayImages(plan)[0]!}.`} >&2
				exit 1
			fi
			${writeFile(classPath, gatewayManifest(plan))}
			${kubectl} apply -f ${classPath}
		`;
	},
	verify: {ask: isInstalled, within: 60},
	undo: () => sh`
		if [ -e ${classPath} ]; then ${kubectl} delete -f ${classPath} --ignore-not-found --timeout=120s; fi
		if [ -e ${releasePath} ]; then ${kubectl} delete -f ${releasePath} --ignore-not-found --timeout=180s; fi
		rm -f ${classPath} ${releasePath}
	`,
	usually: 60,
	waitingFor: {en: 'its images to be pulled', zh: '拉取镜像'},
	timeout: 900,
	retries: 1,
};

const owned = `gateway.envoyproxy.io/owning-gateway-namespace=${testNamespace},gateway.envoyproxy.io/owning-gateway-name=web`;

/** With a NodePort it has the nodes' addresses, so it is programmed as soon as its proxy runs. */
export const throughEnvoyGateway = (plan: Plan): Pick<Way, 'opens' | 'port'> => ({
	opens: fragment(sh`
		opens() {
			if ${inTests} wait --for=condition=Programmed gateway/web --timeout=300s; then return 0; fi
			${gatewayConditions}
			${kubectl} -n ${gatewayNamespace} get pods -o wide
			echo ${`The Gateway was not programmed within 5 minutes: its conditions are above; its proxy's image is ${gatewayImages(plan)[1]!}.`} >&2
			return 1
		}
	`),
	port: fragment(
		sh`${kubectl} -n ${gatewayNamespace} get service -l ${owned} -o jsonpath='{.items[0].spec.ports[0].nodePort}'`,
	),
});
