// The definitions of the Gateway API that Cilium's operator looks for when it starts, and at no other time: without one of them it
// carries out no Gateways. As of 2026-11. Sources: cilium/cilium Documentation network/servicemesh/gateway-api/installation.rst of
// each release (which definitions, of which version); kubernetes-sigs/gateway-api config/crd/standard of the tag (the sums, taken
// of the tagged files, which are what raw.githubusercontent.com serves).
import type {Given, Task} from '../source/engine/declare.ts';
import {fragment, sh} from '../source/engine/script.ts';
import {type Archive, plainFile} from './archive.ts';
import {ciliumHasGateways, ciliumOf} from './cilium.ts';
import {fetchTrue} from './fetch-true.ts';
import {kubectl} from './kubectl.ts';
import {ownConfig} from './paths.ts';
import {planOf, type Plan} from './plan.ts';

type Release = {
	readonly version: string;
	/** By plural. */
	readonly sums: Readonly<Record<string, string>>;
};

/** By the Cilium that they are for. */
const releases: Readonly<Record<string, Release>> = {
	'1.20': {
		version: 'v1.6.1',
		sums: {
			gatewayclasses: '53710048ba26f8620eed59d5e51b157ecf040daf5c6eef31a4b991e0808c4be5',
			gateways: '25b885f5870b8fff1ae82efa2628b2761cef3745900c2aecf8fb76629a01255a',
			httproutes: 'a424a0d6c953b162e71d1d97bb7e75012d8f1ac264e7274f2763d1b96ab39852',
			referencegrants: '8c645e9333cfa67790cc2a53e0c00076f88b2bd4230d2b49688c78bc34f9b2c3',
			grpcroutes: '53a8d029da8f07e55d3fa58a5cf6de5950dab19fbb8d6a8082fb5e51ca5ef6fc',
			tlsroutes: 'bb8b67926e5d9652cbfd2e19063b7c1d9e78806c9dd671608f57baef2f2e3bbb',
			backendtlspolicies: '0d48c9e4b53dd9510cf615b9b1192d9d7afb07a1cc0498c9515627cb1c075419',
		},
	},
	'1.19': {
		version: 'v1.4.1',
		sums: {
			gatewayclasses: '7d958ad3965ea4a4996616846d9ecaf1fededbf9351b9752b8b85973936ae8c8',
			gateways: 'a02ea425fc901f197b668c9ddd56375e1f6896994914c6e6b9b4fdb85cf3ba6e',
			httproutes: '98c6777c22309d319292e9c288ee632006c9ffdd4272383d6f9dffa3fbccaf14',
			referencegrants: 'd74fc2f8e90094f4c4d6dc13a2d720011a40e30e5640b3e2a2051fac820f6584',
			grpcroutes: 'b72068b42cb32051ca609e5a8dfefb16904d164abe2e71d9f3c776fae41c4dab',
		},
	},
	'1.18': {
		version: 'v1.3.0',
		sums: {
			gatewayclasses: '7c8ee2c1878d9dcc6ba106181e3d14d7eaa520ec070233d62f3aa0d674d19450',
			gateways: 'c949e7c3951227b92a582817a7a660558ce0fb94c081da264b4e2bbe4a1e5387',
			httproutes: 'a4ecf600c7e0bfd3cdb24e6411938d9b330117a26675f303cc6d9a407cb257d1',
			referencegrants: '7587b2e7e5b1b9a26717b3ef8142f64e6600637eadf481a6bd0031740644b495',
			grpcroutes: '5867279c3cfd77377fe7e9255b22751f17592242b9b5e7485c74b13b268d13c5',
		},
	},
};

const instead = 'name another mirror in the plan, or write gateway: {controller: envoy}';

const releaseOf = (plan: Plan): Release => releases[ciliumOf(plan).version.replace(/\.\d+$/, '')]!;

/** DaoCloud serves files of other hosts below its own name. */
export const gatewayDefinitions = (plan: Plan): readonly Archive[] => {
	const {version, sums} = releaseOf(plan);
	const base = `https://${plan.mirrors.name === undefined ? '' : 'files.m.daocloud.io/'}raw.githubusercontent.com/kubernetes-sigs/gateway-api/${version}/config/crd/standard`;
	return Object.entries(sums).map(([plural, sum]) =>
		plainFile(`${base}/gateway.networking.k8s.io_${plural}.yaml`, sum, instead),
	);
};

const names = (plan: Plan): readonly string[] =>
	Object.keys(releaseOf(plan).sums).map(plural => `crd/${plural}.gateway.networking.k8s.io`);

const definitionsPath = `${ownConfig}/gateway-definitions.yaml`;

export const installGatewayDefinitions: Task = {
	id: 'gateway-definitions',
	title: {en: 'Install the Gateway API’s definitions', zh: '安装 Gateway API 的定义'},
	why: {
		en: 'Cilium’s operator looks for them once, when it starts, and carries out no Gateways where one is missing: so they come before Cilium. They are fetched from the Gateway API’s own repository, or through the plan’s mirror, and their checksums are compared.',
		zh: 'Cilium 的 operator 只在启动时查找一次这些定义，缺少任何一个就不会实现 Gateway，因此要先于 Cilium 安装。它们来自 Gateway API 官方仓库或计划中的镜像站，并核对校验和。',
	},
	target: 'first-control-plane',
	when: given => ciliumHasGateways(planOf(given)),
	risk: 'changes',
	check: {
		ask: given => sh`
			for definition in ${names(planOf(given))}; do
				found=$(${kubectl} get "$definition" -o jsonpath='{.metadata.annotations.gateway\.networking\.k8s\.io/bundle-version}' 2>&1) || { echo "$found" >&2 && exit 1; }
				echo "$definition: $found"
				[ "$found" = ${releaseOf(planOf(given)).version} ] || exit 1
			done
		`,
	},
	run: given => sh`
		${fetchTrue}
		mkdir -p ${ownConfig}
		files=$(mktemp -d)
		get() {
			fetch "$1" "$files/$3.yaml" "$2" ${instead}
		}
		if ! {
			${fragment(
				gatewayDefinitions(planOf(given))
					.map(({address, sha256}, index) => sh`get ${address.amd64} ${sha256.amd64} ${String(index)}`)
					.join(' &&\n'),
			)}
		}; then
			rm -rf "$files"
			exit 1
		fi
		for file in "$files"/*.yaml; do
			echo ---
			cat "$file"
		done > ${definitionsPath}
		rm -rf "$files"
		# Server-side: the definitions are too long for the annotation that kubectl apply would keep.
		${kubectl} apply --server-side --force-conflicts -f ${definitionsPath}
		${kubectl} wait --for=condition=Established --timeout=60s ${names(planOf(given))}
	`,
	undo: () => sh`
		if [ -e ${definitionsPath} ]; then ${kubectl} delete -f ${definitionsPath} --ignore-not-found --timeout=180s; fi
		rm -f ${definitionsPath}
	`,
	usually: 20,
	waitingFor: {en: 'GitHub, or the plan’s mirror', zh: 'GitHub 或计划中镜像站的响应'},
	retries: 2,
};

/** Read before anything is changed. */
export const gatewayArchives = (given: Given): readonly Archive[] => {
	const plan = planOf(given);
	return ciliumHasGateways(plan) ? gatewayDefinitions(plan) : [];
};
