// What haproxy has read from its file, and what it thinks of its servers: plain data, kept with the machine.

export type Server = {
	readonly name: string;
	/** As the file names it: an address or a name. */
	readonly host: string;
	readonly port: number;
	readonly line: number;
	readonly check: boolean;
	readonly checkPort?: number;
	/** The check speaks TLS (`check-ssl`, or `ssl` for traffic and check alike). */
	readonly checkTls: boolean;
	readonly tls: boolean;
	readonly verify: 'none' | 'required';
	readonly backup: boolean;
	/** Milliseconds between checks. */
	readonly inter: number;
	readonly fall: number;
	readonly rise: number;
};

export type Bind = {readonly address: string; readonly port: number; readonly line: number};

export type Proxy = {
	kind: 'frontend' | 'backend' | 'listen';
	name: string;
	line: number;
	mode: 'tcp' | 'http';
	balance: string;
	binds: Bind[];
	servers: Server[];
	defaultBackend?: {name: string; line: number};
	check?: {method: string; uri: string};
	/** What `http-check expect status` wants; left out: any 2xx or 3xx. */
	expect?: {what: 'status' | 'string'; value: string};
	log: boolean;
	disabled: boolean;
};

export type HaproxyConfig = {readonly proxies: readonly Proxy[]};

export type ServerHealth = {
	up: boolean;
	/** Checks in a row that say the opposite of `up`. */
	against: number;
	/** When the next check is due. */
	next: number;
	/** The first check decides alone. */
	checked: boolean;
};

/** The running haproxy of a machine. */
export type Haproxy = {
	config: HaproxyConfig;
	worker: number;
	/** By `backend/server`. */
	health: Record<string, ServerHealth>;
	/** Connections so far, for taking turns. */
	turn: number;
};
