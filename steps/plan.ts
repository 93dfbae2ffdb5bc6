// The cluster plan as the steps see it: checked, with every default filled in. The schema that reads cluster.yaml makes it.
import type {Given} from '../source/engine/declare.ts';
import type {AddonName} from './addons/addon.ts';
import type {MirrorName} from './mirror-catalogue.ts';

/** A minor release, such as "1.36". */
export type Minor = `1.${number}`;

export type Network =
	| {readonly kind: 'flannel' | 'calico' | 'cilium' | 'none'}
	/** A manifest for `kubectl apply -f`: a URL, or the text of a file that the front door has read. */
	| {readonly kind: 'manifest'; readonly source: string; readonly text?: string}
	/** Bash for the first control plane; `text` is the file's content. */
	| {readonly kind: 'script'; readonly source: string; readonly text: string};

export type Gateway = {
	readonly controller: 'envoy' | 'cilium';
	/** What Envoy Gateway's install.yaml has to be. Left out: its checksum is shown, and compared with nothing. */
	readonly sha256?: string;
};

export type Mirrors = {
	/** A row of the catalogue, which the other fields are filled in from. */
	readonly name?: MirrorName;
	readonly packages?: {
		/** A whole line of sources.list, `deb …`; used for every package of the installation. */
		readonly apt?: string;
		/** Base address of a repository for dnf and yum, for the same packages. */
		readonly dnf?: string;
		/** Address of the signing key that goes with it; without one the line must say [trusted=yes]. */
		readonly key?: string;
	};
	readonly images?: {
		/** Takes the place of registry.k8s.io. */
		readonly prefix: string;
		/** Left out: flat, which means that CoreDNS lies directly below it. */
		readonly layout?: 'upstream';
		/** Plain http, or a certificate nobody signed. */
		readonly insecure: boolean;
	};
	/** Asked in the place of docker.io. */
	readonly dockerHub?: string;
	/** Where the releases of cri-dockerd are, in the place of GitHub; no slash at the end. */
	readonly criDockerd?: string;
};

export type PlanHost = {
	readonly name: string;
	readonly address: string;
	readonly role: 'control-plane' | 'worker';
	readonly ssh?: Partial<Ssh>;
	/** Left out: ssh. */
	readonly way?: Way;
};

/** How a host is reached that is not reached by ssh. */
export type Way =
	| {readonly kind: 'container'; readonly engine: 'docker' | 'podman'; readonly container: string}
	/** It is the machine that kubewalk runs on. */
	| {readonly kind: 'local'}
	/** The operator runs each command there and pastes what it printed. */
	| {readonly kind: 'by-hand'};

export type Ssh = {
	readonly user: string;
	readonly port: number;
	readonly identity?: string;
	readonly jump?: string;
	readonly sudo: 'auto' | 'always' | 'never';
};

export type Plan = {
	readonly name: string;
	readonly kubernetes: {
		readonly version: Minor;
		/** A patch release, such as "1.20.2", when the plan names one; else the newest that the package source has. */
		readonly patch?: string;
		readonly podSubnet: string;
		readonly serviceSubnet: string;
		/** What `auto` means, the version and the first control plane's kernel say: `proxyModeOf`. `none`: Cilium leads to Services. */
		readonly proxyMode: 'auto' | 'iptables' | 'nftables' | 'ipvs' | 'none';
		readonly network: Network;
		readonly addons: readonly AddonName[];
		/** The export that the add-on nfs makes its volumes on; there is one when `addons` has it. `server` is a name or an address. */
		readonly nfs?: {readonly server: string; readonly path: string};
		/** Who carries out the Gateways of the add-on gateway-api. Left out: Envoy Gateway. */
		readonly gateway?: Gateway;
		/** `unverified-lab-only`: metrics-server does not check whom it asks. */
		readonly kubeletCertificates: 'signed' | 'unverified-lab-only';
	};
	readonly endpoint:
		| {
				readonly kind: 'keepalived-haproxy' | 'external' | 'kube-vip';
				readonly address: string;
				readonly port: number;
				/** Length of the subnet that hosts and virtual IP share. Left out: 24, or 64 with IPv6. */
				readonly prefix?: number;
		  }
		| {readonly kind: 'single'; readonly address: string; readonly port: 6443};
	readonly runtime: 'containerd' | 'docker';
	readonly firewall: 'ports' | 'off';
	readonly certificates: 'upload' | 'copy';
	readonly mirrors: Mirrors;
	readonly ssh: Ssh;
	readonly hosts: readonly PlanHost[];
};

/** The plan that the session was opened with. */
export const planOf = (given: Given): Plan => given.setting('plan') as Plan;
