// Gateway API with Envoy Gateway: the definitions and the controller out of its release, a class of ours, and a page through it.
import type {Script, Task} from '../../source/engine/declare.ts';
import {fragment, sh, writeFile, type Fragment} from '../../source/engine/script.ts';
import {kubectl} from '../kubectl.ts';
import {ownConfig} from '../paths.ts';
import {planOf, type Plan} from '../plan.ts';
import {inTests, testNamespace} from '../test-pods.ts';
import {holds} from '../whole-file.ts';
import {yaml} from '../yaml.ts';
import type {Addon} from './addon.ts';
import {manifestPath} from './apply-manifest.ts';
import {
	gatewayClass,
	gatewayController,
	gatewayImages,
	gatewayManifest,
	gatewayNamespace,
	gatewayPrefix,
	gatewayReleases,
	gatewaySource,
} from './gateway-api-manifest.ts';
import {pageHost, reachPage} from './reach-page.ts';
import {tolerationsIn} from './tolerations.ts';

const why = {
	en: 'The Gateway API takes the place of Ingress: a Gateway says where the cluster is entered, routes say what leads where. Envoy Gateway is one of the controllers that carry it out; its proxies answer at a NodePort of every node. Its manifest, with the definitions of the Gateway API, comes from its release on GitHub, or through the plan’s mirror.',
	zh: 'Gateway API 取代 Ingress：Gateway 说明从哪里进入集群，路由说明流量去向。Envoy Gateway 是其实现之一，它的代理在每个节点的 NodePort 上提供服务。清单包含 Gateway API 的定义，来自 GitHub 上的发布版本或计划中的镜像站。',
} as const;

const classPath = manifestPath('gateway-api');
const releasePath = `${ownConfig}/envoy-gateway.yaml`;
const accepted = `{.status.conditions[?(@.type=="Accepted")].status}`;

const isAccepted: Fragment = fragment(
	sh`[ "$(${kubectl} get gatewayclass ${gatewayClass} -o jsonpath=${accepted} 2>/dev/null)" = True ]`,
);

const isInstalled: Script = given => sh`
	if ! ${holds(classPath, gatewayManifest(planOf(given)))}; then exit 1; fi
	${kubectl} -n ${gatewayNamespace} rollout status ${`deployment/${gatewayController}`} --watch=false 2>&1 | tee /dev/stderr | grep 'successfully rolled out' >/dev/null || exit 1
	if ! ${isAccepted}; then
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

const install: Task = {
	id: 'gateway-api',
	title: {en: 'Install the Gateway API with Envoy Gateway', zh: '安装 Gateway API（Envoy Gateway）'},
	why,
	target: 'first-control-plane',
	risk: 'changes',
	check: {ask: isInstalled},
	run: given => {
		const plan = planOf(given);
		const source = gatewaySource(plan);
		return sh`
			mkdir -p ${ownConfig}
			if ! curl -fsSL --retry 3 --max-time 300 -o ${releasePath} ${source}; then
				echo ${`${source} cannot be fetched from this host: name a mirror in the plan, or remove gateway-api from addons.`} >&2
				exit 1
			fi
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

const testGateway = yaml(
	{
		apiVersion: 'gateway.networking.k8s.io/v1',
		kind: 'Gateway',
		metadata: {name: 'web', namespace: testNamespace},
		spec: {gatewayClassName: gatewayClass, listeners: [{name: 'http', protocol: 'HTTP', port: 80}]},
	},
	{
		apiVersion: 'gateway.networking.k8s.io/v1',
		kind: 'HTTPRoute',
		metadata: {name: 'web', namespace: testNamespace},
		spec: {
			parentRefs: [{name: 'web'}],
			hostnames: [pageHost],
			rules: [{backendRefs: [{name: 'web', port: 80}]}],
		},
	},
);

const owned = `gateway.envoyproxy.io/owning-gateway-namespace=${testNamespace},gateway.envoyproxy.io/owning-gateway-name=web`;

const conditions = '{range .status.conditions[*]}{.type}={.status} {.reason}: {.message}{"\\n"}{end}';
const routeConditions = '{range .status.parents[*].conditions[*]}{.type}={.status} {.reason}: {.message}{"\\n"}{end}';

const isProgrammed = (plan: Plan): Fragment =>
	fragment(sh`
		opens() {
			if ${inTests} wait --for=condition=Programmed gateway/web --timeout=300s; then return 0; fi
			${inTests} get gateway web -o jsonpath=${conditions}
			${kubectl} -n ${gatewayNamespace} get pods -o wide
			echo ${`The Gateway was not programmed within 5 minutes: its conditions are above; its proxy's image is ${gatewayImages(plan)[1]!}.`} >&2
			return 1
		}
	`);

const use = reachPage({
	id: 'gateway-answers',
	title: {en: 'Reach a page through a Gateway', zh: '通过 Gateway 访问页面'},
	why: {
		en: 'A web server gets a Service, a Gateway and an HTTPRoute, and is asked by the route’s name at every node’s NodePort, from the first control plane. All of it is removed afterwards.',
		zh: '为一个 Web 服务创建 Service、Gateway 和 HTTPRoute，从第一个控制平面用路由的域名访问每个节点的 NodePort；结束后全部删除。',
	},
	usually: 60,
	waitingFor: {en: 'the proxy’s image, and the proxy to learn of the route', zh: '拉取代理镜像、代理加载路由'},
	proof: 'gateway-api',
	way: plan => ({
		subject: 'The Gateway',
		manifest: testGateway,
		opens: isProgrammed(plan),
		port: fragment(
			sh`${kubectl} -n ${gatewayNamespace} get service -l ${owned} -o jsonpath='{.items[0].spec.ports[0].nodePort}'`,
		),
		reason: {
			ask: fragment(sh`${inTests} get httproute web -o jsonpath=${routeConditions}`),
			name: "the route's conditions are",
		},
	}),
});

export const gatewayApi: Addon = {
	id: 'gateway-api',
	title: {en: 'Gateway API with Envoy Gateway, at a NodePort', zh: '在 NodePort 上提供 Gateway API（Envoy Gateway）'},
	why,
	releases: gatewayReleases,
	images: gatewayImages,
	sources: plan => [gatewaySource(plan)],
	tasks: [install, use],
};
