// Whatever cannot work ends in one sentence with the way out, and until then nothing was changed on the host.
import {expect, test} from 'vitest';
import {books} from '../../steps/books.ts';
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
	/** Bash as root, before anything is looked at: what the tasks before have brought. */
	readonly after?: string;
	readonly disturb?: (lab: Lab) => void;
	/** Bash functions in the place of programs. */
	readonly shown?: string;
	/** The task's own commands find it; left out: its check does. */
	readonly runs?: true;
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
		task: 'kubernetes-packages',
		plan: '1.36.99',
		after: 'install -d /etc/apt/keyrings; curl -fsSL https://pkgs.k8s.io/core:/stable:/v1.36/deb/Release.key | gpg --dearmor -o /etc/apt/keyrings/k.gpg; echo "deb [signed-by=/etc/apt/keyrings/k.gpg] https://pkgs.k8s.io/core:/stable:/v1.36/deb/ /" > /etc/apt/sources.list.d/kubernetes.list; apt-get update',
		runs: true,
		says: /The package sources have no kubeadm 1\.36\.99-: name a source that has it under mirrors\.packages\.apt in the plan\./,
	},
	{
		what: 'an archive with a wrong checksum',
		task: 'cri-dockerd',
		runs: true,
		shown: 'sha256sum() { echo "0123abcd  $1"; }',
		says: /has checksum 0123abcd and should have \w{64}: nothing was installed\. Name a true copy under mirrors\.criDockerd/,
	},
	{
		what: 'a kernel that is too old',
		task: 'operating-system',
		disturb: ({world}) => void (world.machines['m1']!.kernel = '3.10.0-1160.el7.x86_64'),
		says: /Kernel 3\.10\S* is older than .*: boot a newer one/,
	},
	{
		what: 'control groups of version 1',
		task: 'cgroup-version',
		disturb: ({world}) => void (world.machines['m1']!.cgroup = 1),
		says: /boots with cgroup v1: remove .*, or plan Kubernetes 1\.34\./,
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

test.each(played)(
	'$what ends in a sentence with the way out, and the host’s files and packages are as before',
	async ({task: id, mirrors = 'none', plan: version = '1.36.4', after, disturb, shown = '', runs, says}) => {
		const task = tasks.find(one => one.id === id)!;
		const plan = planFrom(
			`kubernetes: {version: "${version}"}\nendpoint: {kind: single}\nmirrors: ${mirrors}\nhosts:\n  - {name: m1, address: 10.77.0.11, role: control-plane}\n`,
		);
		const {lab, must, run} = bareHosts('m1');
		await must('m1', `apt-get update; apt-get install -y curl ca-certificates gpg; ${after ?? ':'}`);
		disturb?.(lab);
		const saved = lab.save();
		const packages = structuredClone(lab.world.machines['m1']!.packages);

		const given = givenFor(plan, 'm1');
		const {exit, stdout, stderr} = await run(
			'm1',
			`${runs ? 'set -euo pipefail' : ''}\n${shown}\n${runs ? task.run(given) : task.check.ask(given)}`,
		);

		expect(exit).not.toBe(0);
		expect(`${stdout}${stderr}`).toMatch(says);
		expect(task.title.zh + task.why.zh).toMatch(/\p{Script=Han}/u);
		expect(lab.world.machines['m1']!.packages).toEqual(packages);
		expect(
			difference(createLab({hosts, saved}), lab, 'm1').filter(line => !/^.\/(tmp|var\/log)\//.test(line)),
		).toEqual([]);
	},
);
