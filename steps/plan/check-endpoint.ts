// The endpoint beside the hosts: who holds the address, whether the port is free there, whether the kind suits the number.
import {contains, formatSubnet, networkOf, parseAddress} from '../addresses.ts';
import type {Text} from '../../source/engine/declare.ts';
import {hostsOf, type Draft} from './draft.ts';
import type {Problem} from './problem.ts';

/** What listens on a control plane already, so that haproxy cannot. */
const portsInUse: Readonly<Record<number, string>> = {
	22: 'sshd',
	179: 'BGP',
	2379: 'etcd',
	2380: 'etcd',
	2381: 'etcd',
	6443: 'the API server',
	10_248: 'the kubelet',
	10_249: 'kube-proxy',
	10_250: 'the kubelet',
	10_256: 'kube-proxy',
	10_257: 'the controller manager',
	10_259: 'the scheduler',
};

const inChinese: Readonly<Record<string, string>> = {
	'the API server': 'API Server',
	'the kubelet': 'kubelet',
	'the controller manager': 'controller-manager',
	'the scheduler': 'scheduler',
};

const defaultPort = {'keepalived-haproxy': 9443, 'kube-vip': 6443, external: 6443, single: 6443} as const;

const problem = (key: string | undefined, en: string, zh: string): Problem => ({
	path: key === undefined ? ['endpoint'] : ['endpoint', key],
	text: {en, zh} satisfies Text,
});

type Facts = {
	readonly kind: NonNullable<NonNullable<Draft['endpoint']>['kind']>;
	readonly address: string | undefined;
	readonly port: number;
	readonly prefix: number | undefined;
	readonly controlPlanes: readonly {readonly name?: string | undefined; readonly address?: string | undefined}[];
	readonly hosts: readonly {readonly name?: string | undefined; readonly address?: string | undefined}[];
	/** Every host's role is known, so that counting them means something. */
	readonly counted: boolean;
};

const single = ({address, port, controlPlanes, counted}: Facts): readonly Problem[] => {
	const [only] = controlPlanes;
	return [
		counted && controlPlanes.length > 1
			? problem(
					'kind',
					`kind single has one control plane, and the plan has ${controlPlanes.length}; write kind: keepalived-haproxy or external.`,
					`single 只能有一个控制平面，而计划里有 ${controlPlanes.length} 个；请写 kind: keepalived-haproxy 或 external。`,
				)
			: undefined,
		port === 6443
			? undefined
			: problem(
					'port',
					`With kind single the API server itself answers, at 6443; write port: 6443 or remove the line.`,
					`single 时由 API Server 直接应答，端口是 6443；请写 port: 6443 或删除这一行。`,
				),
		address === undefined || only?.address === undefined || address === only.address || controlPlanes.length > 1
			? undefined
			: problem(
					'address',
					`With kind single the address is the control plane’s own; write ${only.address} or remove the line.`,
					`single 时入口地址就是控制平面自己的地址；请写 ${only.address} 或删除这一行。`,
				),
	].filter(found => found !== undefined);
};

const needed = ({kind, address}: Facts): readonly Problem[] => {
	if (address === undefined) {
		const what = kind === 'external' ? ['the load balancer', '负载均衡器'] : ['the virtual IP', '虚拟 IP'];
		return [
			problem(
				undefined,
				`kind ${kind} needs the address of ${what[0]}; write for example address: 10.77.0.100.`,
				`${kind} 需要写明${what[1]}的地址；请写上，例如 address: 10.77.0.100。`,
			),
		];
	}
	const isName = /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(address) && /[a-z]/i.test(address);
	if (parseAddress(address) !== undefined || (kind === 'external' && isName)) return [];
	return [
		problem(
			'address',
			`"${address}" is not an IPv4 or IPv6 address${kind === 'external' ? ' or a name' : ''}; write one such as 10.77.0.100 (the port stands in port).`,
			`"${address}" 不是 IPv4 或 IPv6 地址${kind === 'external' ? '，也不是域名' : ''}；请改写，例如 10.77.0.100（端口写在 port 里）。`,
		),
	];
};

