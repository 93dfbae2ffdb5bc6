// The two add-ons that kubeadm applies by itself: CoreDNS and kube-proxy.
import {put} from '../cluster/objects.ts';
import {nth} from '../cluster/pki.ts';
import type {Shell} from '../command.ts';
import {writeYaml} from '../yaml.ts';
import type {Plan} from './config.ts';
import {endpointOf, endpointWarning} from './files.ts';
import {imagesFor} from './images.ts';
import type {Output} from './output.ts';
import {account, coreDnsRole} from './rules.ts';

const namespace = 'kube-system';

const corefile = (plan: Plan): string => `.:53 {
    errors
    health {
       lameduck 5s
    }
    ready
    kubernetes ${plan.dnsDomain} in-addr.arpa ip6.arpa {
       pods insecure
       fallthrough in-addr.arpa ip6.arpa
       ttl 30
    }
    prometheus :9153
    forward . /etc/resolv.conf {
       max_concurrent 1000
    }
    cache 30${
		plan.minor >= 32
			? ` {
       disable success ${plan.dnsDomain}
       disable denial ${plan.dnsDomain}
    }`
			: ''
	}
    loop
    reload
    loadbalance
}
`;

const controlPlaneTaint = (plan: Plan): Record<string, string>[] => [
	...(plan.minor < 25 ? [{effect: 'NoSchedule', key: 'node-role.kubernetes.io/master'}] : []),
	{effect: 'NoSchedule', key: 'node-role.kubernetes.io/control-plane'},
];

export const applyCoreDns = (at: Shell, plan: Plan, out: Output): void => {
	const {world} = at;
	const labels = {'k8s-app': 'kube-dns'};
	coreDnsRole(at);
	account(at, 'coredns', 'system:coredns');
	put(world, {
		apiVersion: 'v1',
		kind: 'ConfigMap',
		metadata: {name: 'coredns', namespace},
		data: {Corefile: corefile(plan)},
	});
	put(world, {
		apiVersion: 'apps/v1',
		kind: 'Deployment',
		metadata: {name: 'coredns', namespace, labels},
		spec: {
			replicas: 2,
			selector: {matchLabels: labels},
			strategy: {rollingUpdate: {maxSurge: '25%', maxUnavailable: 1}, type: 'RollingUpdate'},
			template: {
				metadata: {labels},
				spec: {
					containers: [
						{
							args: ['-conf', '/etc/coredns/Corefile'],
							image: imagesFor(plan).coredns,
							imagePullPolicy: 'IfNotPresent',
							livenessProbe: {
								failureThreshold: 5,
								httpGet: {path: '/health', port: 8080, scheme: 'HTTP'},
								initialDelaySeconds: 60,
								successThreshold: 1,
								timeoutSeconds: 5,
							},
							name: 'coredns',
							ports: [
								{containerPort: 53, name: 'dns', protocol: 'UDP'},
								{containerPort: 53, name: 'dns-tcp', protocol: 'TCP'},
								{containerPort: 9153, name: 'metrics', protocol: 'TCP'},
							],
							readinessProbe: {httpGet: {path: '/ready', port: 8181, scheme: 'HTTP'}},
							resources: {limits: {memory: '170Mi'}, requests: {cpu: '100m', memory: '70Mi'}},
							securityContext: {
								allowPrivilegeEscalation: false,
								capabilities: {add: ['NET_BIND_SERVICE'], drop: ['ALL']},
								readOnlyRootFilesystem: true,
							},
							volumeMounts: [{mountPath: '/etc/coredns', name: 'config-volume', readOnly: true}],
						},
					],
					dnsPolicy: 'Default',
					nodeSelector: {'kubernetes.io/os': 'linux'},
					priorityClassName: 'system-cluster-critical',
					serviceAccountName: 'coredns',
					tolerations: [{key: 'CriticalAddonsOnly', operator: 'Exists'}, ...controlPlaneTaint(plan)],
					volumes: [
						{
							configMap: {items: [{key: 'Corefile', path: 'Corefile'}], name: 'coredns'},
							name: 'config-volume',
						},
					],
				},
			},
		},
	});
	put(world, {
		apiVersion: 'v1',
		kind: 'Service',
		metadata: {
			name: 'kube-dns',
			namespace,
			labels: {'k8s-app': 'kube-dns', 'kubernetes.io/cluster-service': 'true', 'kubernetes.io/name': 'CoreDNS'},
			annotations: {'prometheus.io/port': '9153', 'prometheus.io/scrape': 'true'},
		},
		spec: {
			clusterIP: nth(plan.serviceSubnet, 10),
			ports: [
				{name: 'dns', port: 53, protocol: 'UDP', targetPort: 53},
				{name: 'dns-tcp', port: 53, protocol: 'TCP', targetPort: 53},
				{name: 'metrics', port: 9153, protocol: 'TCP', targetPort: 9153},
			],
			selector: labels,
		},
	});
	out.print('[addons] Applied essential addon: CoreDNS');
};

