// The add-ons beside the release and the network that they need.
import {releaseFor} from '../addons/addon.ts';
import {addons} from '../addons/addons.ts';
import {defaultMinor, minorNumber, versions} from '../versions.ts';
import {addonsOf, type Draft} from './draft.ts';
import type {Problem} from './problem.ts';

const noRelease = (draft: Draft): readonly Problem[] => {
	const text = draft.kubernetes?.version ?? defaultMinor;
	const minor = versions.find(version => minorNumber(version.minor) === Number(text.split('.')[1]))?.minor;
	if (minor === undefined) return [];
	return addonsOf(draft).flatMap((name, index) => {
		const addon = addons.find(({id}) => id === name);
		if (addon === undefined || releaseFor(addon, minor) !== undefined) return [];
		const from = Math.min(...addon.releases.map(release => release.from));
		const to = Math.max(...addon.releases.map(release => release.to));
		const nearest = `1.${minorNumber(minor) < from ? from : to}`;
		return [
			{
				path: ['kubernetes', 'addons', index],
				text: {
					en: `No ${addon.id} that kubewalk knows is for Kubernetes ${minor}, those it knows are for 1.${from} to 1.${to}; remove ${addon.id} from addons, or write version: "${nearest}".`,
					zh: `kubewalk 已知的 ${addon.id} 都不适用于 Kubernetes ${minor}（仅 1.${from} 至 1.${to}）；请从 addons 中删除 ${addon.id}，或写 version: "${nearest}"。`,
				},
			},
		];
	});
};

/** Their pods wait for a network, and nobody knows when the operator brings it. */
const noNetwork = (draft: Draft): readonly Problem[] => {
	if (draft.kubernetes?.network !== 'none' || addonsOf(draft).length === 0) return [];
	return [
		{
			path: ['kubernetes', 'addons'],
			text: {
				en: 'Add-ons need a network for their pods, and the plan brings none (network: none); write addons: [], or network: flannel.',
				zh: '附加组件的 Pod 需要网络，而计划中没有网络组件（network: none）；请写 addons: []，或写 network: flannel。',
			},
		},
	];
};

const noUse = (draft: Draft): readonly Problem[] => {
	if (draft.kubernetes?.kubeletCertificates === undefined || addonsOf(draft).includes('metrics-server')) return [];
	return [
		{
			path: ['kubernetes', 'kubeletCertificates'],
			text: {
				en: 'kubeletCertificates says how metrics-server gets to trust the kubelets, and the plan has none; remove kubeletCertificates, or write addons: [metrics-server].',
				zh: 'kubeletCertificates 决定 metrics-server 如何信任 kubelet，而计划中没有 metrics-server；请删除 kubeletCertificates，或写 addons: [metrics-server]。',
			},
		},
	];
};

const twice = (draft: Draft): readonly Problem[] => {
	const named = addonsOf(draft);
	return named.flatMap((name, index) =>
		name === undefined || named.indexOf(name) === index
			? []
			: [
					{
						path: ['kubernetes', 'addons', index],
						text: {
							en: `addons names ${name} twice; remove one of the two.`,
							zh: `addons 中 ${name} 写了两次；请删除其中一个。`,
						},
					},
				],
	);
};

export const checkAddons = (draft: Draft): readonly Problem[] => [
	...noRelease(draft),
	...noNetwork(draft),
	...noUse(draft),
	...twice(draft),
];
