// What Cilium's chart makes of its values, as far as the lab has causes for it.
import {charts} from './cilium-release.ts';
import {ciliumController} from './controllers/cilium-gateway.ts';
import type {Draft} from './cluster/objects.ts';
import {plainText, loose} from './cluster/loose.ts';

const namespace = 'kube-system';

export type Values = Readonly<Record<string, unknown>>;

const everywhere = [{operator: 'Exists'}];

const labels = (name: string): Record<string, string> => ({
	'k8s-app': name,
	'app.kubernetes.io/name': `${name}${name === 'cilium' ? '-agent' : ''}`,
	'app.kubernetes.io/part-of': 'cilium',
});

const workload = (
	kind: 'DaemonSet' | 'Deployment',
	name: string,
	app: Record<string, string>,
	spec: Record<string, unknown>,
	more: Record<string, unknown> = {},
): Draft => ({
	apiVersion: 'apps/v1',
	kind,
	metadata: {name, namespace, labels: app},
	spec: {
		...more,
		selector: {matchLabels: app},
		template: {
			metadata: {labels: app},
			spec: {hostNetwork: true, tolerations: everywhere, priorityClassName: 'system-node-critical', ...spec},
		},
	},
});

/** A value of a map within maps; the chart's default where it says nothing. */
const said = (values: Values, path: readonly string[], otherwise: string): string =>
	plainText(
		path.reduce<unknown>((inner, key) => loose(inner)[key], values),
		otherwise,
	);

const yes = (values: Values, ...path: readonly string[]): boolean => said(values, path, 'false') === 'true';

const configuration = (values: Values): Record<string, string> => ({
	'cluster-name': said(values, ['cluster', 'name'], 'default'),
	'cluster-pool-ipv4-cidr': '10.0.0.0/8',
	'enable-ipv4': said(values, ['ipv4', 'enabled'], 'true'),
	ipam: said(values, ['ipam', 'mode'], 'cluster-pool'),
	'k8s-require-ipv4-pod-cidr': String(yes(values, 'k8s', 'requireIPv4PodCIDR')),
	'kube-proxy-replacement': said(values, ['kubeProxyReplacement'], 'false'),
	'kube-proxy-replacement-healthz-bind-address': said(values, ['kubeProxyReplacementHealthzBindAddr'], ''),
	...(yes(values, 'gatewayAPI', 'enabled') && {
		'enable-envoy-config': 'true',
		'enable-gateway-api': 'true',
		'gateway-api-secrets-namespace': 'cilium-secrets',
	}),
	'routing-mode': said(values, ['routingMode'], 'tunnel') || 'tunnel',
	'tunnel-port': said(values, ['tunnelPort'], '8472'),
	'tunnel-protocol': said(values, ['tunnelProtocol'], 'vxlan') || 'vxlan',
});

/** The chart makes a class only where the definition of classes is there by then. */
const gateways = (values: Values, hasClasses: boolean): readonly Draft[] => {
	if (!yes(values, 'gatewayAPI', 'enabled')) return [];
	const secrets: Draft = {apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'cilium-secrets'}};
	if (!hasClasses) return [secrets];
	return [
		secrets,
		{
			apiVersion: 'gateway.networking.k8s.io/v1',
			kind: 'GatewayClass',
			metadata: {name: 'cilium'},
			spec: {controllerName: ciliumController, description: 'The default Cilium GatewayClass'},
		},
	];
};

/** Undefined: no such chart is known. */
export const ciliumObjects = (version: string, values: Values, hasClasses = false): readonly Draft[] | undefined => {
	const chart = charts[version];
	if (chart === undefined) return undefined;
	const image = (path: readonly string[], name: string, tag: string, suffix = ''): string =>
		`${said(values, [...path, 'repository'], `quay.io/cilium/${name}`)}${suffix}:${tag}`;
	const agent = image(['image'], 'cilium', `v${version}`);
	const api = said(values, ['k8sServiceHost'], '');
	const env =
		api === ''
			? undefined
			: [
					{name: 'KUBERNETES_SERVICE_HOST', value: api},
					{name: 'KUBERNETES_SERVICE_PORT', value: said(values, ['k8sServicePort'], '443')},
				];
	const host = (name: string, script: string) => ({name, image: agent, command: ['sh', '-ec'], args: [script]});
	return [
		{apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name: 'cilium', namespace}},
		{apiVersion: 'v1', kind: 'ServiceAccount', metadata: {name: 'cilium-operator', namespace}},
		{
			apiVersion: 'v1',
			kind: 'ConfigMap',
			metadata: {name: 'cilium-config', namespace},
			data: configuration(values),
		},
		workload('DaemonSet', 'cilium', labels('cilium'), {
			initContainers: [
				{name: 'config', image: agent, command: ['cilium-dbg', 'build-config'], env},
				host('mount-cgroup', 'nsenter --cgroup=/hostproc/1/ns/cgroup cilium-mount $CGROUP_ROOT'),
				host('mount-bpf-fs', 'mount | grep "/sys/fs/bpf type bpf" || mount -t bpf bpf /sys/fs/bpf'),
				{name: 'clean-cilium-state', image: agent, command: ['/init-container.sh']},
				{name: 'install-cni-binaries', image: agent, command: ['/install-plugin.sh']},
			],
			containers: [
				{
					name: 'cilium-agent',
					image: agent,
					command: ['cilium-agent'],
					args: ['--config-dir=/tmp/cilium/config-map'],
					env,
				},
			],
		}),
		workload('DaemonSet', 'cilium-envoy', labels('cilium-envoy'), {
			containers: [
				{
					name: 'cilium-envoy',
					image: image(['envoy', 'image'], 'cilium-envoy', chart.envoy),
					command: ['/usr/bin/cilium-envoy-starter'],
				},
			],
		}),
		workload(
			'Deployment',
			'cilium-operator',
			{'io.cilium/app': 'operator', name: 'cilium-operator', 'app.kubernetes.io/part-of': 'cilium'},
			{
				containers: [
					{
						name: 'cilium-operator',
						image: image(['operator', 'image'], 'operator', `v${version}`, '-generic'),
						command: ['cilium-operator-generic'],
					},
				],
			},
			{replicas: Number(said(values, ['operator', 'replicas'], '2'))},
		),
		...gateways(values, hasClasses),
	];
};
