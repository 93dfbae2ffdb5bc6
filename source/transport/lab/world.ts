// What the simulated world is: plain data only, so that it can be saved with the session and read back.
// Nothing here is scripted. Commands change the world, `settle` lets the consequences happen, commands read the world.
import type {Zones} from './firewall/firewalld-zones.ts';
import type {Haproxy} from './haproxy/model.ts';
import type {Keepalived} from './keepalived/model.ts';
import type {Cluster} from './cluster-data.ts';
import type {IpvsService, NftTable, Route} from './packet-data.ts';

export type {Cluster, EtcdMember, KubeEvent, KubeObject} from './cluster-data.ts';
export type {IpvsService, NftChain, NftTable, Route} from './packet-data.ts';

/** A systemd unit. What `active` means for the world (ports, containers, addresses) is decided by the unit's daemon. */
export type Unit = {
	state: 'active' | 'inactive' | 'failed' | 'activating';
	enabled: boolean;
	masked: boolean;
	/** Simulated milliseconds. */
	since: number;
	pid: number;
	/** How often the manager has restarted it by itself. */
	restarts: number;
	/** Exit status of the main process when it ended by itself. */
	exitStatus?: number;
	/** When it was started of late: systemd refuses a sixth start within ten seconds. */
	starts?: number[];
};

export type JournalEntry = {at: number; unit: string; identifier: string; pid: number; text: string};

export type Address = {
	nic: string;
	address: string;
	prefix: number;
	/** Set by a daemon (keepalived's VIP), so gone with it. */ owner?: string;
};

/** `kind` as `ip link add … type KIND`; `detail` is the rest of what `ip -d link` prints of it. */
export type Link = {
	name: string;
	kind: string;
	mac: string;
	mtu: number;
	up: boolean;
	address?: string;
	prefix?: number;
	detail?: string;
	master?: string;
};

/** An image in the runtime's store. */
export type Image = {name: string; tag: string; id: string; sizeBytes: number; pinned: boolean};

export type Container = {
	id: string;
	name: string;
	pod: string;
	namespace: string;
	podUid: string;
	image: string;
	state: 'running' | 'exited';
	created: number;
	attempt: number;
	exitCode?: number;
	/** Command and arguments: what a component does follows from its flags. */
	command?: string[];
	/** Its sandbox, as `crictl pods` shows it. */
	sandbox?: string;
	finished?: number;
	/** When its program will end by itself, and how. */
	ends?: {at: number; exit: number; reason?: string};
	/** OOMKilled and StartError; others follow from the code. */ reason?: string;
	scraped?: {at: number; nodes: string[]};
	/** Cilium's operator found the Gateways' definitions at its start. */ takesGateways?: boolean;
	log: {at: number; text: string}[];
};

/** What the running container runtime has read when it started: a changed file counts after a restart. */
export type Runtime = {
	version: string;
	systemdCgroup: boolean;
	sandboxImage: string;
	binDirs: string[];
	confDir: string;
	certsDir: string;
	/** False when the configuration has switched the CRI plugin off. */
	cri: boolean;
	/** Set when Docker is behind it. */
	docker?: Docker;
};

/** What the running Docker daemon has read when it started. */
export type Docker = {
	version: string;
	cgroupDriver: 'systemd' | 'cgroupfs';
	logDriver: string;
	storageDriver: string;
	/** Asked before Docker Hub, with a slash at the end. */
	mirrors: string[];
	/** Registries that may speak plain http or show a certificate that nobody signed. */
	insecure: string[];
};

/** What the running kubelet has read when it started. */
export type Kubelet = {
	version: string;
	cgroupDriver: 'systemd' | 'cgroupfs';
	manifests: string;
	clusterDns: string[];
	node: string;
	/** The socket of its runtime; left out: containerd's. */ endpoint?: string;
	nodeIp?: string;
	started: number;
	/** Static pods that it has turned away, by uid: it never looks at them again. */
	refused?: string[];
	/** It asks the cluster to sign the certificate that it serves with. */ serverTlsBootstrap?: true;
	/** Up to 1.23 the shim for Docker is inside the kubelet: its pause image. */
	pause?: string;
};

/** What a kubelet remembers of a pod between two looks at it. */
export type PodSync = {
	sandbox?: string;
	sandboxAt?: number;
	/** Docker made the sandbox. */
	docker?: true;
	ip?: string;
	restarts: Record<string, number>;
	/** Why it does not run, and when the kubelet tries again. */
	waiting?: {reason: string; message: string; container?: string};
	tries: number;
	retryAt: number;
	/** The manifest or the specification that the pod was started from. */
	hash: string;
};

