// Who is asked what while a diagnosis looks, in the order in which there is something to see.
import type {AskedHost, Looking} from '../engine/looking.ts';

export type AskedRow = {readonly host: string} & AskedHost;

/** In the plan's order; where there is no room for all, those that are waited for first, then those that did not answer. */
export const askedRows = ({hosts}: Looking, room: number): readonly AskedRow[] => {
	const all = Object.entries(hosts).map(([host, asked]): AskedRow => ({host, ...asked}));
	if (all.length <= room) return all;
	const waited = all.filter(({answered}) => answered === undefined);
	const away = all.filter(({why}) => why !== undefined);
	const rest = all.filter(row => !waited.includes(row) && !away.includes(row));
	return [...waited, ...away, ...rest].slice(0, Math.max(0, room - 1));
};
