// What has to come in, per role: the exact rules of `firewall: ports`, said once and spoken by each firewall in its own words.
import type {Given} from '../source/engine/declare.ts';
import {portsOfNetwork} from './network-ports.ts';
import {planOf} from './plan.ts';
import {balancesLoad, controlPlanesOf, isControlPlane, othersOf} from './roles.ts';

export type FirewallRule = {
	/** Marks the rule on the host, so that it is found again. */
	readonly id: string;
	readonly protocol: 'tcp' | 'udp' | 'vrrp' | 'all';
	/** `2379:2380` is a range. Left out: every port. */
	readonly ports?: string;
	/** An address or a subnet. Left out: anybody. */
	readonly from?: string;
	/** For packets on their way through the host; left out: for those to the host itself. */
	readonly through?: true;
	readonly to?: string;
};

type Need = {
	readonly id: string;
	readonly on: 'control-planes' | 'every-host';
	readonly from: 'anybody' | 'hosts' | 'control-planes';
	readonly protocol: FirewallRule['protocol'];
	readonly ports?: string;
	readonly when?: (given: Given) => boolean;
};

/** kubernetes.io, "Ports and Protocols"; VRRP is an IP protocol of its own and has no ports. */
const needs: readonly Need[] = [
	{id: 'ssh', on: 'every-host', from: 'anybody', protocol: 'tcp', ports: '22'},
	{id: 'apiserver', on: 'control-planes', from: 'anybody', protocol: 'tcp', ports: '6443'},
	{id: 'etcd', on: 'control-planes', from: 'control-planes', protocol: 'tcp', ports: '2379:2380'},
	{id: 'managers', on: 'control-planes', from: 'control-planes', protocol: 'tcp', ports: '10257:10259'},
	{id: 'vrrp', on: 'control-planes', from: 'control-planes', protocol: 'vrrp', when: balancesLoad},
	{id: 'kubelet', on: 'every-host', from: 'hosts', protocol: 'tcp', ports: '10250'},
	{id: 'proxy-health', on: 'every-host', from: 'hosts', protocol: 'tcp', ports: '10256'},
	{id: 'nodeports-tcp', on: 'every-host', from: 'anybody', protocol: 'tcp', ports: '30000:32767'},
	{id: 'nodeports-udp', on: 'every-host', from: 'anybody', protocol: 'udp', ports: '30000:32767'},
];

const sources = (given: Given, from: Need['from']): readonly string[] | undefined => {
	if (from === 'anybody') return undefined;
	return othersOf(given, from === 'hosts' ? given.hosts : controlPlanesOf(given)).map(host => host.address);
};

export const firewallRules = (given: Given): readonly FirewallRule[] => {
	const {endpoint, kubernetes} = planOf(given);
	const {ssh} = planOf(given).hosts.find(({name}) => name === given.host.name) ?? {};
	const port = String(ssh?.port ?? planOf(given).ssh.port);
	const balancer: readonly Need[] = balancesLoad(given)
		? [{id: 'endpoint', on: 'control-planes', from: 'anybody', protocol: 'tcp', ports: String(endpoint.port)}]
		: [];
	const network = portsOfNetwork(kubernetes.network).map((port): Need => ({
		...port,
		on: 'every-host',
		from: 'hosts',
	}));
	const mine = [...needs, ...network, ...balancer].filter(
		need => (need.on === 'every-host' || isControlPlane(given.host)) && (need.when?.(given) ?? true),
	);
	return [
		...mine.flatMap(({id, protocol, ports, from}): readonly FirewallRule[] => {
			// Never lock oneself out: the rule is for the port that this host is reached by.
			const rule = {id, protocol, ...(ports === undefined ? {} : {ports: id === 'ssh' ? port : ports})};
			return sources(given, from)?.map(address => ({...rule, id: `${id}-${address}`, from: address})) ?? [rule];
		}),
		// Pods ask the API server and the kubelet under their own addresses.
		{id: 'pods', protocol: 'all', from: kubernetes.podSubnet},
		{id: 'pods-out', protocol: 'all', through: true, from: kubernetes.podSubnet},
		{id: 'pods-in', protocol: 'all', through: true, to: kubernetes.podSubnet},
	];
};
