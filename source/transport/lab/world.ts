// What the simulated world is: plain data only, so that it can be saved with the session and read back.
// Nothing here is scripted. Commands change the world, `settle` lets the consequences happen, commands read the world.

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
};

export type JournalEntry = {at: number; unit: string; identifier: string; pid: number; text: string};

export type Address = {
	nic: string;
	address: string;
	prefix: number;
	/** Set by a daemon (keepalived's VIP), so gone with it. */ owner?: string;
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
	log: {at: number; text: string}[];
};

export type Machine = {
	name: string;
	power: 'on' | 'off';
	booted: number;
	/** ID and VERSION_ID as in /etc/os-release. */
	os: {id: 'debian' | 'ubuntu'; version: string; codename: string; pretty: string};
	kernel: string;
	cpus: number;
	memoryMiB: number;
	machineId: string;
	productUuid: string;
	mac: string;
	/** Addresses of eth0, the machine's own first. */
	addresses: Address[];
	/** The name the kernel has now; /etc/hostname is a file. */
	hostname: string;
	timezone: string;
	/** How far the machine's clock is off, in milliseconds. */
	clockOffset: number;
	modules: string[];
	/** Kernel parameters as they are now, by dotted name; those of a module are there only while it is loaded. */
	sysctl: Record<string, string>;
	swaps: {device: string; sizeKiB: number}[];
	units: Record<string, Unit>;
	packages: Record<string, {version: string; held: boolean}>;
	/** What `apt-get update` has fetched: the lines of the sources it read. */
	aptLists: string[];
	journal: JournalEntry[];
	/** Rules of iptables and nft as the commands gave them, in order. */
	firewall: {iptables: string[]; nft: string; ufw: {active: boolean; rules: string[]}};
	images: Image[];
	containers: Container[];
	/** What etcd has on this machine's disk: a member of the one cluster, when there is one. */
	etcd?: {memberId: string; learner: boolean};
	/** Ports of processes that a learner has started (`nc -l`, an old server): port -> program. */
	strangers: Record<number, string>;
	/** Answers of finished jobs by id, so that a job never runs twice. */
	jobs: Record<string, {exit: number; stdout: string; stderr: string}>;
};

export type KubeObject = {
	apiVersion: string;
	kind: string;
	metadata: {
		name: string;
		namespace?: string;
		uid: string;
		creationTimestamp: string;
		resourceVersion: string;
		labels?: Record<string, string>;
		annotations?: Record<string, string>;
		ownerReferences?: {apiVersion: string; kind: string; name: string; uid: string; controller?: boolean}[];
		[more: string]: unknown;
	};
	spec?: Record<string, unknown>;
	status?: Record<string, unknown>;
	data?: Record<string, string>;
	[more: string]: unknown;
};

export type KubeEvent = {
	at: number;
	namespace: string;
	kind: string;
	name: string;
	type: 'Normal' | 'Warning';
	reason: string;
	from: string;
	message: string;
	count: number;
};

/** What etcd holds. It outlives any machine as long as one member's disk is left. */
export type Cluster = {
	/** Fingerprint-bearing certificate authority; joins compare its hash. */
	caHash: string;
	version: string;
	objects: KubeObject[];
	events: KubeEvent[];
	revision: number;
};

/** What the machines can reach outside: filled in from the lab's plan, changed by faults. */
export type Outside = {
	/** Package sources by base address: name -> versions, newest first. */
	packageSources: Record<string, {packages: Record<string, string[]>; keyUrl?: string; reachable: boolean}>;
	registries: Record<string, {reachable: boolean; insecure: boolean}>;
	/** Names the outside DNS answers. */
	names: Record<string, string>;
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
