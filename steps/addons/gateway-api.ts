// Gateway API: with Envoy Gateway, or with Cilium where it is the network component, and a page through it.
import {ciliumHasGateways} from '../cilium.ts';
import {gatewayDefinitions} from '../gateway-definitions.ts';
import type {Addon} from './addon.ts';
import {ciliumClass, takeGateways, throughCilium} from './cilium-gateway.ts';
import {gatewayClass, gatewayImages, gatewayReleases, gatewaySource} from './envoy-gateway-release.ts';
import {installEnvoyGateway, throughEnvoyGateway} from './envoy-gateway.ts';
import {reachPage} from './reach-page.ts';
import {routeConditions, testGateway} from './test-gateway.ts';

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
	way: plan => {
		const byCilium = ciliumHasGateways(plan);
		return {
			subject: byCilium ? "Cilium's Gateway" : 'The Gateway',
			manifest: testGateway(byCilium ? ciliumClass : gatewayClass),
			...(byCilium ? throughCilium : throughEnvoyGateway(plan)),
			reason: {ask: routeConditions, name: "the route's conditions are"},
		};
	},
});

export const gatewayApi: Addon = {
	id: 'gateway-api',
	title: {
		en: 'Gateway API with Envoy Gateway or Cilium, at a NodePort',
		zh: '在 NodePort 上提供 Gateway API（Envoy Gateway 或 Cilium）',
	},
	why: {
		en: 'The Gateway API takes the place of Ingress: a Gateway says where the cluster is entered, routes say what leads where. Envoy Gateway carries it out with any network component; where Cilium has kube-proxy’s place, Cilium can itself: gateway: {controller: cilium}.',
		zh: 'Gateway API 取代 Ingress：Gateway 说明从哪里进入集群，路由说明流量去向。Envoy Gateway 可与任何网络组件配合实现；若 Cilium 已取代 kube-proxy，也可由 Cilium 自己实现：gateway: {controller: cilium}。',
	},
	releases: gatewayReleases,
	images: plan => (ciliumHasGateways(plan) ? [] : gatewayImages(plan)),
	sources: plan =>
		ciliumHasGateways(plan) ? gatewayDefinitions(plan).map(({address}) => address.amd64) : [gatewaySource(plan)],
	tasks: [installEnvoyGateway, takeGateways, use],
};
