// Cilium through its chart: which release for which minor, what is fetched, and the values that we give it. As of 2026-11.
// Cilium publishes no manifest of a release, only a chart, and its own installer renders it; what is fetched is pinned here by
// checksum. Sources: cilium/cilium Documentation network/kubernetes/compatibility.rst and operations/system_requirements.rst
// of each release (minors, kernel); cilium/charts (the archives, whose checksums these are; the names of the values);
// cilium/cilium-cli README.md (its releases) and kubernetes-sigs/kubespray checksums.yml (its checksums).
import type {Kernel} from './kernel.ts';
import {imageThrough} from './mirrors.ts';
import {ownConfig, ownState} from './paths.ts';
import type {Plan} from './plan.ts';
import {minorNumber} from './versions.ts';
import {yaml} from './yaml.ts';

type Release = {
	readonly version: string;
	/** Of the chart's archive. */
	readonly sha256: string;
	/** The minors that it is tested with end to end. */
	readonly from: number;
	readonly to: number;
	readonly kernel: Kernel;
};

const releases: readonly Release[] = [
	{
		version: '1.20.0',
		sha256: 'c5f013912360d1a334f44ef25f36da59ba3414cdb48f466ee12d0c4fdff27883',
		from: 33,
		to: 36,
		kernel: [5, 10],
	},
	{
		version: '1.19.6',
		sha256: '21c43cf53841f9ab0375047d95aa4c64051ea52bbd2c679416e6408f5f1c9179',
		from: 31,
		to: 34,
		kernel: [5, 10],
	},
	{
		version: '1.18.12',
		sha256: '5923f9d9fcb11bc4692ad52353cc791b935d96e09ba0c535c5a8b88ea8a37572',
		from: 30,
		to: 33,
		kernel: [5, 10],
	},
];

/** The newest that is tested with this minor. Undefined: none is. */
export const ciliumFor = (minor: Plan['kubernetes']['version']): Release | undefined =>
	releases.find(({from, to}) => minorNumber(minor) >= from && minorNumber(minor) <= to);

export const ciliumMinors = {
	from: Math.min(...releases.map(({from}) => from)),
	to: Math.max(...releases.map(({to}) => to)),
} as const;

export const ciliumOf = ({kubernetes}: Plan): Release => {
	const release = ciliumFor(kubernetes.version);
	if (release === undefined) throw new Error(`No Cilium of the table is for Kubernetes ${kubernetes.version}.`);
	return release;
};

/** The installer: 0.19.7 is for Cilium 1.17 and newer. */
export const installer = {
	version: 'v0.19.7',
	sha256: {
		amd64: 'cd15e0983bf0acc7946cd05d453d1e58376ea92dec2642e745212df2b07d8852',
		arm64: '9482937f14061fb239f2dbb2f97f4103de1b101f5d5defbff319f294f9bd540f',
	},
} as const;

/** DaoCloud serves files of other hosts below its own name. */
const through = (plan: Plan, address: string): string =>
	`https://${plan.mirrors.name === undefined ? '' : 'files.m.daocloud.io/'}${address}`;

/** All but the architecture and `.tar.gz`. */
export const installerAddress = (plan: Plan): string =>
	through(plan, `github.com/cilium/cilium-cli/releases/download/${installer.version}/cilium-linux-`);

export const chartAddress = (plan: Plan): string =>
	through(plan, `raw.githubusercontent.com/cilium/charts/master/cilium-${ciliumOf(plan).version}.tgz`);

export const ciliumProgram = '/usr/local/bin/cilium';
/** The archive holds one folder, cilium. */
export const chartFolder = (plan: Plan): string => `${ownState}/cilium-${ciliumOf(plan).version}`;
export const ciliumValues = `${ownConfig}/cilium.yaml`;

/** Without its tag, which the chart knows. */
const repository = (plan: Plan, name: string): string => imageThrough(plan, `quay.io/cilium/${name}`);

/** A copy in a registry of one's own has a digest of its own. */
const hasUpstreamDigests = ({mirrors}: Plan): boolean => mirrors.images === undefined || mirrors.name !== undefined;

const image = (plan: Plan, name: string) => ({
	repository: repository(plan, name),
	...(!hasUpstreamDigests(plan) && {useDigest: false}),
});

/** The agent's image, as the DaemonSet names it, without tag and digest. */
export const agentImage = (plan: Plan): string => repository(plan, 'cilium');

const servicesIn = ({kubernetes, endpoint}: Plan) =>
	kubernetes.proxyMode === 'none'
		? {
				k8sServiceHost: endpoint.address,
				k8sServicePort: endpoint.port,
				kubeProxyReplacement: 'true',
				kubeProxyReplacementHealthzBindAddr: '0.0.0.0:10256',
			}
		: {kubeProxyReplacement: 'false'};

/** Cilium itself carries out the Gateways of the plan. */
export const ciliumHasGateways = ({kubernetes}: Plan): boolean =>
	kubernetes.addons.includes('gateway-api') && kubernetes.gateway?.controller === 'cilium';

/**
 * On hosts with several interfaces what comes in for Envoy can miss a pod of the same node, unless every pod has a route of its own
 * (cilium/cilium#24318).
 */
const gatewaysIn = (plan: Plan) =>
	ciliumHasGateways(plan) ? {endpointRoutes: {enabled: true}, gatewayAPI: {enabled: true}} : {};

/**
 * Addresses are those of the nodes' parts of the pod subnet, which kubeadm was given; Cilium's own pool would be 10.0.0.0/8.
 * Tunnels lead to the nodes' internal addresses, which are the plan's: no interface has to be named on a host with several.
 * kube-proxy stays, unless the plan says proxyMode: none: its place is another way to reach every Service. Without it the agents
 * find the API at the plan's endpoint, because no Service leads there yet, and answer for health where it would: port 10256.
 */
export const ciliumValuesText = (plan: Plan): string =>
	yaml({
		envoy: {image: image(plan, 'cilium-envoy')},
		image: image(plan, 'cilium'),
		...gatewaysIn(plan),
		ipam: {mode: 'kubernetes'},
		k8s: {requireIPv4PodCIDR: true},
		...servicesIn(plan),
		operator: {
			image: image(plan, 'operator'),
			// They avoid each other's node.
			replicas: Math.min(2, plan.hosts.length),
		},
		routingMode: 'tunnel',
		tunnelPort: 8472,
		tunnelProtocol: 'vxlan',
	});
