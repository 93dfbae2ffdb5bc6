// Whatever cannot work ends in one sentence with the way out, and until then nothing was changed on the host.
import {expect, test} from 'vitest';
import {books} from '../../steps/books.ts';
import {onlyAsks} from '../../source/engine/only-asks.ts';
import type {Problem} from '../../steps/plan/problem.ts';
import {createLab, type Lab} from '../../source/transport/lab/lab.ts';
import {difference} from '../helpers/bare-hosts.ts';
import {bareHosts} from '../helpers/lab-hosts.ts';
import {givenFor} from '../helpers/plans.ts';
import {judge, usual, type Choice} from '../helpers/variants.ts';
import {planFrom} from '../helpers/written-plans.ts';

type Refused = {readonly choice: Choice; readonly en: RegExp; readonly zh: RegExp};

const refused: readonly Refused[] = [
	{choice: {...usual('1.36'), version: '1.38'}, en: /not offered.*1\.37/, zh: /1\.37/},
	{choice: {...usual('1.23'), mirrors: 'none'}, en: /mirrors/, zh: /mirrors/},
	{choice: {...usual('1.25'), proxyMode: 'nftables'}, en: /write .*iptables/, zh: /iptables/},
	{choice: {...usual('1.20'), network: 'cilium'}, en: /write /, zh: /请/},
	{choice: {...usual('1.36'), runtime: 'crio'}, en: /write containerd/, zh: /containerd/},
	{choice: {...usual('1.36'), endpoint: 'dns'}, en: /write /, zh: /请/},
	{choice: {...usual('1.36'), mirrors: 'example'}, en: /write /, zh: /请/},
	{choice: {...usual('1.36'), network: 'none', addons: 'every'}, en: /network/, zh: /网络|network/},
];

test.each(refused.map(row => ({...row, name: Object.values(row.choice).join(' ')})))(
	'The plan $name is refused in one sentence with the way out, in both languages',
	({choice, en, zh}) => {
		const verdict = judge(choice);
		const problems: readonly Problem[] = 'problems' in verdict ? verdict.problems : [];
		expect(problems.length).toBeGreaterThan(0);
		const texts = problems.map(({text}) => text);
		expect(texts.some(text => en.test(text.en) && zh.test(text.zh))).toBe(true);
		for (const text of texts) {
			expect(text.en).toMatch(/\.$/);
			expect(text.zh).toMatch(/\p{Script=Han}.*。$/u);
		}
	},
);

type Played = {
	readonly what: string;
	readonly task: string;
	readonly mirrors?: string;
	readonly plan?: string;
	readonly disturb?: (lab: Lab) => void;
	/** Bash functions in the place of programs. */
	readonly shown?: string;
	readonly says: RegExp;
};

const day = 86_400_000;

const played: readonly Played[] = [
	{
		what: 'an unreachable mirror',
		task: 'sources-answer',
		mirrors: 'tuna',
		disturb: ({world}) => {
			for (const [base, source] of Object.entries(world.outside.packageSources))
				if (base.includes('tuna')) source.reachable = false;
		},
		says: /cannot be reached from this host \(.*\): check the network, or name a mirror in the plan\./,
	},
	{
		what: 'a mirror whose TLS certificate has ended',
		task: 'sources-answer',
		mirrors: 'ustc',
		disturb: ({world}) => void (world.outside.certificateEnds = {'k8s.m.daocloud.io': world.now - day}),
		says: /not valid today.*: set this host's clock, or name another mirror in the plan\./,
	},
	{
		what: 'an expired signing key',
		task: 'source-key',
		mirrors: 'ustc',
		disturb: ({world}) => void (world.now = Date.UTC(2027, 0, 2)),
		says: /The signing key expired on 2026-12-29, at .*: name another mirror in the plan/,
	},
	{
		what: 'an unknown tag',
		task: 'registry-tags',
		mirrors: 'daocloud',
		disturb: ({world}) => void (world.outside.registries['k8s.m.daocloud.io']!.lacks = ['kube-apiserver']),
		says: /does not have k8s\.m\.daocloud\.io\/kube-apiserver:v1\.36\.4: name another mirror in the plan, or another patch release\./,
	},
	{
		what: 'a clock that is off',
		task: 'clock-skew',
		disturb: ({world}) => void (world.machines['m1']!.clockOffset = 600_000),
		says: /This host's clock is off: set it \(timedatectl set-ntp true/,
	},
	{
		what: 'a package version that no source has',
		task: 'package-versions',
		plan: 'version: "1.36.99"',
		says: /The package sources have no kubeadm 1\.36\.99 \(they have 1\.36\.4-1\.1.*\): write another version in the plan, or name a source that has it under mirrors\.packages\.apt in the plan\./,
	},
	{
		what: 'a runtime that no source has',
		task: 'package-versions',
		disturb: ({world}) => {
			for (const {packages} of Object.values(world.outside.packageSources)) delete packages['containerd.io'];
		},
		says: /The package sources have no containerd 2\.3 or 2\.2.*: name a source that has it under mirrors\.packages\.apt in the plan\./,
	},
	{
		what: 'an archive with a wrong checksum',
		task: 'archive-checksums',
		plan: 'network: cilium',
		shown: 'sha256sum() { cat > /dev/null; echo "0123abcd  -"; }',
		says: /has checksum 0123abcd and should have \w{64}: name another mirror in the plan, or write network: flannel\./,
	},
	{
		what: 'a kernel that is too old',
		task: 'operating-system',
		disturb: ({world}) => void (world.machines['m1']!.kernel = '3.10.0-1160.el7.x86_64'),
		says: /Kernel 3\.10\S* is older than .*: boot a newer one, or write version: "1\.31" in the plan\./,
	},
	{
		what: 'control groups of version 1',
		task: 'cgroup-version',
		disturb: ({world}) => void (world.machines['m1']!.cgroup = 1),
		says: /boots with cgroup v1: remove .*, or write version: "1\.34" in the plan\./,
	},
	{
		what: 'too little memory',
		task: 'processors-and-memory',
		disturb: ({world}) => void (world.machines['m1']!.memoryMiB = 1024),
		says: /At least 1700 MiB of memory are needed: give the machine more\./,
	},
];

