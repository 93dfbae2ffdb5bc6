// Who carries out Gateways, beside the add-on, the network component and kube-proxy.
import {addonsOf, type Draft} from './draft.ts';
import type {Problem} from './problem.ts';

const path = ['kubernetes', 'gateway'];

const noUse = (draft: Draft): readonly Problem[] => {
	if (draft.kubernetes?.gateway === undefined || addonsOf(draft).includes('gateway-api')) return [];
	return [
		{
			path,
			text: {
				en: 'gateway says who carries out the Gateways of gateway-api, and the plan has none; remove gateway, or write addons: [gateway-api].',
				zh: 'gateway 指定由谁实现 gateway-api 的 Gateway，而计划中没有该组件；请删除 gateway，或写 addons: [gateway-api]。',
			},
		},
	];
};

/** Cilium leads what comes in for a Gateway to its Envoy by the programs that take kube-proxy's place. */
const ciliumAlone = ({kubernetes = {}}: Draft): readonly Problem[] => {
	const {gateway, network = 'flannel', proxyMode = 'auto'} = kubernetes;
	if (gateway?.controller !== 'cilium') return [];
	const at = [...path, 'controller'];
	if (network !== 'cilium') {
		const named = typeof network === 'string' ? network : 'one of your own';
		const zhNamed = typeof network === 'string' ? network : '你自己的组件';
		return [
			{
				path: at,
				text: {
					en: `Cilium carries out Gateways only where it is the network component, and the plan’s is ${named}; write controller: envoy, or network: cilium with proxyMode: none.`,
					zh: `只有以 Cilium 为网络组件时它才能实现 Gateway，而计划中是 ${zhNamed}；请写 controller: envoy，或写 network: cilium 和 proxyMode: none。`,
				},
			},
		];
	}
	if (proxyMode === 'none') return [];
	return [
		{
			path: at,
			text: {
				en: `Cilium carries out Gateways only where it takes kube-proxy’s place, and the plan keeps kube-proxy (proxyMode: ${proxyMode}); write proxyMode: none, or controller: envoy.`,
				zh: `只有在 Cilium 取代 kube-proxy 时它才能实现 Gateway，而计划保留了 kube-proxy（proxyMode: ${proxyMode}）；请写 proxyMode: none，或写 controller: envoy。`,
			},
		},
	];
};

const knownSums = ({kubernetes}: Draft): readonly Problem[] => {
	const {controller, sha256} = kubernetes?.gateway ?? {};
	if (controller !== 'cilium' || sha256 === undefined) return [];
	return [
		{
			path: [...path, 'sha256'],
			text: {
				en: 'sha256 is that of Envoy Gateway’s install.yaml, and Cilium needs none: the definitions it needs are compared with sums that kubewalk has; remove sha256, or write controller: envoy.',
				zh: 'sha256 是 Envoy Gateway 的 install.yaml 的校验和，Cilium 用不到：它所需的定义由 kubewalk 内置的校验和核对；请删除 sha256，或写 controller: envoy。',
			},
		},
	];
};

export const checkGateway = (draft: Draft): readonly Problem[] => [
	...noUse(draft),
	...ciliumAlone(draft),
	...knownSums(draft),
];
