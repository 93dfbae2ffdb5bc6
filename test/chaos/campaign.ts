// A whole campaign: an undisturbed run to compare with, then storms until every disturbance was spent.
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type NamespaceHost, startHosts} from '../hosts/namespaces.ts';
import {createRandom, type Limits, storm, type Store, type Stormy} from './storm.ts';
import {endState, judge, type Verdict, wipe} from './verdict.ts';

const planOf = (hosts: readonly NamespaceHost[]): string => {
	const list = hosts.map(({host}) => `  - {name: ${host.name}, address: ${host.address}, role: ${host.role}}`);
	const {identity} = hosts[0]!.ssh;
	return [
		'name: chaos',
		'kubernetes: {version: "1.36"}',
		'endpoint: {kind: external, address: 10.88.0.1, port: 6443}',
		`ssh: {user: root, identity: ${identity}}`,
		'hosts:',
		...list,
		'',
	].join('\n');
};

export type Round = Stormy & Verdict & {readonly left: Store};

export type Campaign = {readonly calm: Stormy; readonly rounds: readonly Round[]};

const nothing: Store = {kills: 0, cuts: 0, restarts: 0, reboots: 0};
const kinds = ['kills', 'cuts', 'restarts', 'reboots'] as const;

/** What one of so many walks that are left has to bear. */
const shareOf = (store: Store, walks: number): Store => {
	const share = {...nothing};
	for (const kind of kinds) {
		share[kind] = Math.ceil(store[kind] / Math.max(1, walks));
		store[kind] -= share[kind];
	}
	return share;
};

/**
 * The disturbances are shared out among so many walks; what one of them did not last for falls to the next. `tell` hears of
 * every round when it is over. Hosts stay until `stopHosts`.
 */
export const campaign = async (
	store: Store,
	walks: number,
	limits: Limits,
	seed: number,
	tell: (round: Round) => void = () => undefined,
): Promise<Campaign> => {
	const home = mkdtempSync(join(tmpdir(), 'kubewalk-chaos-'));
	try {
		const hosts = await startHosts(3);
		const plan = join(home, 'cluster.yaml');
		writeFileSync(plan, planOf(hosts));
		mkdirSync(join(home, 'sessions'), {recursive: true});
		const random = createRandom(seed);
		const calm = await storm(home, plan, hosts, {...nothing}, limits, random, 1);
		if (calm.ends.at(-1) !== 0)
			throw new Error(`The undisturbed run ended with ${calm.ends.at(-1)}: ${[...calm.said.keys()].join(' ')}`);
		const expected = await endState(hosts);
		const rounds: Round[] = [];
		do {
			await wipe(hosts);
			const share = shareOf(store, walks - rounds.length);
			const stormy = await storm(home, plan, hosts, share, limits, random);
			for (const kind of kinds) store[kind] += share[kind];
			const round = {...stormy, ...(await judge(home, stormy.session, hosts, expected)), left: {...store}};
			rounds.push(round);
			tell(round);
			if (round.ends.at(-1) !== 0) break;
		} while (Object.values(store).some(left => left > 0));
		return {calm, rounds};
	} finally {
		rmSync(home, {recursive: true, force: true});
	}
};
