import type {Host} from '../engine/given.ts';
import type {Transport} from '../engine/transport.ts';

/** One transport that sends each host's work the way that `choose` names. `ways` are closed with it. */
export const route = (choose: (host: Host) => Transport, ways: readonly Transport[] = []): Transport => {
	const used = new Set<Transport>(ways);
	const pick = (host: Host): Transport => {
		const way = choose(host);
		used.add(way);
		return way;
	};
	return {
		ask: (host, ...rest) => pick(host).ask(host, ...rest),
		run: (host, ...rest) => pick(host).run(host, ...rest),
		reattach: async (host, ...rest) => pick(host).reattach?.(host, ...rest),
		lease: async (host, ...rest) => pick(host).lease?.(host, ...rest),
		forget: async (host, ...rest) => pick(host).forget?.(host, ...rest),
		isDear: host => pick(host).isDear?.(host) ?? false,
		close: async () => {
			await Promise.all([...used].map(way => way.close()));
		},
	};
};
