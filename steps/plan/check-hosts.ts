// Hosts beside each other: roles, numbers, names and addresses that are there twice.
import {formatAddress, parseAddress} from '../addresses.ts';
import {hostsOf, type Draft} from './draft.ts';
import type {Problem} from './problem.ts';

/** `operator` is the machine kubewalk runs on, `localhost` is every machine. */
const taken = ['operator', 'localhost'];

const badAddresses = (draft: Draft): readonly Problem[] =>
	hostsOf(draft).flatMap(({host: {address, name}, index}) => {
		if (address === undefined || parseAddress(address) !== undefined) return [];
		const who = name ?? `hosts[${index}]`;
		return {
			path: ['hosts', index, 'address'],
			text: {
				en: `The address of ${who}, "${address}", is not an IPv4 or IPv6 address; write one such as 10.77.0.11 (a name or alias for ssh belongs into ~/.ssh/config).`,
				zh: `${who} 的地址 "${address}" 不是 IPv4 或 IPv6 地址；请改写，例如 10.77.0.11（ssh 用的主机名或别名请放在 ~/.ssh/config 中）。`,
			},
		};
	});

const reservedNames = (draft: Draft): readonly Problem[] =>
	hostsOf(draft)
		.filter(({host}) => host.name !== undefined && taken.includes(host.name))
		.map(({host, index}) => ({
			path: ['hosts', index, 'name'],
			text: {
				en: `A host cannot be named ${host.name}, which means the machine at hand; write another name such as m1.`,
				zh: `主机不能取名 ${host.name}，它指的是当前这台机器；请改写为其他名字，例如 m1。`,
			},
		}));

const sameNames = (draft: Draft): readonly Problem[] => {
	const seen = new Map<string, number>();
	return hostsOf(draft).flatMap(({host: {name}, index}) => {
		if (name === undefined) return [];
		const first = seen.get(name);
		if (first === undefined) seen.set(name, index);
		return first === undefined
			? []
			: {
					path: ['hosts', index, 'name'],
					text: {
						en: `hosts[${first}] is named ${name} as well; write a name that no other host has.`,
						zh: `hosts[${first}] 也叫 ${name}；请写一个不与其他主机重复的名字。`,
					},
				};
	});
};

const sameAddresses = (draft: Draft): readonly Problem[] => {
	const seen = new Map<string, string>();
	return hostsOf(draft).flatMap(({host: {address, name}, index}) => {
		const parsed = parseAddress(address ?? '');
		if (parsed === undefined) return [];
		const key = formatAddress(parsed);
		const first = seen.get(key);
		if (first === undefined) seen.set(key, name ?? `hosts[${index}]`);
		return first === undefined
			? []
			: {
					path: ['hosts', index, 'address'],
					text: {
						en: `${first} has the address ${address} as well; write the address of ${name ?? 'this host'}.`,
						zh: `${first} 的地址也是 ${address}；请写 ${name ?? '这台主机'} 自己的地址。`,
					},
				};
	});
};

const whole = (draft: Draft): boolean => draft.hosts?.every(host => host?.role !== undefined) ?? false;

const controlPlanes = (draft: Draft): readonly Problem[] => {
	// A role that is missing or misspelt is said already; it may be the very one that is looked for here.
	if (!whole(draft)) return [];
	const count = hostsOf(draft).filter(({host}) => host.role === 'control-plane').length;
	if (count === 0) {
		return [
			{
				path: ['hosts'],
				text: {
					en: 'No host is a control plane; write role: control-plane for one host or for three.',
					zh: '没有任何主机是控制平面；请给一台或三台主机写上 role: control-plane。',
				},
			},
		];
	}
	if (count % 2 === 1) return [];
	return [
		{
			path: ['hosts'],
			text: {
				en: `${count} control planes survive no more failures than ${count - 1}, because etcd needs a majority; write ${count - 1} or ${count + 1} of them.`,
				zh: `etcd 需要多数派，${count} 个控制平面能容忍的故障数并不比 ${count - 1} 个多；请写 ${count - 1} 个或 ${count + 1} 个。`,
			},
		},
	];
};

export const checkHosts = (draft: Draft): readonly Problem[] => [
	...badAddresses(draft),
	...reservedNames(draft),
	...sameNames(draft),
	...sameAddresses(draft),
	...controlPlanes(draft),
];
