// What keepalived has read from its file, and where each of its instances stands: plain data, kept with the machine.

export type TrackScript = {
	name: string;
	command: string;
	/** Milliseconds. */
	interval: number;
	fall: number;
	rise: number;
	weight: number;
};

export type InstanceConfig = {
	name: string;
	initial: 'MASTER' | 'BACKUP';
	nic: string;
	vrid: number;
	priority: number;
	/** Milliseconds. */
	advert: number;
	nopreempt: boolean;
	/** Undefined: multicast. */
	unicast?: {source?: string; peers: string[]};
	password?: string;
	addresses: {address: string; prefix: number; nic: string}[];
	scripts: {name: string; weight: number}[];
};

export type KeepalivedConfig = {
	instances: InstanceConfig[];
	scripts: TrackScript[];
	scriptSecurity: boolean;
	scriptUser: boolean;
};

export type Instance = {
	config: InstanceConfig;
	state: 'BACKUP' | 'MASTER' | 'FAULT';
	/** A backup takes over then, if it has heard nobody of its rank. */
	deadline: number;
	/** A master says that it is there then. */
	nextAdvert: number;
	/** Priority with the weights of its scripts. */
	effective: number;
};

export type ScriptState = {
	/** Undefined before it has ended once. */
	passing?: boolean;
	/** What it returned last; a change is said in the journal. */
	last?: number;
	against: number;
	next: number;
};

/** The running keepalived of a machine. */
export type Keepalived = {
	/** Process id of the VRRP child. */
	child: number;
	instances: Instance[];
	scripts: (TrackScript & ScriptState)[];
	/** Stopped by a signal: it neither speaks nor hears, until it is told to go on. */
	frozen?: true;
};
