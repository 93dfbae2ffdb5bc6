// The definitions that kubernetes-sigs/gateway-api publishes: their names and versions, with the real files' checksums.
import {publishedText} from './archive.ts';
import {writeYaml} from './yaml.ts';

type Definition = {readonly kind: string; readonly sha256: string; readonly versions: readonly string[]};

const both = ['v1', 'v1beta1'];

/** By release and plural. */
const releases: Readonly<Record<string, Readonly<Record<string, Definition>>>> = {
	'v1.6.1': {
		gatewayclasses: {
			kind: 'GatewayClass',
			sha256: '53710048ba26f8620eed59d5e51b157ecf040daf5c6eef31a4b991e0808c4be5',
			versions: both,
		},
		gateways: {
			kind: 'Gateway',
			sha256: '25b885f5870b8fff1ae82efa2628b2761cef3745900c2aecf8fb76629a01255a',
			versions: both,
		},
		httproutes: {
			kind: 'HTTPRoute',
			sha256: 'a424a0d6c953b162e71d1d97bb7e75012d8f1ac264e7274f2763d1b96ab39852',
			versions: both,
		},
		referencegrants: {
			kind: 'ReferenceGrant',
			sha256: '8c645e9333cfa67790cc2a53e0c00076f88b2bd4230d2b49688c78bc34f9b2c3',
			versions: both,
		},
		grpcroutes: {
			kind: 'GRPCRoute',
			sha256: '53a8d029da8f07e55d3fa58a5cf6de5950dab19fbb8d6a8082fb5e51ca5ef6fc',
			versions: ['v1'],
		},
		tlsroutes: {
			kind: 'TLSRoute',
			sha256: 'bb8b67926e5d9652cbfd2e19063b7c1d9e78806c9dd671608f57baef2f2e3bbb',
			versions: ['v1', 'v1alpha2', 'v1alpha3'],
		},
		backendtlspolicies: {
			kind: 'BackendTLSPolicy',
			sha256: '0d48c9e4b53dd9510cf615b9b1192d9d7afb07a1cc0498c9515627cb1c075419',
			versions: ['v1', 'v1alpha3'],
		},
	},
	'v1.4.1': {
		gatewayclasses: {
			kind: 'GatewayClass',
			sha256: '7d958ad3965ea4a4996616846d9ecaf1fededbf9351b9752b8b85973936ae8c8',
			versions: both,
		},
		gateways: {
			kind: 'Gateway',
			sha256: 'a02ea425fc901f197b668c9ddd56375e1f6896994914c6e6b9b4fdb85cf3ba6e',
			versions: both,
		},
		httproutes: {
			kind: 'HTTPRoute',
			sha256: '98c6777c22309d319292e9c288ee632006c9ffdd4272383d6f9dffa3fbccaf14',
			versions: both,
		},
		referencegrants: {
			kind: 'ReferenceGrant',
			sha256: 'd74fc2f8e90094f4c4d6dc13a2d720011a40e30e5640b3e2a2051fac820f6584',
			versions: ['v1beta1'],
		},
		grpcroutes: {
			kind: 'GRPCRoute',
			sha256: 'b72068b42cb32051ca609e5a8dfefb16904d164abe2e71d9f3c776fae41c4dab',
			versions: ['v1'],
		},
	},
	'v1.3.0': {
		gatewayclasses: {
			kind: 'GatewayClass',
			sha256: '7c8ee2c1878d9dcc6ba106181e3d14d7eaa520ec070233d62f3aa0d674d19450',
			versions: both,
		},
		gateways: {
			kind: 'Gateway',
			sha256: 'c949e7c3951227b92a582817a7a660558ce0fb94c081da264b4e2bbe4a1e5387',
			versions: both,
		},
		httproutes: {
			kind: 'HTTPRoute',
			sha256: 'a4ecf600c7e0bfd3cdb24e6411938d9b330117a26675f303cc6d9a407cb257d1',
			versions: both,
		},
		referencegrants: {
			kind: 'ReferenceGrant',
			sha256: '7587b2e7e5b1b9a26717b3ef8142f64e6600637eadf481a6bd0031740644b495',
			versions: ['v1beta1'],
		},
		grpcroutes: {
			kind: 'GRPCRoute',
			sha256: '5867279c3cfd77377fe7e9255b22751f17592242b9b5e7485c74b13b268d13c5',
			versions: ['v1'],
		},
	},
};

const group = 'gateway.networking.k8s.io';

const address =
	/^https:\/\/(?:files\.m\.daocloud\.io\/)?raw\.githubusercontent\.com\/kubernetes-sigs\/gateway-api\/([^/]+)\/config\/crd\/standard\/gateway\.networking\.k8s\.io_(\w+)\.yaml$/;

/** The text at an address, at GitHub or through the mirror that serves files of other hosts. */
export const gatewayApiPage = (url: string): string | undefined => {
	const [, release = '', plural = ''] = address.exec(url) ?? [];
	const found = releases[release]?.[plural];
	if (found === undefined) return undefined;
	const {kind, sha256, versions} = found;
	return publishedText(
		sha256,
		writeYaml({
			apiVersion: 'apiextensions.k8s.io/v1',
			kind: 'CustomResourceDefinition',
			metadata: {
				name: `${plural}.${group}`,
				annotations: {
					'gateway.networking.k8s.io/bundle-version': release,
					'gateway.networking.k8s.io/channel': 'standard',
				},
			},
			spec: {
				group,
				names: {kind, plural},
				scope: kind === 'GatewayClass' ? 'Cluster' : 'Namespaced',
				versions: versions.map(name => ({name, served: true, storage: name === versions[0]})),
			},
		}),
	);
};
