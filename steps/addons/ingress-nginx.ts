// ingress-nginx, for clusters whose applications have Ingresses already: it was retired in March 2026.
import {fragment, sh} from '../../source/engine/script.ts';
import {kubectl} from '../kubectl.ts';
import {testNamespace} from '../test-pods.ts';
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
import {pageHost, reachPage} from './reach-page.ts';

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

const testIngress = yaml({
	apiVersion: 'networking.k8s.io/v1',
	kind: 'Ingress',
	metadata: {name: 'web', namespace: testNamespace},
	spec: {
		ingressClassName: ingressClass,
		rules: [
			{
				host: pageHost,
				http: {
					paths: [{path: '/', pathType: 'Prefix', backend: {service: {name: 'web', port: {number: 80}}}}],
				},
			},
		],
	},
});

const use = reachPage({
	id: 'ingress-answers',
	title: {en: 'Reach a page through an Ingress', zh: '通过 Ingress 访问页面'},
	why: {
		en: 'A web server gets a Service and an Ingress, and is asked by the Ingress’s name at every node’s NodePort, from the first control plane. All of it is removed afterwards.',
		zh: '为一个 Web 服务创建 Service 和 Ingress，从第一个控制平面用 Ingress 的域名访问每个节点的 NodePort；结束后全部删除。',
	},
	usually: 40,
	waitingFor: {en: 'the controller to learn of the Ingress', zh: '控制器加载新的 Ingress'},
	proof: 'ingress-nginx',
	way: () => ({
		subject: 'The Ingress',
		manifest: testIngress,
		port: fragment(
			sh`${kubectl} -n ${ingressNamespace} get service ${ingressController} -o jsonpath='{.spec.ports[0].nodePort}'`,
		),
		reason: {
			ask: fragment(
				sh`${kubectl} -n ${ingressNamespace} logs ${`deployment/${ingressController}`} --tail=10 || true`,
			),
			name: "the controller's log is",
		},
	}),
});

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
