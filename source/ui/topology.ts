// How the picture of the cluster is laid out: plain arithmetic, so that nothing moves but with the terminal's size.
import type {Host} from '../engine/given.ts';

export type Topology = {
	/** Side by side below the shared address, each with its signs below its name. */
	readonly columns: readonly Host[];
	/** Columns that each of them has. */
	readonly cell: number;
	/** One short line each, side by side where there is room. */
	readonly below: readonly Host[];
	/** How many there is no room for. */
	readonly left: number;
};

const narrowest = 14;
const widest = 26;
/** Side by side, signs have to fit beside the name. */
const shortest = 24;

/** `tall`: the lines that one of those side by side takes. */
export const topologyOf = (hosts: readonly Host[], width: number, height: number, tall: number): Topology => {
	const planes = hosts.filter(({role}) => role === 'control-plane');
	const others = hosts.filter(({role}) => role !== 'control-plane');
	const wanted = Math.min(widest, Math.floor(width / Math.max(1, planes.length)));
	// The address, the line below it, and a line of others have to fit as well.
	const beside = wanted >= narrowest && width >= 2 * narrowest * Math.min(2, planes.length) && height >= tall + 3;
	const columns = beside ? planes : [];
	const cell = Math.min(width, beside ? Math.max(wanted, Math.min(shortest, widest)) : width);
	const fitted = beside ? Math.min(cell, Math.floor(width / planes.length)) : cell;
	const perLine = Math.max(1, Math.floor(width / fitted));
	const room = Math.max(0, height - 1 - (beside ? tall + 1 : 0));
	const rest = beside ? others : hosts;
	const fits = rest.length <= room * perLine;
	const shown = fits ? rest.length : Math.max(0, room - 1) * perLine;
	return {columns, cell: fitted, below: rest.slice(0, shown), left: rest.length - shown};
};
