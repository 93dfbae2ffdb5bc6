import {expect, test} from 'vitest';
import {criDockerd, criDockerdRuns} from '../../steps/cri-dockerd.ts';
import {criDockerdPlan, dockershimPlan, givenFor, labPlan} from '../helpers/plans.ts';
import {runHere} from '../helpers/scripts.ts';

const run = (plan: typeof labPlan, programs: string) =>
	runHere(
		`set -euo pipefail\nuname() { echo x86_64; }\n${programs}\n${criDockerd.run(givenFor(plan, 'm1')).replaceAll('/usr/local/bin/', './')}`,
	);

test('An archive with another checksum is not put in place, and the way out is said', () => {
	const {exit, output} = run(
		criDockerdPlan,
		'curl() { while [ "$1" != -o ]; do shift; done; echo other > "$2"; }; tar() { echo unpacked; }',
	);

	expect(exit).toBe(1);
	expect(output).toMatch(
		/^https:\/\/mirror\.example\/cri-dockerd\/v0\.3\.24\/cri-dockerd-0\.3\.24\.amd64\.tgz has checksum \w+ and should have \w{64}: nothing was installed\./,
	);
});

test('An archive that cannot be fetched ends in a sentence', () => {
	const {exit, output} = run({...criDockerdPlan, mirrors: {}}, 'curl() { return 22; }');

	expect(exit).toBe(1);
	expect(output).toBe(
		'https://github.com/Mirantis/cri-dockerd/releases/download/v0.3.24/cri-dockerd-0.3.24.amd64.tgz cannot be fetched: name a copy under mirrors.criDockerd in the plan, or write runtime: containerd.\n',
	);
});

test('The archive with the right checksum is put in place', () => {
	const {exit, output} = run(
		criDockerdPlan,
		`curl() { while [ "$1" != -o ]; do shift; done; mkdir "\${2%/*}/cri-dockerd"; printf '#!/bin/sh\\necho cri-dockerd 0.3.24\\n' > "\${2%/*}/cri-dockerd/cri-dockerd"; : > "$2"; }
		sha256sum() { echo "dd4b7f514c248a3aaca398f467430a4c58aae9a77ea8b96a2f5b5d6fba0948d1  $1"; }
		tar() { :; }`,
	);

	expect({exit, output}).toEqual({exit: 0, output: 'cri-dockerd 0.3.24\n'});
});

test("Its unit names the plan's pause image", () => {
	expect(criDockerdRuns.run(givenFor(criDockerdPlan, 'm1'))).toContain(
		'--pod-infra-container-image=registry.example:5000/kubernetes/pause:3.10.2\n',
	);
});

test('Neither containerd nor the shim of an old kubelet needs it', () => {
	const needed = [labPlan, dockershimPlan, criDockerdPlan].map(plan => criDockerd.when?.(givenFor(plan, 'm1')));
	expect(needed).toEqual([false, false, true]);
});
