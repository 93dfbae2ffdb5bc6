// The book install, walked until it stops: whatever cannot work ends in one sentence with the way out, and the hosts are, file by
// file, what the places that packages come from and the tools that questions are asked with have made of them, and nothing more.
import {expect, test} from 'vitest';
import {books} from '../../steps/books.ts';
import {createLab, type Lab} from '../../source/transport/lab/lab.ts';
import type {Plan} from '../../steps/plan.ts';
import {difference} from '../helpers/bare-hosts.ts';
import {engineAtLab} from '../helpers/engine-at-lab.ts';
import {planFrom} from '../helpers/written-plans.ts';

const install = books[0]!;

/** Before the last question is asked, these may change something: where packages come from, and curl. */
const sources = ['retired-mirrors', 'own-package-source', 'fetching-tools'];

type Walked = {readonly lab: Lab; readonly outcome: string; readonly failed: readonly string[]; readonly said: string};

const labOf = ({hosts}: Plan): Lab => {
	const lab = createLab({hosts});
	for (const machine of Object.values(lab.world.machines)) machine.clockOffset = 0;
	return lab;
};

const walk = async (plan: Plan, disturb?: (lab: Lab) => void, tasks?: readonly string[]): Promise<Walked> => {
	const lab = labOf(plan);
	disturb?.(lab);
	const {store, engine} = engineAtLab(lab, plan, install);
	let said = '';
	store.listen(event => {
		if (event.type === 'task') said += `${event.note ?? ''}\n`;
		if (event.type === 'output') said += event.text;
	});
	const outcome = await engine.start(tasks && {tasks});
	const failed = Object.entries(store.getState().rows).flatMap(([task, rows]) =>
		Object.values(rows).some(({status}) => status === 'failed') ? [task] : [],
	);
	return {lab, outcome, failed, said};
};

type Case = {
	readonly what: string;
	/** What is written below `kubernetes`, and below the plan itself. */
	readonly kubernetes?: string;
	readonly mirrors?: string;
	readonly disturb?: (lab: Lab) => void;
	readonly task: string;
	readonly says: RegExp;
};

const everyMachine =
	(change: (machine: Lab['world']['machines'][string]) => void) =>
	({world}: Lab): void =>
		Object.values(world.machines).forEach(change);

const cases: readonly Case[] = [
	{
		what: 'a combination that this kernel cannot carry out',
		kubernetes: 'version: "1.36.4", proxyMode: nftables',
		disturb: everyMachine(machine => void (machine.kernel = '5.10.0-28-amd64')),
		task: 'proxy-mode',
		says: /The kernel 5\.10\.0-28-amd64 is older than 5\.13, and kube-proxy's mode nftables needs that: write proxyMode: iptables in the plan, or boot a newer kernel\./,
	},
	{
		what: 'a package that no source has',
		kubernetes: 'version: "1.36.99"',
		task: 'package-versions',
		says: /The package sources have no kubeadm 1\.36\.99 \(they have 1\.36\.4-1\.1.*\): write another version in the plan/,
	},
	{
		what: 'a mirror that nobody reaches',
		mirrors: 'tuna',
		disturb: ({world}) => {
			for (const [base, source] of Object.entries(world.outside.packageSources))
				if (base.includes('tuna')) source.reachable = false;
		},
		task: 'sources-answer',
		says: /cannot be reached from this host \(.*\): check the network, or name a mirror in the plan\./,
	},
	{
		what: 'a tag that the registry does not have',
		mirrors: 'daocloud',
		disturb: ({world}) => void (world.outside.registries['k8s.m.daocloud.io']!.lacks = ['kube-apiserver']),
		task: 'registry-tags',
		says: /does not have k8s\.m\.daocloud\.io\/kube-apiserver:v1\.36\.4: name another mirror in the plan, or another patch release\./,
	},
	{
		what: 'a signing key that has expired',
		mirrors: 'ustc',
		disturb: ({world}) => void (world.now = Date.UTC(2027, 0, 2)),
		task: 'source-key',
		says: /The signing key expired on 2026-12-29, at .*: name another mirror in the plan/,
	},
	{
		what: 'a manifest that is not the one whose checksum the plan names',
		kubernetes: `version: "1.36.4", addons: [gateway-api], gateway: {sha256: ${'f'.repeat(64)}}`,
		task: 'archive-checksums',
		says: /install\.yaml has checksum \w{64} and should have f{64}: name another mirror in the plan, correct gateway\.sha256, or remove gateway-api from addons\./,
	},
];

test.each(cases)(
	'The walk stops at $what with the way out, and has changed nothing but where packages come from',
	async ({kubernetes = 'version: "1.36.4"', mirrors = 'none', disturb, task, says}) => {
		const plan = planFrom(
			`kubernetes: {${kubernetes}}\nendpoint: {kind: single}\nmirrors: ${mirrors}\nhosts:\n  - {name: m1, address: 10.77.0.11, role: control-plane}\n  - {name: w1, address: 10.77.0.21, role: worker}\n`,
		);

		const {lab, outcome, failed, said} = await walk(plan, disturb);
		expect(outcome).toBe('failed');
		expect(failed).toContain(task);
		expect(said).toMatch(says);

		// It may have stopped before all of these.
		const [bare, prepared] = [labOf(plan), await walk(plan, disturb, sources)];
		for (const {name} of plan.hosts) {
			const mayDiffer = new Set(difference(bare, prepared.lab, name));
			const differs = difference(bare, lab, name).filter(line => !mayDiffer.has(line));
			expect(differs.filter(line => !/^.\/(tmp|var\/log)\//.test(line))).toEqual([]);
			const packagesOf = ({world}: Lab): readonly string[] => Object.keys(world.machines[name]!.packages);
			const known = new Set(packagesOf(prepared.lab));
			expect(packagesOf(lab).filter(one => !known.has(one))).toEqual([]);
		}
	},
	60_000,
);
