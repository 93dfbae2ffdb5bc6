// Flags of the control plane's programs, as their reference lists them: what is not among them ends the program at once.
import {minorOf} from './versions.ts';

type Flags = {readonly own: readonly string[]; readonly families: RegExp};

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Logging, metrics and TLS are the same package in all of them. */
const common = words(`
	allow-metric-labels allow-metric-labels-manifest bind-address cert-dir contention-profiling disabled-metrics
	emulated-version feature-gates help http2-max-streams-per-connection log-flush-frequency log-json-info-buffer-size
	log-text-info-buffer-size logging-format min-compatibility-version permit-address-sharing permit-port-sharing
	profiling secure-port show-hidden-metrics-for-version v version vmodule
`);

const commonFamilies = /^(?:authentication|authorization|requestheader|tls|kube-api)-|^leader-elect/;

const flags: Readonly<Record<string, Flags>> = {
	'kube-apiserver': {
		own: words(`
			admission-control-config-file advertise-address aggregator-reject-forwarding-redirect allow-privileged
			anonymous-auth api-audiences apiserver-count client-ca-file cloud-config cloud-provider
			coordinated-leadership-lease-duration cors-allowed-origins debug-socket-path
			default-not-ready-toleration-seconds default-unreachable-toleration-seconds default-watch-cache-size
			delete-collection-workers disable-admission-plugins egress-selector-config-file enable-admission-plugins
			enable-aggregator-routing enable-bootstrap-token-auth enable-garbage-collector enable-logs-handler
			enable-priority-and-fairness encryption-provider-config encryption-provider-config-automatic-reload
			endpoint-reconciler-type etcd-cafile etcd-certfile etcd-compaction-interval etcd-count-metric-poll-period
			etcd-db-metric-poll-interval etcd-healthcheck-timeout etcd-keyfile etcd-prefix etcd-readycheck-timeout
			etcd-servers etcd-servers-overrides event-ttl external-hostname goaway-chance kubernetes-service-node-port
			lease-reuse-duration-seconds livez-grace-period max-connection-bytes-per-sec max-mutating-requests-inflight
			max-requests-inflight min-request-timeout peer-advertise-ip peer-advertise-port peer-ca-file
			proxy-client-cert-file proxy-client-key-file request-timeout runtime-config
			service-account-extend-token-expiration service-account-issuer service-account-jwks-uri
			service-account-key-file service-account-lookup service-account-max-token-expiration
			service-account-signing-endpoint service-account-signing-key-file service-cluster-ip-range
			service-node-port-range shutdown-delay-duration shutdown-send-retry-after
			shutdown-watch-termination-grace-period storage-backend storage-initialization-timeout storage-media-type
			strict-transport-security-directives token-auth-file tracing-config-file watch-cache watch-cache-sizes
		`),
		families: /^(?:audit|kubelet|oidc)-/,
	},
	'kube-controller-manager': {
		own: words(`
			allocate-node-cidrs attach-detach-reconcile-sync-period cidr-allocator-type client-ca-file cloud-config
			cloud-provider cluster-cidr cluster-name configure-cloud-routes controller-start-interval controllers
			disable-attach-detach-reconcile-sync disable-force-detach-on-timeout enable-dynamic-provisioning
			enable-garbage-collector enable-hostpath-provisioner enable-leader-migration
			external-cloud-volume-plugin flex-volume-plugin-dir kubeconfig large-cluster-size-threshold
			legacy-service-account-token-clean-up-period master max-endpoints-per-slice min-resync-period
			mirroring-max-endpoints-per-subset namespace-sync-period resource-quota-sync-period root-ca-file
			route-reconciliation-period secondary-node-eviction-rate service-account-private-key-file
			service-cluster-ip-range terminated-pod-gc-threshold unhealthy-zone-threshold use-service-account-credentials
		`),
		families:
			/^(?:cluster-signing|concurrent|endpoint|endpointslice|horizontal-pod-autoscaler|node|pv|pvclaimbinder)-/,
	},
	'kube-scheduler': {
		own: words('client-ca-file config kubeconfig master pod-max-in-unschedulable-pods-duration write-config-to'),
		families: /^$/,
	},
};

/** `port` and `insecure-port` served plain HTTP until 1.23, as 0 to say no. */
const until = (minor: number): readonly string[] =>
	minor < 24 ? ['port', 'insecure-port', 'insecure-bind-address'] : [];

/** The first flag of a command line that its program does not have. */
export const unknownFlag = (command: readonly string[], version: string): string | undefined => {
	const known = flags[command[0] ?? ''];
	if (known === undefined) return undefined;
	const more = until(minorOf(version));
	return command
		.slice(1)
		.map(word => /^--?([\w-]+)/.exec(word)?.[1] ?? '')
		.find(
			name =>
				name !== '' &&
				!known.own.includes(name) &&
				!common.includes(name) &&
				!more.includes(name) &&
				!known.families.test(name) &&
				!commonFamilies.test(name),
		);
};
