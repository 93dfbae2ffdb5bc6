import {gzipSync} from 'node:zlib';
import {expect, test} from 'vitest';
import type {Plan} from '../../steps/plan.ts';
import {publishedPackages} from '../../steps/published-packages.ts';
import {factOf, systems, type SystemName} from '../../steps/system.ts';
import {runHere} from '../helpers/scripts.ts';
import {labHostsOf, labShell} from '../helpers/lab-shell.ts';
import {criDockerdPlan, givenFor, labPlan, mirroredPlan} from '../helpers/plans.ts';

const withPatch = (patch: string, plan = labPlan): Plan => ({...plan, kubernetes: {...plan.kubernetes, patch}});

const ask = (plan: Plan, system: SystemName = 'debian-12'): string =>
	`set -euo pipefail\n${publishedPackages.check.ask(givenFor(plan, 'm1', {}, {system: factOf(systems[system])}))}`;

const bare = async (system: SystemName) => {
	const shell = labShell(['m1'], {hosts: labHostsOf(['m1']).map(host => ({...host, machine: system}))});
	if (systems[system].family === 'apt') await shell.run('apt-get update; apt-get install -y curl', 'm1');
	return shell;
};

const docker: Plan = {...criDockerdPlan, mirrors: {}};

test.each(['debian-12', 'debian-13', 'ubuntu-24.04', 'rocky-9', 'openeuler-24.03'] as const)(
	'On a bare %s the lists say what there is, and what there is instead',
	async system => {
		const {run} = await bare(system);

		const there = await run(ask(labPlan, system), 'm1');
		expect(there).toMatchObject({exit: 0, stderr: ''});
		expect(there.stdout).toMatch(/^kubeadm 1\.36\.4-\S+ is there\ncontainerd\.io 2\.3\.\d-\S+ is there\n$/);
		expect((await run(ask(docker, system), 'm1')).stdout).toMatch(/\ndocker-ce \d:28\.\S+ is there\n$/);

		const missing = await run(ask(withPatch('1.36.99'), system), 'm1');
		expect(missing.exit).toBe(1);
		expect(missing.stderr).toMatch(
			/^The package sources have no kubeadm 1\.36\.99 \(they have 1\.36\.4-\S+, 1\.36\.3-.*\): write another version in the plan, or name a source that has it under mirrors\.packages\.(apt|dnf) in the plan\.\n$/,
		);
	},
	60_000,
);

test('A list that nobody can read is said, and no package is called missing for it', async () => {
	const {lab, run} = await bare('debian-12');
	lab.world.outside.packageSources['https://download.docker.com/linux/debian']!.packages = {};

	const {exit, stdout} = await run(ask(labPlan), 'm1');
	expect(exit).toBe(0);
	expect(stdout).toContain('binary-amd64/Packages could not be read: only the installation can tell');
	expect(stdout).toContain('Whether the sources have containerd 2.3 or 2.2 is not known.');
});

test("A source of one's own is asked by the plan's own line", () => {
	const own = (apt: string): string => ask({...mirroredPlan, mirrors: {packages: {apt}}});
	expect(ask(mirroredPlan)).toContain('set -- http://apt.example:8080/Packages\n');
	expect(own('deb [trusted=yes] https://mirrors.aliyun.com/kubernetes/apt kubernetes-xenial main')).toContain(
		'set -- https://mirrors.aliyun.com/kubernetes/apt/dists/kubernetes-xenial/main/binary-"$(dpkg --print-architecture)"/Packages\n',
	);
	expect(own('deb [trusted=yes] file:/srv/packages ./')).toContain('apt-cache madison kubeadm');
	expect(
		ask({...mirroredPlan, mirrors: {packages: {dnf: 'https://mirror.example/el9/$basearch/'}}}, 'rocky-9'),
	).toContain('set -- https://mirror.example/el9/"$(uname -m)"/repodata/repomd.xml\n');
});

const primary = `<metadata><package type="rpm">
  <name>kubeadm</name>
  <version epoch="0" ver="1.36.4" rel="150500.1.1"/>
  <format><rpm:requires><rpm:entry name="cri-tools" flags="GE" epoch="0" ver="1.36.0"/></rpm:requires></format>
</package><package type="rpm"><name>containerd.io</name><version ver="2.3.1" rel="1.el9" epoch="0"/></package></metadata>`;

test('A packed list is read by the programs of a real host', () => {
	const packed = gzipSync(primary).toString('base64');
	const {exit, output} = runHere(`set -euo pipefail
		uname() { echo x86_64; }
		curl() { case "$*" in *repomd.xml) echo '<data type="primary"><location href="repodata/1f-primary.xml.gz"/></data>' ;; *repodata/1f-primary.xml.gz) echo ${packed} | base64 -d ;; *) return 22 ;; esac; }
		${ask(labPlan, 'rocky-9')}`);
	expect({exit, output}).toEqual({
		exit: 0,
		output: 'kubeadm 1.36.4-150500.1.1 is there\ncontainerd.io 2.3.1-1.el9 is there\n',
	});
});

test('Where apt keeps only the packed list, that is read', () => {
	const packed = gzipSync(
		'Package: kubeadm\nVersion: 1.36.4-1.1\n\nPackage: containerd.io\nVersion: 2.2.4-1\n',
	).toString('base64');
	const {exit, output} = runHere(`set -euo pipefail
		dpkg() { echo amd64; }
		apt-cache() { :; }
		curl() { case "$*" in *Packages.gz) echo ${packed} | base64 -d ;; *) return 22 ;; esac; }
		${ask(labPlan)}`);
	expect({exit, output}).toEqual({exit: 0, output: 'kubeadm 1.36.4-1.1 is there\ncontainerd.io 2.2.4-1 is there\n'});
});
