// The subnets of pods and services beside each other, the hosts and the endpoint.
import {contains, formatSubnet, networkOf, overlap, parseAddress, parseSubnet, type Subnet} from '../addresses.ts';
import {defaults} from './defaults.ts';
import {hostsOf, type Draft} from './draft.ts';
import type {Path, Problem} from './problem.ts';

type Key = 'podSubnet' | 'serviceSubnet';
const keys = ['podSubnet', 'serviceSubnet'] as const;

/** Lengths kubeadm accepts: every host gets a /24 (IPv6: /64) of the pods', and etcd keeps services in one bitmap. */
const lengths = {
	podSubnet: {4: {from: 8, to: 24}, 6: {from: 48, to: 64}},
	serviceSubnet: {4: {from: 12, to: 28}, 6: {from: 108, to: 124}},
} as const;

const hostLength = {4: 24, 6: 64} as const;

const problem = (key: Key, en: string, zh: string): Problem => ({path: ['kubernetes', key], text: {en, zh}});

/** Two families at once: nothing that is installed later would serve the second. */
const dualStack = (key: Key, text: string): Problem => {
	const parts = text.split(',').map(part => part.trim());
	const instead = parts.find(part => parseSubnet(part)?.address.family === 4) ?? defaults[key];
	return problem(
		key,
		`kubernetes.${key} names ${parts.length} subnets, and kubewalk installs no dual stack: pods and Services have one family; write ${instead}.`,
		`kubernetes.${key} 写了 ${parts.length} 个网段，而 kubewalk 不安装双栈集群，Pod 和 Service 只用一种地址族；请写 ${instead}。`,
	);
};

const inShape = (key: Key, text: string): readonly Problem[] => {
	const subnet = parseSubnet(text);
	if (subnet === undefined) {
		if (text.includes(',')) return [dualStack(key, text)];
		const instead = defaults[key];
		return [
			problem(
				key,
				`kubernetes.${key} must be one subnet with its prefix length, not "${text}"; write for example ${instead}.`,
				`kubernetes.${key} 必须是带前缀长度的单个网段，而不是 "${text}"；请改写，例如 ${instead}。`,
			),
		];
	}
	const network = formatSubnet(networkOf(subnet));
	if (network !== formatSubnet(subnet)) {
		return [
			problem(
				key,
				`kubernetes.${key} ${text} is an address inside a subnet; write the subnet itself, ${network}.`,
				`kubernetes.${key} ${text} 是网段内的一个地址；请写网段本身 ${network}。`,
			),
		];
	}
	const {from, to} = lengths[key][subnet.address.family];
	if (subnet.prefix >= from && subnet.prefix <= to) return [];
	return [
		problem(
			key,
			`kubernetes.${key} ${text} has a prefix length that kubeadm refuses; write one from /${from} to /${to}.`,
			`kubernetes.${key} ${text} 的前缀长度 kubeadm 不接受；请写 /${from} 到 /${to} 之间的长度。`,
		),
	];
};

type Place = {readonly what: string; readonly inChinese: string; readonly address: string; readonly path: Path};

const places = (draft: Draft): readonly Place[] => [
	...hostsOf(draft).flatMap(({host: {name, address}, index}) => {
		const what = name ?? `hosts[${index}]`;
		return address === undefined
			? []
			: [
					{
						what: `the address of ${what}`,
						inChinese: `${what} 的地址`,
						address,
						path: ['hosts', index, 'address'],
					},
				];
	}),
	...(draft.endpoint?.address === undefined || draft.endpoint.kind === 'single'
		? []
		: [
				{
					what: 'the endpoint’s address',
					inChinese: '入口地址',
					address: draft.endpoint.address,
					path: ['endpoint', 'address'],
				},
			]),
];