const hosts = [{name: 'm1', address: '10.77.0.11', role: 'control-plane'}];
const tasks = books[0]!.stages.flatMap(stage => stage.tasks);

/** What the questions are asked through: where packages come from, and curl. */
const sources = ['retired-mirrors', 'own-package-source', 'fetching-tools'];

/** Tasks before one that do more than ask. */
const earlier = (id: string): readonly string[] =>
	tasks
		.slice(
			0,
			tasks.findIndex(task => task.id === id),
		)
		.filter(task => !onlyAsks(task))
		.map(task => task.id);

test.each(played)(
	'$what ends in a sentence with the way out, and the host’s files and packages are as before',
	async ({task: id, mirrors = 'none', plan: words = 'version: "1.36.4"', disturb, shown = '', says}) => {
		const task = tasks.find(one => one.id === id)!;
		const plan = planFrom(
			`kubernetes: {${words}}\nendpoint: {kind: single}\nmirrors: ${mirrors}\nhosts:\n  - {name: m1, address: 10.77.0.11, role: control-plane}\n`,
		);
		const {lab, must, run} = bareHosts('m1');
		await must('m1', 'apt-get update; apt-get install -y curl ca-certificates gpg');
		disturb?.(lab);
		const saved = lab.save();
		const packages = structuredClone(lab.world.machines['m1']!.packages);

		const given = givenFor(plan, 'm1');
		const {exit, stdout, stderr} = await run('m1', `${shown}\n${task.check.ask(given)}`);

		expect(exit).not.toBe(0);
		expect(`${stdout}${stderr}`).toMatch(says);
		expect(task.fix?.zh).toMatch(/\p{Script=Han}.*。$/u);
		expect(earlier(id).filter(one => !sources.includes(one))).toEqual([]);
		expect(lab.world.machines['m1']!.packages).toEqual(packages);
		expect(
			difference(createLab({hosts, saved}), lab, 'm1').filter(line => !/^.\/(tmp|var\/log)\//.test(line)),
		).toEqual([]);
	},
);

test('A source of one’s own that does not answer is said, and taken away again', async () => {
	const plan = planFrom(
		'endpoint: {kind: single}\nmirrors: {packages: {apt: "deb [trusted=yes] http://nowhere.example/k8s ./"}}\nhosts:\n  - {name: m1, address: 10.77.0.11, role: control-plane}\n',
	);
	const {lab, run} = bareHosts('m1');
	const saved = lab.save();
	const source = tasks.find(({id}) => id === 'own-package-source')!;

	const {exit, stderr} = await run('m1', `set -euo pipefail\n${source.run(givenFor(plan, 'm1'))}`);

	expect(exit).toBe(1);
	expect(stderr).toMatch(
		/does not answer or has no kubeadm, and was taken away again: correct mirrors\.packages\.apt\./,
	);
	expect(source.fix?.zh).toMatch(/\p{Script=Han}.*。$/u);
	expect(difference(createLab({hosts, saved}), lab, 'm1').filter(line => !/^.\/(tmp|var)\//.test(line))).toEqual([]);
});
