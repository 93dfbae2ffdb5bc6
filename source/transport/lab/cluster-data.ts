// What etcd holds: plain data, like the rest of the world.

/** A member as etcd's own list has it. */
export type EtcdMember = {
	id: string;
	name: string;
	address: string;
	learner: boolean;
	/** It has had data: it cannot come back with an empty disk. */
	started?: boolean;
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
	/** When it was said last, and first. */
	at: number;
	first?: number;
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
	etcdMembers?: EtcdMember[];
	/** API servers that have written themselves in: address -> when last. */
	apiServers?: Record<string, number>;
	/** Which machine's controller manager and scheduler lead. */
	leaders?: Record<string, {machine: string; renewed: number}>;
};
