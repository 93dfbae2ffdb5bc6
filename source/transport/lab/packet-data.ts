// What a kernel has been told about packets: tables of nftables, entries of its own load balancer.
export type NftChain = {
	name: string;
	/** Left out: a chain that others jump to. */
	base?: {type: string; hook: string; priority: string; policy: 'accept' | 'drop'};
	rules: {handle: number; text: string}[];
};

export type IpvsService = {
	protocol: 'tcp' | 'udp';
	address: string;
	port: number;
	backends: {address: string; port: number}[];
};

export type NftTable = {family: string; name: string; handle: number; chains: NftChain[]};

/** `10.244.1.0/24 via 10.244.1.0 dev flannel.1 onlink`. */
export type Route = {to: string; via?: string; dev: string; more?: string};
