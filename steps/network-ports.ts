// What each network component says between hosts. A network of one's own is not known here: its ports are its owner's.
import type {Network} from './plan.ts';

export type NetworkPort = {readonly id: string; readonly protocol: 'tcp' | 'udp'; readonly ports: string};

/**
 * flannel: its vxlan backend. Calico: VXLAN, Typha (docs.tigera.io, "System requirements"); no BGP, which our Installation
 * switches off. Cilium: VXLAN, health checks, Hubble (docs.cilium.io, "Firewall Rules").
 */
const networkPorts: Readonly<Partial<Record<string, readonly NetworkPort[]>>> = {
	flannel: [{id: 'flannel', protocol: 'udp', ports: '8472'}],
	calico: [
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
