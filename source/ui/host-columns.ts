import type {Entry} from './progress.ts';

/** How the hosts of a stage are drawn beside its tasks: by name, as signs only, or as a count when they are many. */
export type HostColumns =
	| {readonly kind: 'names' | 'signs'; readonly hosts: readonly string[]; readonly width: number}
	| {readonly kind: 'count'};

/** Only plain ASCII names are short for certain; anything else may be drawn wider than it counts. */
const isShort = (name: string): boolean => /^[\u0020-\u007E]{1,6}$/.test(name);

export const hostColumns = (entries: readonly Entry[], order: readonly string[], room: number): HostColumns => {
	const used = new Set(entries.flatMap(({hosts}) => hosts));
	const known = new Set(order);
	const hosts = [...order.filter(name => used.has(name)), ...[...used].filter(name => !known.has(name))];
	const longest = Math.max(1, ...hosts.map(name => name.length));
	const most = Math.floor(room / 2);
	if (hosts.every(isShort) && hosts.length * (longest + 1) <= most) return {kind: 'names', hosts, width: longest + 1};
	return hosts.length * 2 <= most ? {kind: 'signs', hosts, width: 2} : {kind: 'count'};
};
