// What each network component says between hosts. A network of one's own is not known here: its ports are its owner's.
import type {Network} from './plan.ts';

export type NetworkPort = {readonly id: string; readonly protocol: 'tcp' | 'udp'; readonly ports: string};

/**
 * flannel: its vxlan backend. Calico: BGP, VXLAN, Typha (docs.tigera.io, "System requirements"). Cilium: VXLAN, health
 * checks, Hubble (docs.cilium.io, "Firewall Rules").
 */
const networkPorts: Readonly<Partial<Record<string, readonly NetworkPort[]>>> = {
	flannel: [{id: 'flannel', protocol: 'udp', ports: '8472'}],
	calico: [
		{id: 'calico-bgp', protocol: 'tcp', ports: '179'},
		{id: 'calico-vxlan', protocol: 'udp', ports: '4789'},
		{id: 'calico-typha', protocol: 'tcp', ports: '5473'},
	],
	cilium: [
		{id: 'cilium-vxlan', protocol: 'udp', ports: '8472'},
		{id: 'cilium-health', protocol: 'tcp', ports: '4240'},
		{id: 'cilium-hubble', protocol: 'tcp', ports: '4244'},
	],
};

export const portsOfNetwork = ({kind}: {readonly kind: string} | Network): readonly NetworkPort[] =>
	networkPorts[kind] ?? [];
