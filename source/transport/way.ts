// A way to a host that ends in a shell: ssh, a container and this machine differ only in this.
import type {Clock} from '../engine/clock.ts';
import type {Host} from '../engine/given.ts';
import {createFrames, type Frame, newMark} from './frames.ts';
import type {Ended, Shell} from './shell.ts';

export type Way = {
	/** A shell on the host, with root's rights where the way gives them. Throws HostUnreachable. */
	readonly open: (host: Host, signal: AbortSignal) => Promise<Shell>;
	/** One sentence about a shell that ended before its script did. */
	readonly explain: (host: Host, ended: Ended) => Promise<string>;
	/** The connection may be gone for good: the next `open` looks again. */
	readonly lost?: (host: Host) => void;
	readonly close: () => Promise<void>;
	/** Directory of the jobs on the host. */
	readonly jobs: string;
	readonly clock?: Clock;
};

/** One script, once more in a new shell when a kept one turns out to be gone; each time under a mark of its own. */
export const converse = async (
	way: Way,
	host: Host,
	textOf: (mark: string) => string,
	signal: AbortSignal,
	onFrame: (frame: Frame) => void,
): Promise<Ended> => {
	for (;;) {
		const shell = await way.open(host, signal);
		const mark = newMark();
		const ended = await shell(textOf(mark), signal, createFrames(mark, onFrame));
		if (!ended.stale) return ended;
	}
};
