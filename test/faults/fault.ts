/** Something that is done to a host of the first lab once its cluster stands, and what has to be found then. */
export type Fault = {
	readonly finding: string;
	readonly host: string;
	/** Bash as root, as somebody might have typed it. */
	readonly break: string;
	/** Simulated seconds until its consequences are there. Left out: a minute. */
	readonly wait?: number;
};
