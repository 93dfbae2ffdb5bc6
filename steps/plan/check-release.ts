// The release beside what the plan wants of it: is it offered, where do its packages come from, can kube-proxy do that.
import {calicoFor, calicoMinors} from '../calico.ts';
import {ciliumFor, ciliumMinors} from '../cilium.ts';
import type {Minor} from '../plan.ts';
import {defaultMinor, firstWith, minorNumber, nearestMinors, versions, type Version} from '../versions.ts';
import type {Draft} from './draft.ts';
import type {Problem} from './problem.ts';

const numberOf = (text: string): number => Number(text.split('.')[1]);

const offered = (text: string): Version | undefined =>
	versions.find(({minor}) => minorNumber(minor) === numberOf(text));

const unknownVersion = (text: string): readonly Problem[] => {
	if (offered(text) !== undefined) return [];
	const near: readonly Minor[] = nearestMinors(numberOf(text));
	const [first, last] = [versions[0]!.minor, versions.at(-1)!.minor];
	const instead = near.map(minor => `"${minor}"`);
	return [
		{
			path: ['kubernetes', 'version'],
			text: {
				en: `Kubernetes ${text} is not offered (${first} to ${last} are); write ${instead.join(' or ')}.`,
				zh: `尚未提供 Kubernetes ${text}（现有 ${first} 至 ${last}）；请写 ${instead.join(' 或 ')}。`,
			},
		},
	];
};

const apt = (draft: Draft): string | undefined =>
	typeof draft.mirrors === 'object' ? draft.mirrors.packages?.apt : undefined;

/** Still there in 2026-11; from 1.24 on the source of the minor at pkgs.k8s.io is the better one. */
const frozenSource = 'deb https://mirrors.aliyun.com/kubernetes/apt kubernetes-xenial main';

const noSource = (draft: Draft, release: Version): readonly Problem[] => {
	if (release.packages !== 'own') return [];
	// A source that is only out of shape has its own sentence.
	const packages = typeof draft.mirrors === 'object' ? draft.mirrors.packages : undefined;
	if (packages && ('apt' in packages || 'dnf' in packages)) return [];
	const published = firstWith(version => version.packages !== 'own');
	const {minor} = release;
	return [
		{
			path: ['kubernetes', 'version'],
			text: {
				en: `pkgs.k8s.io has no packages of Kubernetes ${minor}; write mirrors.packages.apt (or .dnf) with a source of your own (such as Aliyun’s frozen one, "${frozenSource}"), or version: "${published}".`,
				zh: `pkgs.k8s.io 没有 Kubernetes ${minor} 的软件包；请在 mirrors.packages.apt（或 .dnf）写上自己的软件源（例如阿里云已冻结的 "${frozenSource}"），或写 version: "${published}"。`,
			},
		},
	];
};

/** An alpha is behind a feature gate that nobody opens by accident. */
const hasNftables = ({nftables}: Version): boolean => nftables === 'beta' || nftables === 'stable';

const proxy = (draft: Draft, release: Version): readonly Problem[] => {
	if (draft.kubernetes?.proxyMode !== 'nftables' || hasNftables(release)) return [];
	const first = firstWith(hasNftables);
	return [
		{
			path: ['kubernetes', 'proxyMode'],
			text: {
				en: `kube-proxy ${release.minor} has no nftables mode (it is there from ${first} on); write proxyMode: iptables.`,
				zh: `kube-proxy ${release.minor} 没有 nftables 模式（${first} 起才有）；请写 proxyMode: iptables。`,
			},
		},
	];
};

type Component = {
	readonly name: string;
	readonly suits: (minor: Minor) => boolean;
	readonly minors: {readonly from: number; readonly to: number};
};

/** Components of which each release is tested with some minors only. */
const components: Readonly<Record<string, Component>> = {
	calico: {name: 'Calico', suits: minor => calicoFor(minor) !== undefined, minors: calicoMinors},
	cilium: {name: 'Cilium', suits: minor => ciliumFor(minor) !== undefined, minors: ciliumMinors},
};

const component = (draft: Draft, {minor}: Version): readonly Problem[] => {
	const {network} = draft.kubernetes ?? {};
	const chosen = typeof network === 'string' ? components[network] : undefined;
	if (chosen === undefined || chosen.suits(minor)) return [];
	const {from, to} = chosen.minors;
	// The nearest of its minors: an old cluster is seldom meant to become the newest one.
	const nearest = minorNumber(minor) < from ? from : to;
	return [
		{
			path: ['kubernetes', 'network'],
			text: {
				en: `No ${chosen.name} that kubewalk knows is tested with Kubernetes ${minor}, those it knows are with 1.${from} to 1.${to}; write version: "1.${nearest}", network: flannel, or {manifest: FILE-or-URL}.`,
				zh: `kubewalk 已知的 ${chosen.name} 都没有在 Kubernetes ${minor} 上测试过（仅 1.${from} 至 1.${to}）；请写 version: "1.${nearest}"、network: flannel 或 {manifest: 文件或网址}。`,
			},
		},
	];
};

const aptLine = (draft: Draft): readonly Problem[] => {
	const line = apt(draft);
	if (line === undefined || typeof draft.mirrors !== 'object') return [];
	const path = ['mirrors', 'packages', 'apt'];
	if (!/^deb\s+(\[[^\]]*\]\s+)?[a-z+]+:\S+\s+\S+/.test(line)) {
		return [
			{
				path,
				text: {
					en: `mirrors.packages.apt "${line}" is not a line of sources.list; write for example "deb [trusted=yes] http://mirror.example/kubernetes ./".`,
					zh: `mirrors.packages.apt "${line}" 不是 sources.list 的一行；请改写，例如 "deb [trusted=yes] http://mirror.example/kubernetes ./"。`,
				},
			},
		];
	}
	if (draft.mirrors.packages?.key !== undefined || /\[[^\]]*(trusted=yes|signed-by=)/.test(line)) return [];
	return [
		{
			path,
			text: {
				en: 'apt refuses a source without a key; write mirrors.packages.key with the address of its key, or [trusted=yes] after deb.',
				zh: 'apt 会拒绝没有签名密钥的软件源；请在 mirrors.packages.key 写上密钥的网址，或在 deb 后面加 [trusted=yes]。',
			},
		},
	];
};

export const checkRelease = (draft: Draft): readonly Problem[] => {
	const text = draft.kubernetes?.version ?? defaultMinor;
	const release = offered(text);
	// A version out of shape was dropped from the draft; nothing may be said about the default in its place.
	const known = draft.kubernetes === undefined || !('version' in draft.kubernetes) || draft.kubernetes.version;
	return [
		...unknownVersion(text),
		...(release && known
			? [...noSource(draft, release), ...proxy(draft, release), ...component(draft, release)]
			: []),
		...aptLine(draft),
	];
};
