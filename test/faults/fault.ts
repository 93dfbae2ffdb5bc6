/** Something that is done to a host of the first lab once its cluster stands, and what has to be found then. */
export type Fault = {
	readonly finding: string;
	readonly host: string;
	/** The runtime that it is a fault of: cri-dockerd is there from 1.24 on, dockershim before. Left out: of none. */
	readonly of?: 'containerd' | 'docker' | 'cri-dockerd' | 'dockershim';
	/** Bash as root before that, for what is no fault: a workload that runs, a setting that is chosen. */
	readonly given?: string;
	/** Bash as root, as somebody might have typed it. */
	readonly break: string;
	/** Simulated seconds until its consequences are there. Left out: a minute. */
	readonly wait?: number;
	/** Simulated seconds after the cure until nothing tells of it: what is read of a journal goes back ten minutes. Left out: two minutes. */
	readonly over?: number;
	/** What the remedy says that it makes anew or puts aside: `host path`, or the beginning of one that ends with `/`. */
	readonly leaves?: readonly string[];
};
