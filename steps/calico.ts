// Calico through its operator: which release for which minor, where its manifests are, and our Installation. As of 2026-11.
// Sources: docs.tigera.io "System requirements" of each release (minors), "Component versions" (the operator), and
// projectcalico/calico manifests/ of the tag: 3.32 renamed the file with the definitions.
import type {Given} from '../source/engine/declare.ts';
import {type Archive, plainFile} from './archive.ts';
import {mirroredImage} from './mirrors.ts';
import {ownConfig} from './paths.ts';
import {planOf, type Plan} from './plan.ts';
import {proxyModeOf} from './proxy-mode.ts';
import {minorNumber} from './versions.ts';
import {yaml, type Yaml} from './yaml.ts';

type Release = {
	readonly version: string;
	readonly definitions: string;
	/** Of the definitions and of the operator's manifest, taken of the tagged files. Left out: not known here, and shown on the host. */
	readonly sums?: readonly [definitions: string, operator: string];
	readonly from: number;
	readonly to: number;
};

const releases: readonly Release[] = [
	{version: 'v3.32.2', definitions: 'v1_crd_projectcalico_org.yaml', from: 34, to: 36},
	{
		version: 'v3.31.3',
		definitions: 'operator-crds.yaml',
		sums: [
			'd6193da8ce442328c1a14d3a3bb7ad89fcaceceac5fb293254095fbf736c2499',
			'23d4b023fd862741b8c0fe068d27cecd18f27edda93ecc6b4433c7faeb2b940e',
		],
		from: 32,
		to: 33,
	},
];

/** Undefined: none is tested with this minor. */
export const calicoFor = (minor: Plan['kubernetes']['version']): Release | undefined =>
	releases.find(({from, to}) => minorNumber(minor) >= from && minorNumber(minor) <= to);

export const calicoMinors = {
	from: Math.min(...releases.map(({from}) => from)),
	to: Math.max(...releases.map(({to}) => to)),
} as const;

const releaseOf = ({kubernetes}: Plan): Release => {
	const release = calicoFor(kubernetes.version);
	if (release === undefined) throw new Error(`No Calico of the table is for Kubernetes ${kubernetes.version}.`);
	return release;
};

/** The definitions of its kinds, then the operator. DaoCloud serves files of other hosts below its own name. */
export const calicoSources = (plan: Plan): readonly [definitions: string, operator: string] => {
	const {version, definitions} = releaseOf(plan);
	const host = 'raw.githubusercontent.com';
	const base = `https://${plan.mirrors.name === undefined ? host : `files.m.daocloud.io/${host}`}/projectcalico/calico/${version}/manifests`;
	return [`${base}/${definitions}`, `${base}/tigera-operator.yaml`];
};

export const calicoSums = (plan: Plan): readonly string[] => releaseOf(plan).sums ?? [];

export const calicoInstead =
	'name another mirror in the plan, or fetch the manifest yourself and write network: {manifest: FILE}';

/** What is known of the manifests beforehand, read before anything is changed. */
export const calicoFiles = (given: Given): readonly Archive[] => {
	const plan = planOf(given);
	if (plan.kubernetes.network.kind !== 'calico') return [];
	const sums = calicoSums(plan);
	return calicoSources(plan).flatMap((source, index) => {
		const sum = sums[index];
		return sum === undefined ? [] : [plainFile(source, sum, calicoInstead)];
	});
};

export const calicoPath = `${ownConfig}/calico.yaml`;
export const calicoOperatorPath = `${ownConfig}/tigera-operator.yaml`;

/** What takes the place of `quay.io/tigera/` in the operator's manifest. */
export const operatorPrefix = (plan: Plan): string =>
	plan.mirrors.images === undefined || plan.mirrors.name !== undefined
		? mirroredImage(plan, 'quay.io/tigera/')
		: `${plan.mirrors.images.prefix}/`;

/** `registry` and `imagePath` of the Installation; a registry of one's own is flat. */
const imagesOf = (plan: Plan): {readonly registry?: string; readonly imagePath?: string} => {
	const {images, name} = plan.mirrors;
	if (images === undefined) return {};
	if (name !== undefined) return {registry: mirroredImage(plan, 'quay.io/')};
	const [registry = '', ...path] = images.prefix.split('/');
	return {registry: `${registry}/`, imagePath: path.join('/')};
};

/** The address of every host in the plan, so that the interface is the one the hosts see each other on. */
const detection = ({hosts}: Plan): Yaml => {
	const addresses = hosts.map(({address}) => address).filter(address => /^[\d.]+$/.test(address));
	return addresses.length === hosts.length ? {cidrs: subnetsOf(addresses)} : {kubernetes: 'NodeInternalIP'};
};

/** Their /24s: a worker that is added later is found as well. */
const subnetsOf = (addresses: readonly string[]): readonly string[] => [
	...new Set(addresses.map(address => address.replace(/\d+$/, '0/24'))),
];

export const calicoInstallation = (given: Given): string => {
	const plan = planOf(given);
	return yaml({
		apiVersion: 'operator.tigera.io/v1',
		kind: 'Installation',
		metadata: {name: 'default'},
		spec: {
			...imagesOf(plan),
			calicoNetwork: {
				bgp: 'Disabled',
				...(proxyModeOf(given) === 'nftables' && {linuxDataplane: 'Nftables'}),
				ipPools: [
					{
						name: 'default-ipv4-ippool',
						blockSize: 26,
						cidr: plan.kubernetes.podSubnet,
						encapsulation: 'VXLAN',
						natOutgoing: 'Enabled',
						nodeSelector: 'all()',
					},
				],
				nodeAddressAutodetectionV4: detection(plan),
			},
		},
	});
};
