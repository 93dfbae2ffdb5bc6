import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {complain, loadPlan, parsePlan} from '../../source/commands/load-plan.ts';
import {complaintsAbout, goodYaml, planFrom, sentencesAbout} from '../helpers/written-plans.ts';

const fiveMistakes = `name: demo
kubernetes: {version: "1.19", netwrok: flannel}
endpoint: {kind: keepalived-haproxy, address: 10.77.0.12, port: 9443}
runtime: crio
hosts:
  - {name: m1, address: 10.77.0.11, role: control-plane}
  - {name: m2, address: 10.77.0.12, role: control-plane}
  - {name: m1, address: 10.77.0.13, role: control-plane}
`;

test('The plan of the rig’s kind is read with all that it says', () => {
	const plan = planFrom(
		`name: rig
kubernetes: {version: "1.20.2", network: {script: net.sh}}
endpoint: {kind: keepalived-haproxy, address: 10.77.0.100, port: 9443}
mirrors:
  packages: {apt: "deb [trusted=yes] http://apt.example:8080 ./"}
  images: {prefix: registry.example/google_containers}
hosts:
  - {name: m1, address: 10.77.0.11, role: control-plane}
  - {name: m2, address: 10.77.0.12, role: control-plane}
  - {name: m3, address: 10.77.0.13, role: control-plane}
`,
		{'net.sh': 'kubectl apply -f net.yaml\n'},
	);
	expect(plan.kubernetes).toMatchObject({
		version: '1.20',
		patch: '1.20.2',
		network: {kind: 'script', source: 'net.sh'},
	});
	expect(plan.mirrors.images).toEqual({prefix: 'registry.example/google_containers', insecure: false});
	expect(plan.endpoint).toEqual({kind: 'keepalived-haproxy', address: '10.77.0.100', port: 9443});
});

test('Five mistakes are told at once, each with its line and column, in the order of the file', () => {
	expect(complain('cluster.yaml', complaintsAbout(fiveMistakes), 'en')).toEqual([
		'cluster.yaml:2:23: Kubernetes 1.19 is not offered (1.20 to 1.37 are); write "1.20".',
		'cluster.yaml:2:31: kubernetes has no key "netwrok"; write "network" instead.',
		'cluster.yaml:3:47: 10.77.0.12 is the address of m2; write one that no host has: the virtual IP moves between hosts.',
		'cluster.yaml:4:10: runtime must be containerd or docker, not "crio"; write containerd.',
		'cluster.yaml:8:12: hosts[0] is named m1 as well; write a name that no other host has.',
	]);
});

test('The same five in Chinese have the same places', () => {
	const lines = complain('cluster.yaml', complaintsAbout(fiveMistakes), 'zh');
	expect(lines).toHaveLength(5);
	expect(lines[1]).toBe('cluster.yaml:2:31: kubernetes 没有 "netwrok" 这个键；请改写为 "network"。');
	for (const line of lines) expect(line).toMatch(/^cluster\.yaml:\d+:\d+: .*。$/);
});

test('A duplicate key does not hide what else is wrong', () => {
	expect(sentencesAbout(`${goodYaml}name: again\nruntime: crio\n`)).toEqual([
		'This key is written twice in the same mapping; remove one of the two.',
		'runtime must be containerd or docker, not "crio"; write containerd.',
	]);
});

test('A plan with a duplicate key alone is not a plan yet', () => {
	expect('plan' in parsePlan(`${goodYaml}name: again\n`, 'cluster.yaml', () => undefined)).toBe(false);
});

test('Files that the plan names are looked for beside the plan', () => {
	const asked: string[] = [];
	const text = goodYaml.replace('name: demo', 'kubernetes: {network: {script: net/own.sh}}');
	parsePlan(text, 'clusters/demo.yaml', path => {
		asked.push(path);
		return 'true';
	});
	expect(asked).toEqual(['clusters/net/own.sh']);
});

test('A plan that is not there says how to write one', () => {
	expect(loadPlan('/nowhere/cluster.yaml', 'en')).toEqual({
		problems: [
			'There is no plan /nowhere/cluster.yaml; write one with: kubewalk new --out /nowhere/cluster.yaml (kubewalk new --help shows its flags).',
		],
	});
});

test('A plan that cannot be read says why', () => {
	expect(loadPlan(tmpdir(), 'en')).toEqual({
		problems: [`The plan ${tmpdir()} cannot be read (EISDIR); name a file that you may read with --plan FILE.`],
	});
});

test('A plan on disk is read with the files beside it', () => {
	const folder = mkdtempSync(join(tmpdir(), 'kubewalk-plan-'));
	const file = join(folder, 'cluster.yaml');
	try {
		writeFileSync(file, goodYaml.replace('name: demo', 'kubernetes: {network: {script: net.sh}}'));
		expect(loadPlan(file, 'en')).toEqual({
			problems: [
				`${file}:1:32: The file net.sh is not there; write the path of a script, relative to the plan’s own folder.`,
			],
		});
		writeFileSync(join(folder, 'net.sh'), 'kubectl apply -f net.yaml\n');
		expect(loadPlan(file, 'en')).toMatchObject({
			plan: {kubernetes: {network: {kind: 'script', text: 'kubectl apply -f net.yaml\n'}}},
		});
	} finally {
		rmSync(folder, {recursive: true});
	}
});