export type Machine = {
	name: string;
	power: 'on' | 'off';
	/** The network cable is out: the machine runs and hears nobody. */ cut?: true;
	booted: number;
	/** ID and VERSION_ID as in /etc/os-release. */
	os: {id: 'debian' | 'ubuntu' | 'rocky' | 'openEuler' | 'centos'; version: string; codename: string; pretty: string};
	kernel: string;
	/** The hierarchy that systemd has mounted at boot. */
	cgroup: 1 | 2;
	/** What SELinux does now; left out: the kernel has none. What it does at the next boot is in /etc/selinux/config. */
	selinux?: 'enforcing' | 'permissive';
	/** Switches of its policy that were set: for now, and for good. */
	sebooleans?: {now: Record<string, boolean>; kept: Record<string, boolean>};
	nfsMounts?: {source: string; target: string}[];
	cpus: number;
	memoryMiB: number;
	machineId: string;
	productUuid: string;
	mac: string;
	/** The plan's address of eth0 first; eth1 is there on machines with a second network. */
	addresses: Address[];
	/** Whom the machine has heard on the wire: address -> MAC. */
	neighbours?: Record<string, string>;
	/** Interfaces and routes that network components made: flannel.1, cni0, veth… */
	links?: Link[];
	routes?: Route[];
	/** The name the kernel has now; /etc/hostname is a file. */
	hostname: string;
	timezone: string;
	/** How far the machine's clock is off, in milliseconds. */
	clockOffset: number;
	modules: string[];
	/** Modules that its kernel was built without, or whose package is not installed. */
	lacksModules?: string[];
	/** What kube-proxy has put into the kernel's own load balancer; it stays when kube-proxy goes. */
	ipvs?: IpvsService[];
	/** Names of the sets of addresses that rules go by. */
	ipsets?: readonly string[];
	/** Kernel parameters as they are now, by dotted name; those of a module are there only while it is loaded. */
	sysctl: Record<string, string>;
	swaps: {device: string; sizeKiB: number}[];
	units: Record<string, Unit>;
	/** `from`: the repository it came from, where the package manager remembers that. */
	packages: Record<string, {version: string; held: boolean; from?: string}>;
	/** Removed packages whose configuration files are left: name -> version. */
	leftPackages?: Record<string, string>;
	/** Ids of signing keys that rpm trusts, besides the distribution's own. */
	rpmKeys?: string[];
	/** What `apt-get update` has fetched: the lines of the sources it read; for dnf and yum, repositories with their address. */
	aptLists: string[];
	journal: JournalEntry[];
	/** Rules of iptables and nft as the commands gave them, in order. */
	firewall: {
		iptables: string[];
		/** What kube-proxy and network components have put into nftables, as `nft list ruleset` prints it. */
		nft: string;
		ufw: {active: boolean; rules: string[]};
		/** Tables of the machine's owner. */
		tables?: NftTable[];
		/** What firewalld has in force. Left out: what its files say. */
		zones?: Zones;
	};
	images: Image[];
	containers: Container[];
	/** What etcd has on this machine's disk: a member of the one cluster, when there is one. */
	etcd?: {memberId: string; learner: boolean};
	runtime?: Runtime;
	docker?: Docker;
	criDockerd?: {pause: string};
	kubelet?: Kubelet;
	/** Milliseconds that a kubelet needs on this machine until it knows how large the disk is; left out: none. */
	diskKnownAfter?: number;
	haproxy?: Haproxy;
	keepalived?: Keepalived;
	/** Programs of an operator's own one-shot units: started, and run as soon as time passes. */ toRun?: string[];
	/** What systemd-run has put off. */ timers?: {at: number; unit: string; command: string}[];
	/** When a machine that went down to reboot is on again. */ boots?: number;
	/** By uid of the pod. */ pods?: Record<string, PodSync>;
	/** Images that are being pulled: reference -> when it will be there. */ pulls?: Record<string, number>;
	/** Ports of processes that a learner has started (`nc -l`, an old server): port -> program. */
	strangers: Record<number, string>;
	/** Answers of finished jobs by id, so that a job never runs twice. */
	jobs: Record<string, {exit: number; stdout: string; stderr: string}>;
};

/** What the machines can reach outside: filled in from the lab's plan, changed by faults. */
export type Outside = {
	/** Package sources by base address: name -> versions, newest first. */
	packageSources: Record<string, {packages: Record<string, string[]>; keyUrl?: string; reachable: boolean}>;
	registries: Record<
		string,
		{
			reachable: boolean;
			insecure: boolean;
			/** Repositories or images, `name` or `name:tag`, that it lacks. */ lacks?: string[];
		}
	>;
	/** When TLS certificates end, milliseconds since 1970, by host: where that is not the usual. */
	certificateEnds?: Record<string, number>;
	/** NFS servers by address. */ fileServers?: Record<string, {exports: string[]; files: Record<string, string>}>;
	/** Names the outside DNS answers. */ names: Record<string, string>;
	/** An external load balancer of the plan, owned by nobody in the lab. */
	loadBalancer?: {address: string; port: number; backends: {address: string; port: number}[]};
};

export type World = {
	/** Simulated time, milliseconds since 1970. Sleeping moves it on; nothing waits. */
	now: number;
	/** Seed of ids, tokens and addresses: the same world gives the same ids. */
	seed: number;
	machines: Record<string, Machine>;
	cluster?: Cluster;
	outside: Outside;
};
