// cluster.yaml as it is written: every word the plan's language has, also those that a later release will carry out.
// What one look at a value can tell is said here; what needs two values is in checks.ts.
import {z} from 'zod';
import {type AddonName, addonNames} from '../addons/addon.ts';

/** As docker and podman take names; one that begins with a dash would be an option of theirs. */
const containerName = /^[A-Za-z\d][\w.-]*$/;

const port = z.int().min(1).max(65_535);
const sudo = z.enum(['auto', 'always', 'never']);

/** As kubeadm takes node names: a DNS label. */
const label = /^[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/;
/** A registry with its path, no scheme and no slash at the end. */
const imagePrefix = /^[a-z\d][a-z\d.-]*(:\d+)?(\/[a-z\d][a-z\d._-]*)*$/;

const nfsServer = /^[A-Za-z\d]([\w.:-]*[\w:])?$/;
/** As a manifest and /etc/exports take it without quotes. */
const nfsPath = /^\/[\w./+@-]*$/;

const ssh = {
	user: z.string().min(1).describe('The user to log in as; tasks run as root, through sudo when it is another user'),
	port: port.describe('The port that sshd listens on'),
	identity: z
		.string()
		.min(1)
		.describe('A private key file; left out: what the ssh configuration and the agent offer'),
	jump: z.string().min(1).describe('A jump host, as `ssh -J` takes it'),
	sudo: sudo.describe('auto: sudo unless the user is root; always; never: the user must be root'),
};

const hostSsh = z
	.strictObject({
		user: ssh.user.optional(),
		port: ssh.port.optional(),
		identity: ssh.identity.optional(),
		jump: ssh.jump.optional(),
		sudo: ssh.sudo.optional(),
	})
	.describe('What differs from the plan’s own ssh settings for this host');

const host = z
	.strictObject({
		name: z.string().regex(label).describe('The host’s name, which becomes its node name: a DNS label'),
		address: z.string().min(1).describe('The IP address that the other hosts and this machine reach it at'),
		role: z.enum(['control-plane', 'worker']).describe('control-plane or worker'),
		ssh: hostSsh.optional(),
		transport: z
			.enum(['ssh', 'container', 'local', 'by-hand'])
			.optional()
			.describe(
				'How the host is reached: ssh; container, by exec; local, as the machine kubewalk runs on; by-hand: you run each command and paste what it printed',
			),
		engine: z.enum(['docker', 'podman']).optional().describe('With transport container: whose exec to use'),
		container: z
			.string()
			.regex(containerName)
			.optional()
			.describe('With transport container: its name or id; the host’s name when left out'),
	})
	.describe('One host');

const network = z
	.union([
		z.enum(['flannel', 'calico', 'cilium', 'none']),
		z.strictObject({
			manifest: z
				.string()
				.min(1)
				.optional()
				.describe('A manifest for kubectl apply: an address, or a file beside the plan'),
			script: z
				.string()
				.min(1)
				.optional()
				.describe('A bash script for the first control plane: a file beside the plan'),
		}),
	])
	.describe(
		'The network component: flannel, calico, cilium, none (your own, by hand), {manifest: PATH-or-URL} or {script: PATH}',
	);

const mirrors = z
	.union([
		z.enum(['none', 'aliyun', 'tuna', 'ustc', 'daocloud']),
		z.strictObject({
			packages: z
				.strictObject({
					apt: z.string().min(1).optional().describe('A whole line of sources.list, used for every package'),
					dnf: z.string().min(1).optional().describe('The base address of a dnf repository'),
					key: z.string().min(1).optional().describe('Address of the key that signs the source'),
				})
				.optional()
				.describe('The source of packages'),
			images: z
				.strictObject({
					prefix: z
						.string()
						.regex(imagePrefix)
						.describe('Takes the place of registry.k8s.io; images lie flat below it'),
					insecure: z.boolean().optional().describe('Plain http, or a certificate that nobody signed'),
				})
				.optional()
				.describe('The registry of the Kubernetes images'),
			dockerHub: z.string().min(1).optional().describe('Asked instead of docker.io'),
			criDockerd: z
				.string()
				.regex(/^https?:\/\/\S+$/)
				.optional()
				.describe('Takes the place of https://github.com/Mirantis/cri-dockerd/releases/download'),
		}),
	])
	.describe('Package and image mirrors: none, a public one by name, or your own');

const addon = z
	.union([
		z.enum(addonNames).exclude(['nfs']),
		z.strictObject({
			nfs: z
				.strictObject({
					server: z
						.string()
						.regex(nfsServer)
						.describe('The NFS server: its address, or a name that every host can resolve'),
					path: z.string().regex(nfsPath).describe('The exported directory; each volume is one below it'),
				})
				.describe('A StorageClass on an NFS server that you have'),
		}),
	])
	.describe('An add-on by its name, or {nfs: {server: ADDRESS, path: EXPORT}}');

const gateway = z
	.strictObject({
		controller: z
			.enum(['envoy', 'cilium'])
			.optional()
			.describe(
				'envoy: Envoy Gateway, with any network component; cilium: Cilium itself, with network: cilium and proxyMode: none',
			),
		sha256: z
			.string()
			.regex(/^[\da-f]{64}$/)
			.optional()
			.describe('The checksum that Envoy Gateway’s install.yaml must have; left out: it is shown only'),
	})
	.describe('For gateway-api: who carries out Gateways; {controller: envoy} when left out');

const kubernetes = z
	.strictObject({
		version: z
			.string()
			.regex(/^1\.\d+(\.\d+)?$/)
			.optional()
			.describe('A minor release in quotes, such as "1.36", or a patch release, such as "1.36.4"'),
		podSubnet: z.string().min(1).optional().describe('Addresses of pods; 10.244.0.0/16 when left out'),
		serviceSubnet: z.string().min(1).optional().describe('Addresses of services; 10.96.0.0/12 when left out'),
		proxyMode: z
			.enum(['auto', 'iptables', 'nftables', 'ipvs', 'none'])
			.optional()
			.describe('How kube-proxy works; none: there is no kube-proxy, Cilium does its work'),
		network: network.optional(),
		addons: z.array(addon).optional().describe('Add-ons to install once the network runs; none when left out'),
		gateway: gateway.optional(),
		kubeletCertificates: z
			.enum(['signed', 'unverified-lab-only'])
			.optional()
			.describe(
				'For metrics-server. signed: the cluster signs the kubelets’ serving certificates; unverified-lab-only: metrics-server does not check them, for labs only',
			),
	})
	.describe('The cluster itself');

const endpoint = z
	.strictObject({
		kind: z
			.enum(['keepalived-haproxy', 'external', 'kube-vip', 'single'])
			.describe(
				'keepalived-haproxy or kube-vip: a virtual IP on the control planes; external: a load balancer you have; single',
			),
		address: z.string().min(1).optional().describe('The virtual IP, or the load balancer’s address or name'),
		port: port.optional().describe('9443 for keepalived-haproxy when left out, else 6443'),
		prefix: z.int().min(1).max(127).optional().describe('Length of the hosts’ subnet; 24 (IPv6: 64) when left out'),
	})
	.describe('The one address at which the API answers');

export const planSchema = z
	.strictObject({
		name: z.string().regex(label).optional().describe('The cluster’s name: a DNS label; kubernetes when left out'),
		kubernetes: kubernetes.optional(),
		endpoint,
		runtime: z.enum(['containerd', 'docker']).optional().describe('The container runtime'),
		firewall: z
			.enum(['ports', 'off'])
			.optional()
			.describe('ports: opens exactly what is needed; off: turns it off'),
		certificates: z
			.enum(['upload', 'copy'])
			.optional()
			.describe(
				'How the other control planes get the certificates: upload by kubeadm, or copy by ssh from the first',
			),
		mirrors: mirrors.optional(),
		ssh: hostSsh.optional().describe('How the hosts are reached'),
		hosts: z.array(host).min(1).describe('The hosts in order; the first control plane is the one that initialises'),
	})
	.describe('A kubewalk cluster plan');

/** A plan as it was written, in shape. */
export type WrittenPlan = z.output<typeof planSchema>;

/** The JSON Schema that editors check cluster.yaml with. */
export const planJsonSchema = (): unknown => z.toJSONSchema(planSchema, {io: 'input', target: 'draft-7'});

/** Which add-on an item of the list is. */
export const addonName = (written: AddonName | object): AddonName => (typeof written === 'string' ? written : 'nfs');
