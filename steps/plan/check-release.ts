// The release beside what the plan wants of it: is it offered, where do its packages come from, can kube-proxy do that.
import type {Minor} from '../plan.ts';
import {defaultMinor, minorNumber, nearestMinors, versions, type Version} from '../versions.ts';
import type {Draft} from './draft.ts';
import type {Problem} from './problem.ts';

const numberOf = (text: string): number => Number(text.split('.')[1]);

const offered = (text: string): Version | undefined =>
	versions.find(({minor}) => minorNumber(minor) === numberOf(text));

const unknownVersion = (text: string): readonly Problem[] => {
	if (offered(text) !== undefined) return [];
	const near: readonly Minor[] = nearestMinors(numberOf(text));
	const all = versions.map(({minor}) => minor);
	const list = {en: `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`, zh: all.join('、')};
	const instead = near.map(minor => `"${minor}"`);
	return [
		{
			path: ['kubernetes', 'version'],
			text: {
				en: `Kubernetes ${text} is not offered (${list.en} are); write ${instead.join(' or ')}.`,
				zh: `尚未提供 Kubernetes ${text}（现有 ${list.zh}）；请写 ${instead.join(' 或 ')}。`,
			},
		},
	];
};

const apt = (draft: Draft): string | undefined =>
	typeof draft.mirrors === 'object' ? draft.mirrors.packages?.apt : undefined;

const noSource = (draft: Draft, release: Version): readonly Problem[] => {
	if (release.packages !== 'own' || apt(draft) !== undefined) return [];
	// A source that is only out of shape has its own sentence.
	if (typeof draft.mirrors === 'object' && draft.mirrors.packages && 'apt' in draft.mirrors.packages) return [];
	return [
		{
			path: ['kubernetes', 'version'],
			text: {
				en: `No public source has packages of Kubernetes ${release.minor} any more; write mirrors.packages.apt with a source of your own, or version: "${defaultMinor}".`,
				zh: `已没有公开的软件源提供 Kubernetes ${release.minor}；请在 mirrors.packages.apt 写上自己的软件源，或写 version: "${defaultMinor}"。`,
			},
		},
	];
};

const proxy = (draft: Draft, release: Version): readonly Problem[] => {
	if (draft.kubernetes?.proxyMode !== 'nftables' || release.nftables !== 'missing') return [];
	return [
		{
			path: ['kubernetes', 'proxyMode'],
			text: {
				en: `kube-proxy ${release.minor} has no nftables mode (it is there from 1.31 on); write proxyMode: iptables.`,
				zh: `kube-proxy ${release.minor} 没有 nftables 模式（1.31 起才有）；请写 proxyMode: iptables。`,
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
		...(release && known ? [...noSource(draft, release), ...proxy(draft, release)] : []),
		...aptLine(draft),
	];
};