const besideHosts = (draft: Draft, key: Key, text: string, subnet: Subnet): readonly Problem[] => {
	// The defaults are not written anywhere: then the line to point at is the address that lies inside.
	const written = draft.kubernetes?.[key] !== undefined;
	const inside = places(draft).filter(({address}) => {
		const parsed = parseAddress(address);
		return parsed !== undefined && contains(subnet, parsed);
	});
	const [first] = inside;
	if (first === undefined) return [];
	const more = inside.length > 1;
	return [
		{
			path: written ? ['kubernetes', key] : first.path,
			text: {
				en: `kubernetes.${key} ${text} contains ${first.what}, ${first.address}${more ? `, and ${inside.length - 1} more` : ''}; write a ${key} that no host is in.`,
				zh: `kubernetes.${key} ${text} 包含了${first.inChinese.startsWith('入口') ? '' : ' '}${first.inChinese} ${first.address}${more ? ` 等 ${inside.length} 个地址` : ''}；请写一个不含任何主机的 ${key}。`,
			},
		},
	];
};

const families = (draft: Draft, pods: Subnet, services: Subnet): readonly Problem[] => {
	const family = pods.address.family;
	if (services.address.family !== family) {
		return [
			problem(
				'serviceSubnet',
				`kubernetes.podSubnet is IPv${family} and serviceSubnet is IPv${services.address.family}; write both in the same family.`,
				`kubernetes.podSubnet 是 IPv${family}，serviceSubnet 是 IPv${services.address.family}；请写成同一种地址族。`,
			),
		];
	}
	const other = places(draft).find(({address}) => (parseAddress(address)?.family ?? family) !== family);
	if (other === undefined) return [];
	return [
		{
			path: other.path,
			text: {
				en: `${other.address} is IPv${family === 4 ? 6 : 4}, but pods and services have IPv${family} subnets; write all of them in the same family.`,
				zh: `${other.address} 是 IPv${family === 4 ? 6 : 4}，而 Pod 和 Service 网段是 IPv${family}；请全部写成同一种地址族。`,
			},
		},
	];
};

const enoughFor = (draft: Draft, {address, prefix}: Subnet): readonly Problem[] => {
	const room = 2 ** (hostLength[address.family] - prefix);
	const count = draft.hosts?.length ?? 0;
	if (count <= room) return [];
	const wider = Math.max(lengths.podSubnet[4].from, hostLength[address.family] - Math.ceil(Math.log2(count * 2)));
	return [
		problem(
			'podSubnet',
			`kubernetes.podSubnet has room for ${room} hosts with a /${hostLength[address.family]} each, and the plan has ${count}; write a subnet of /${wider}.`,
			`kubernetes.podSubnet 按每台主机一个 /${hostLength[address.family]} 只够 ${room} 台，而计划里有 ${count} 台；请写 /${wider} 的网段。`,
		),
	];
};

export const checkSubnets = (draft: Draft): readonly Problem[] => {
	const texts = {
		podSubnet: draft.kubernetes?.podSubnet ?? defaults.podSubnet,
		serviceSubnet: draft.kubernetes?.serviceSubnet ?? defaults.serviceSubnet,
	};
	const found = keys.flatMap(key => inShape(key, texts[key]));
	const pods = parseSubnet(texts.podSubnet);
	const services = parseSubnet(texts.serviceSubnet);
	if (pods !== undefined) found.push(...besideHosts(draft, 'podSubnet', texts.podSubnet, pods));
	if (services !== undefined) found.push(...besideHosts(draft, 'serviceSubnet', texts.serviceSubnet, services));
	if (pods === undefined || services === undefined) return found;
	if (overlap(pods, services)) {
		found.push(
			problem(
				draft.kubernetes?.serviceSubnet === undefined ? 'podSubnet' : 'serviceSubnet',
				`kubernetes.podSubnet ${texts.podSubnet} and serviceSubnet ${texts.serviceSubnet} overlap; write for example podSubnet: 10.244.0.0/16 and serviceSubnet: 10.96.0.0/12.`,
				`kubernetes.podSubnet ${texts.podSubnet} 与 serviceSubnet ${texts.serviceSubnet} 重叠；请改写，例如 podSubnet: 10.244.0.0/16、serviceSubnet: 10.96.0.0/12。`,
			),
		);
	}
	return [...found, ...families(draft, pods, services), ...enoughFor(draft, pods)];
};
