// What a mirror can do wrong, and what the survey says of it before anything on the host was changed.
import {expect, test} from 'vitest';
import {reachableSources} from '../../steps/reachable-sources.ts';
import {pullImages} from '../../steps/pull-images.ts';
import {bareHosts, cluster} from '../helpers/lab-hosts.ts';
import {givenFor} from '../helpers/plans.ts';
import {planFrom} from '../helpers/written-plans.ts';

const planWith = (mirrors: string) =>
	planFrom(
		`kubernetes: {version: "1.36.4"}\nendpoint: {kind: single}\nmirrors: ${mirrors}\nhosts:\n  - {name: m1, address: 10.77.0.11, role: control-plane}\n`,
	);

const scriptOf = (id: string, mirrors: string): string =>
	reachableSources.find(task => task.id === id)!.check.ask(givenFor(planWith(mirrors), 'm1'));

/** A host with the tools that the survey has put there by then. */
const host = async () => {
	const hosts = bareHosts('m1');
	await hosts.must('m1', 'apt-get update; apt-get install -y curl ca-certificates gpg');
	return {...hosts, ask: (id: string, mirrors: string) => hosts.run('m1', scriptOf(id, mirrors))};
};

test('A mirror that answers, whose key is good and whose tags are there, is found so', async () => {
	const {ask} = await host();
	expect((await ask('sources-answer', 'ustc')).exit).toBe(0);
	expect((await ask('sources-answer', 'ustc')).stdout).toMatch(
		/mirrors\.ustc\S+ answers, its TLS certificate ends in \d\d days/,
	);
	expect((await ask('source-key', 'ustc')).stdout).toMatch(/The key is good for \d+ more days/);
	expect((await ask('registry-tags', 'ustc')).stdout).toContain('k8s.m.daocloud.io/kube-apiserver:v1.36.4 is there');
	expect((await ask('registry-tags', 'aliyun')).stdout).toContain('only the pull can tell');
});

test('A mirror that does not answer ends in a sentence, with those that do', async () => {
	const {ask, lab} = await host();
	for (const [base, source] of Object.entries(lab.world.outside.packageSources))
		if (base.includes('tuna')) source.reachable = false;

	const {exit, stderr} = await ask('sources-answer', 'tuna');

	expect(exit).toBe(1);
	expect(stderr).toContain(
		'mirrors.tuna.tsinghua.edu.cn/kubernetes/core:/stable:/v1.36/deb/Release.key cannot be reached',
	);
	expect(stderr).toMatch(
		/answer from here, the fastest first: \w+ \(0\.\d\d s\), \w+ \(0\.\d\d s\)\. Write mirrors: NAME/,
	);
	expect(stderr).not.toContain('first: tuna');
});

test('A mirror whose TLS certificate has ended is named, with the day of this host’s clock', async () => {
	const {ask, lab} = await host();
	lab.world.outside.certificateEnds = {'k8s.m.daocloud.io': lab.world.now - 1};

	const {exit, stderr} = await ask('sources-answer', 'ustc');

	expect(exit).toBe(1);
	expect(stderr).toMatch(
		/k8s\.m\.daocloud\.io\/v2\/ shows a certificate .* today, 2026-\S+ \(curl: \(60\) SSL certificate problem: certificate has expired\): set this host's clock, or name another mirror/,
	);
});

test('An unknown tag and an expired key end in a sentence with the way out', async () => {
	const {ask, lab} = await host();
	lab.world.outside.registries['k8s.m.daocloud.io']!.lacks = ['etcd'];

	const tags = await ask('registry-tags', 'daocloud');
	expect(tags.exit).toBe(1);
	expect(tags.stderr).toMatch(/does not have k8s\.m\.daocloud\.io\/etcd:\S+: name another mirror in the plan/);

	lab.world.now = Date.UTC(2027, 0, 2);
	const key = await ask('source-key', 'ustc');
	expect(key.exit).toBe(1);
	expect(key.stderr).toMatch(
		/The signing key expired on 2026-12-29, at https:\/\/mirrors\.ustc\S+ name another mirror/,
	);
});

test('What a named mirror lacks comes from the next one, under the name that is wanted', async () => {
	const {lab, run, must} = await cluster();
	lab.world.outside.registries['registry.aliyuncs.com']!.lacks = ['coredns'];

	const said = await must('m1', pullImages.tasks[0]!.run(givenFor(planWith('aliyun'), 'm1')));

	expect(said).toContain('asking k8s.m.daocloud.io/coredns');
	expect((await run('m1', 'crictl images')).stdout).toMatch(/^registry\.aliyuncs\.com\/google_containers\/coredns /m);
});

test('With no mirror by name nobody else is asked', async () => {
	const {lab, run} = await cluster();
	lab.world.outside.registries['registry.k8s.io']!.lacks = ['etcd'];
	await run('m1', 'ctr -n k8s.io images rm registry.k8s.io/etcd:3.6.8-0');

	expect((await run('m1', `set -e\n${pullImages.tasks[0]!.run(givenFor(planWith('none'), 'm1'))}`)).exit).not.toBe(0);
	expect((await run('m1', 'crictl images')).stdout).not.toContain('daocloud');
});
