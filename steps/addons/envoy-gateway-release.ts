// Envoy Gateway: which release for which minor, where its manifest is, and what we add to it. As of 2026-11.
// Sources, in envoyproxy/gateway: site/content/en/news/releases/matrix.md (minors), api/v1alpha1/shared_types.go of each tag
// (the proxy's image), site/content/en/latest/install/install-yaml.md (the manifest, which has the definitions of the Gateway
// API in it and is too long for a client-side apply). The manifest is made for each release and is no file of the repository, so
// its checksum can be known only from the release itself, which shows it beside the file: the plan may carry it.
import type {Given} from '../../source/engine/declare.ts';
import {type Archive, plainFile} from '../archive.ts';
import {imageThrough} from '../mirrors.ts';
import {planOf, type Plan} from '../plan.ts';
import {yaml} from '../yaml.ts';
import {versionIn, type AddonRelease} from './addon.ts';
import {tolerationsIn} from './tolerations.ts';

type Release = AddonRelease & {
	/** Tag of the proxy that it is built with. */
	readonly proxy: string;
};

export const gatewayReleases: readonly Release[] = [
	{version: '1.9.0', from: 33, to: 36, proxy: 'distroless-v1.39.0'},
	{version: '1.8.3', from: 32, to: 32, proxy: 'distroless-v1.38.3'},
	{version: '1.6.7', from: 30, to: 31, proxy: 'distroless-v1.36.6'},
	{version: '1.3.3', from: 29, to: 29, proxy: 'distroless-v1.33.3'},
	{version: '1.2.8', from: 28, to: 28, proxy: 'distroless-v1.32.4'},
];

const versionFor = (plan: Plan): string => versionIn({id: 'gateway-api', releases: gatewayReleases}, plan);

export const gatewayNamespace = 'envoy-gateway-system';
export const gatewayController = 'envoy-gateway';
/** What a Gateway names. */
export const gatewayClass = 'eg';

/** DaoCloud serves files of other hosts below its own name. */
export const gatewaySource = (plan: Plan): string =>
	`https://${plan.mirrors.name === undefined ? '' : 'files.m.daocloud.io/'}github.com/envoyproxy/gateway/releases/download/v${versionFor(plan)}/install.yaml`;

/** What to do about a manifest that is not there, or is another one. */
export const gatewayInstead =
	'name another mirror in the plan, correct gateway.sha256, or remove gateway-api from addons';

export const hasEnvoyGateway = ({kubernetes}: Plan): boolean =>
	kubernetes.addons.includes('gateway-api') && kubernetes.gateway?.controller !== 'cilium';

/** What the plan says the manifest has to be, read before anything is changed. */
export const envoyGatewayFiles = (given: Given): readonly Archive[] => {
	const plan = planOf(given);
	const sha256 = plan.kubernetes.gateway?.sha256;
	return hasEnvoyGateway(plan) && sha256 !== undefined
		? [plainFile(gatewaySource(plan), sha256, gatewayInstead)]
		: [];
};

const image = (plan: Plan, name: string): string => imageThrough(plan, `docker.io/envoyproxy/${name}`);

const proxyImage = (plan: Plan): string => {
	const version = versionFor(plan);
	return image(plan, `envoy:${gatewayReleases.find(release => release.version === version)!.proxy}`);
};

/** The controller's, then the proxy's. */
export const gatewayImages = (plan: Plan): readonly string[] => [
	image(plan, `gateway:v${versionFor(plan)}`),
	proxyImage(plan),
];

/** What takes the place of `docker.io/envoyproxy/` in the manifest. */
export const gatewayPrefix = (plan: Plan): string => image(plan, 'gateway').replace(/gateway$/, '');

/** The class, and how its proxies run: with no load balancer to give addresses out, they answer at a NodePort of every node. */
export const gatewayManifest = (plan: Plan): string => {
	const tolerations = tolerationsIn(plan);
	return yaml(
		{
			apiVersion: 'gateway.envoyproxy.io/v1alpha1',
			kind: 'EnvoyProxy',
			metadata: {name: gatewayClass, namespace: gatewayNamespace},
			spec: {
				provider: {
					type: 'Kubernetes',
					kubernetes: {
						envoyDeployment: {
							container: {image: proxyImage(plan)},
							...(tolerations !== undefined && {pod: {tolerations}}),
						},
						envoyService: {type: 'NodePort', externalTrafficPolicy: 'Cluster'},
					},
				},
			},
		},
		{
			apiVersion: 'gateway.networking.k8s.io/v1',
			kind: 'GatewayClass',
			metadata: {name: gatewayClass},
			spec: {
				controllerName: 'gateway.envoyproxy.io/gatewayclass-controller',
				parametersRef: {
					group: 'gateway.envoyproxy.io',
					kind: 'EnvoyProxy',
					name: gatewayClass,
					namespace: gatewayNamespace,
				},
			},
		},
	);
};