const someoneElses = ({kind, address, hosts}: Facts): readonly Problem[] => {
	const holder = hosts.find(host => host.address !== undefined && host.address === address);
	if (holder === undefined) return [];
	const who = holder.name ?? holder.address!;
	return [
		kind === 'external'
			? problem(
					'address',
					`${address} is the address of ${who} itself, so the cluster would go down with it; write the load balancer’s address, or kind: keepalived-haproxy with a free one.`,
					`${address} 就是 ${who} 自己的地址，它一停整个集群就不可用；请写负载均衡器的地址，或写 kind: keepalived-haproxy 并配一个空闲地址。`,
				)
			: problem(
					'address',
					`${address} is the address of ${who}; write one that no host has: the virtual IP moves between hosts.`,
					`${address} 已是 ${who} 的地址；虚拟 IP 会在主机间漂移，请写一个没有主机占用的地址。`,
				),
	];
};

/** A virtual IP is answered for on the wire that the control planes share. */
const onOneWire = ({address, prefix, controlPlanes}: Facts): readonly Problem[] => {
	const vip = parseAddress(address ?? '');
	const first = parseAddress(controlPlanes[0]?.address ?? '');
	if (vip === undefined || first === undefined) return [];
	const length = prefix ?? (first.family === 4 ? 24 : 64);
	const subnet = networkOf({address: first, prefix: length});
	for (const {name, address: own} of controlPlanes) {
		const parsed = parseAddress(own ?? '');
		if (parsed === undefined || contains(subnet, parsed)) continue;
		return [
			problem(
				'address',
				`A virtual IP needs control planes in one subnet, and ${name ?? own} (${own}) is not in ${formatSubnet(subnet)}; write kind: external, or endpoint.prefix when the subnet is wider.`,
				`虚拟 IP 要求控制平面在同一网段，而 ${name ?? own}（${own}）不在 ${formatSubnet(subnet)} 内；请写 kind: external，若网段更大请写 endpoint.prefix。`,
			),
		];
	}
	if (contains(subnet, vip)) return [];
	return [
		problem(
			'address',
			`${address} is not in the hosts’ subnet ${formatSubnet(subnet)}, so they could not answer for it; write a free address in it, or endpoint.prefix when the subnet is wider.`,
			`${address} 不在主机网段 ${formatSubnet(subnet)} 内，主机无法为它应答；请写该网段内的空闲地址，若网段更大请写 endpoint.prefix。`,
		),
	];
};

/** kube-vip shares an address and no port: behind it is the API server of its holder. */
const besideTheApi = (facts: Facts): readonly Problem[] =>
	facts.port === 6443
		? onOneWire(facts)
		: [
				problem(
					'port',
					`With kube-vip the API server of the host that holds the address answers, at 6443, and nothing listens at ${facts.port}; write port: 6443 or remove the line, or kind: keepalived-haproxy.`,
					`使用 kube-vip 时由持有地址的主机上的 API Server 直接应答，端口是 6443，${facts.port} 上没有程序监听；请写 port: 6443 或删除这一行，或改用 kind: keepalived-haproxy。`,
				),
				...onOneWire(facts),
			];

const balanced = (facts: Facts): readonly Problem[] => {
	const {port, controlPlanes, counted} = facts;
	const found: Problem[] = [];
	const listener = portsInUse[port];
	if (listener !== undefined) {
		found.push(
			problem(
				'port',
				`${listener} listens on ${port} of the same hosts, so haproxy could not; write port: 9443.`,
				`同一批主机上 ${inChinese[listener] ?? listener} 已监听 ${port}，haproxy 无法再用；请写 port: 9443。`,
			),
		);
	}
	if (counted && controlPlanes.length === 1) {
		found.push(
			problem(
				'kind',
				'kind keepalived-haproxy needs three control planes or more, and the plan has one; write kind: single.',
				'keepalived-haproxy 至少需要三个控制平面，而计划里只有一个；请写 kind: single。',
			),
		);
	}
	return [...found, ...onOneWire(facts)];
};

export const checkEndpoint = (draft: Draft): readonly Problem[] => {
	const {kind, address, port, prefix} = draft.endpoint ?? {};
	if (kind === undefined) return [];
	const hosts = hostsOf(draft).map(({host}) => host);
	const facts: Facts = {
		kind,
		address,
		port: port ?? defaultPort[kind],
		prefix,
		hosts,
		controlPlanes: hosts.filter(host => host.role === 'control-plane'),
		counted: draft.hosts?.every(host => host?.role !== undefined) ?? false,
	};
	if (kind === 'single') return single(facts);
	const found = [...needed(facts), ...someoneElses(facts)];
	// An address that is wrong in itself or a host's own says enough about the address.
	const rest = kind === 'keepalived-haproxy' ? balanced(facts) : kind === 'kube-vip' ? besideTheApi(facts) : [];
	return found.length > 0 ? [...found, ...rest.filter(({path}) => path[1] !== 'address')] : rest;
};