const proxyConfiguration = (plan: Plan): Record<string, unknown> => ({
	apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
	bindAddress: '0.0.0.0',
	clientConnection: {
		acceptContentTypes: '',
		burst: 0,
		contentType: '',
		kubeconfig: '/var/lib/kube-proxy/kubeconfig.conf',
		qps: 0,
	},
	clusterCIDR: plan.podSubnet,
	configSyncPeriod: '0s',
	enableProfiling: false,
	healthzBindAddress: '',
	hostnameOverride: '',
	kind: 'KubeProxyConfiguration',
	metricsBindAddress: '',
	// From 1.37 on kubeadm writes the mode that an empty one meant.
	mode: plan.minor >= 37 ? 'iptables' : '',
	nodePortAddresses: null,
	...plan.proxy,
});

export const applyProxy = (at: Shell, plan: Plan, out: Output): void => {
	const {world} = at;
	const labels = {'k8s-app': 'kube-proxy'};
	endpointWarning(plan, out);
	account(at, 'kube-proxy', 'system:node-proxier');
	put(world, {
		apiVersion: 'v1',
		kind: 'ConfigMap',
		metadata: {name: 'kube-proxy', namespace, labels: {app: 'kube-proxy'}},
		data: {
			'config.conf': writeYaml(proxyConfiguration(plan)),
			'kubeconfig.conf': writeYaml({
				apiVersion: 'v1',
				kind: 'Config',
				clusters: [
					{
						cluster: {
							'certificate-authority': '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt',
							server: `https://${endpointOf(plan)}`,
						},
						name: 'default',
					},
				],
				contexts: [{context: {cluster: 'default', namespace: 'default', user: 'default'}, name: 'default'}],
				'current-context': 'default',
				users: [{name: 'default', user: {tokenFile: '/var/run/secrets/kubernetes.io/serviceaccount/token'}}],
			}),
		},
	});
	put(world, {
		apiVersion: 'apps/v1',
		kind: 'DaemonSet',
		metadata: {name: 'kube-proxy', namespace, labels},
		spec: {
			selector: {matchLabels: labels},
			template: {
				metadata: {labels},
				spec: {
					containers: [
						{
							command: [
								'/usr/local/bin/kube-proxy',
								'--config=/var/lib/kube-proxy/config.conf',
								'--hostname-override=$(NODE_NAME)',
							],
							env: [{name: 'NODE_NAME', valueFrom: {fieldRef: {fieldPath: 'spec.nodeName'}}}],
							image: imagesFor(plan)['kube-proxy'],
							imagePullPolicy: 'IfNotPresent',
							name: 'kube-proxy',
							securityContext: {privileged: true},
							volumeMounts: [
								{mountPath: '/var/lib/kube-proxy', name: 'kube-proxy'},
								{mountPath: '/run/xtables.lock', name: 'xtables-lock'},
								{mountPath: '/lib/modules', name: 'lib-modules', readOnly: true},
							],
						},
					],
					hostNetwork: true,
					nodeSelector: {'kubernetes.io/os': 'linux'},
					priorityClassName: 'system-node-critical',
					serviceAccountName: 'kube-proxy',
					tolerations: [{operator: 'Exists'}],
					volumes: [
						{configMap: {name: 'kube-proxy'}, name: 'kube-proxy'},
						{hostPath: {path: '/run/xtables.lock', type: 'FileOrCreate'}, name: 'xtables-lock'},
						{hostPath: {path: '/lib/modules', type: ''}, name: 'lib-modules'},
					],
				},
			},
			updateStrategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 1}, type: 'RollingUpdate'},
		},
	});
	out.print('[addons] Applied essential addon: kube-proxy');
};
