// The kubelet's configuration and flags as init and join write them.
import {nth, pki} from '../cluster/pki.ts';
import type {Shell} from '../command.ts';
import {writeYaml} from '../yaml.ts';
import type {Plan} from './config.ts';
import {pauseOf} from './images.ts';
import type {Output} from './output.ts';

export const kubeletConfiguration = (plan: Plan): Record<string, unknown> => ({
	apiVersion: 'kubelet.config.k8s.io/v1beta1',
	kind: 'KubeletConfiguration',
	authentication: {
		anonymous: {enabled: false},
		webhook: {cacheTTL: '0s', enabled: true},
		x509: {clientCAFile: `${pki}/ca.crt`},
	},
	authorization: {mode: 'Webhook', webhook: {cacheAuthorizedTTL: '0s', cacheUnauthorizedTTL: '0s'}},
	...(plan.minor >= 22 ? {cgroupDriver: 'systemd'} : {}),
	clusterDNS: [nth(plan.serviceSubnet, 10)],
	clusterDomain: plan.dnsDomain,
	...(plan.minor >= 34 ? {containerRuntimeEndpoint: ''} : {}),
	cpuManagerReconcilePeriod: '0s',
	evictionPressureTransitionPeriod: '0s',
	fileCheckFrequency: '0s',
	healthzBindAddress: '127.0.0.1',
	healthzPort: 10248,
	httpCheckFrequency: '0s',
	imageMinimumGCAge: '0s',
	nodeStatusReportFrequency: '0s',
	nodeStatusUpdateFrequency: '0s',
	rotateCertificates: true,
	runtimeRequestTimeout: '0s',
	shutdownGracePeriod: '0s',
	shutdownGracePeriodCriticalPods: '0s',
	staticPodPath: '/etc/kubernetes/manifests',
	streamingConnectionIdleTimeout: '0s',
	syncFrequency: '0s',
	volumeStatsAggPeriod: '0s',
	...plan.kubelet,
});

const kubeletArguments = (at: Shell, plan: Plan): string => {
	const {minor, criSocket} = plan;
	const shim = minor < 24 && criSocket === '/var/run/dockershim.sock';
	const own = [
		...(shim
			? ['--network-plugin=cni', `--pod-infra-container-image=${pauseOf(plan)}`]
			: [
					...(minor < 24 ? ['--container-runtime=remote'] : []),
					...(minor < 34 ? [`--container-runtime-endpoint=${criSocket}`] : []),
				]),
		...(plan.node === at.machine.hostname.toLowerCase() ? [] : [`--hostname-override=${plan.node}`]),
		...(minor >= 24 && minor < 35 ? [`--pod-infra-container-image=${pauseOf(plan)}`] : []),
		...plan.kubeletExtraArgs.map(([name, value]) => `--${name}=${value}`),
	];
	return `KUBELET_KUBEADM_ARGS="${own.join(' ')}"\n`;
};

/** Configuration, then the flags; init writes them the other way round, so the caller says. */
export const writeKubelet = (
	at: Shell,
	plan: Plan,
	out: Output,
	configuration: Record<string, unknown>,
	flagsFirst: boolean,
): void => {
	const instance = plan.minor >= 34;
	const flags = (): void => {
		at.files.write('/var/lib/kubelet/kubeadm-flags.env', kubeletArguments(at, plan), 0o644);
		out.print(
			'[kubelet-start] Writing kubelet environment file with flags to file "/var/lib/kubelet/kubeadm-flags.env"',
		);
	};
	if (flagsFirst) flags();
	if (instance) {
		at.files.write(
			'/var/lib/kubelet/instance-config.yaml',
			writeYaml({
				apiVersion: 'kubelet.config.k8s.io/v1beta1',
				kind: 'KubeletConfiguration',
				containerRuntimeEndpoint: plan.criSocket,
			}),
			0o600,
		);
		out.print('[kubelet-start] Writing kubelet configuration to file "/var/lib/kubelet/instance-config.yaml"');
		out.print(
			'[patches] Applied patch of type "application/strategic-merge-patch+json" to target "kubeletconfiguration"',
		);
	}
	at.files.write(
		'/var/lib/kubelet/config.yaml',
		writeYaml({...configuration, ...(instance ? {containerRuntimeEndpoint: plan.criSocket} : {})}),
		0o644,
	);
	out.print('[kubelet-start] Writing kubelet configuration to file "/var/lib/kubelet/config.yaml"');
	if (!flagsFirst) flags();
};
