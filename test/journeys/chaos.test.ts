// The short form; the long one, with its figures in docs/chaos.md, is bench/chaos.ts.
import {afterAll, expect, test} from 'vitest';
import {campaign} from '../chaos/campaign.ts';
import {hasNamespaces, stopHosts, whereNamespaces} from '../hosts/namespaces.ts';

afterAll(stopHosts);

test.skipIf(!hasNamespaces)(
	`Whatever dies during a book of thirty tasks, every job runs exactly once and the hosts end as ever ${whereNamespaces}`,
	async () => {
		process.env['CHAOS_HASTE'] = '0.2';
		const disturbances = {kills: 8, cuts: 2, restarts: 2, reboots: 1};

		const {rounds} = await campaign(disturbances, 1, {life: 2500, cut: 3000, pause: 2500}, 3);

		expect(rounds.flatMap(({wrong, unreadable}) => [...wrong, ...unreadable])).toEqual([]);
		expect(rounds.at(-1)).toMatchObject({left: {kills: 0, cuts: 0, restarts: 0, reboots: 0}});
		for (const {executed, lives} of rounds) {
			expect(executed).toBeGreaterThanOrEqual(77);
			expect(lives).toBeGreaterThanOrEqual(1);
		}
	},
	180_000,
);
