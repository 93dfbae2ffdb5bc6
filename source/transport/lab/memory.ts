import type {Machine} from './world.ts';

/** In KiB, as /proc/meminfo and `free` count: what runs takes its part. */
export type Memory = {
	readonly total: number;
	readonly used: number;
	readonly free: number;
	readonly shared: number;
	readonly buffers: number;
	readonly cache: number;
	readonly available: number;
	readonly swap: number;
};

const perContainer = 45_000;
const system = 290_000;

export const memoryOf = (machine: Machine): Memory => {
	// The kernel keeps a little of what the hardware has.
	const total = Math.round(machine.memoryMiB * 1024 * 0.967);
	const running = machine.containers.filter(container => container.state === 'running').length;
	const used = Math.min(total * 0.9, system + running * perContainer) | 0;
	const cache = Math.min(total - used, 420_000);
	const free = total - used - cache;
	return {
		total,
		used,
		free,
		shared: 1_180,
		buffers: 24_600,
		cache,
		available: free + Math.round(cache * 0.9),
		swap: machine.swaps.reduce((sum, swap) => sum + swap.sizeKiB, 0),
	};
};
