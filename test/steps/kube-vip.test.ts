import {expect, test} from 'vitest';
import {kubeVipAfterInit, kubeVipAfterJoin, kubeVipForInit, kubeVipHolder} from '../../steps/kube-vip.ts';
import {givenFor, kubeVipPlan, labPlan} from '../helpers/plans.ts';
import {runHere, undoOf} from '../helpers/scripts.ts';

const here = (script: string): string => script.replaceAll(/\/etc\/kubernetes\/manifests/g, './manifests');

const world = (holding = false): string => `
	ip() {
		if [ "$2" = del ]; then echo "ip $*"; return; fi
		echo '2: ens18    inet 10.77.0.11/24 scope global ens18'
		${holding ? "echo '2: ens18    inet 10.77.0.100/32 scope global ens18'" : ''}
	}
	kubectl() { echo m1; }
`;

const run = (script: string, holding = false) => runHere(`set -euo pipefail\n${world(holding)}\n${here(script)}`);

const older = {...kubeVipPlan, kubernetes: {...kubeVipPlan.kubernetes, version: '1.20' as const}};

test('Until kubeadm has bound admin.conf, kube-vip is given super-admin.conf, from 1.29 on', () => {
	const first = givenFor(kubeVipPlan, 'm1');
	const before = run(`${kubeVipForInit.run(first)}\ncat ./manifests/kube-vip.yaml; ls -A manifests`).output;
	expect(before).toContain('path: /etc/kubernetes/super-admin.conf');
	expect(before).toContain('value: "ens18"');
	expect(before.endsWith('kube-vip.yaml\n')).toBe(true);
	const after = run(`${kubeVipAfterInit.run(first)}\ncat ./manifests/kube-vip.yaml`).output;
	expect(after).toContain('path: /etc/kubernetes/admin.conf');
	expect(after).not.toContain('super-admin');
	expect(run(`${kubeVipForInit.run(givenFor(older, 'm1'))}\ncat ./manifests/kube-vip.yaml`).output).not.toContain(
		'super-admin',
	);
});

test('The others get the file after they have joined, and never super-admin.conf', () => {
	expect(kubeVipAfterJoin.target).toBe('other-control-planes');
	expect(kubeVipAfterJoin.run(givenFor(kubeVipPlan, 'm2'))).not.toContain('super-admin');
	expect([kubeVipForInit, kubeVipAfterInit].map(({target}) => target)).toEqual([
		'first-control-plane',
		'first-control-plane',
	]);
});

test('A host whose address is on no interface is told so', () => {
	const {exit, output} = run(kubeVipForInit.run(givenFor(kubeVipPlan, 'm2')));
	expect(exit).toBe(1);
	expect(output).toBe('No interface has the address 10.77.0.12.\n');
});

test('Undo takes the file and the address away', () => {
	const {output} = run(
		`mkdir manifests; touch manifests/kube-vip.yaml\n${undoOf(kubeVipForInit)(givenFor(kubeVipPlan, 'm1'))}\nls -A manifests`,
		true,
	);
	expect(output).toBe('ip addr del 10.77.0.100/32 dev ens18\n');
});

const ask = (host: string, holding: boolean) => run(kubeVipHolder.check.ask(givenFor(kubeVipPlan, host)), holding);

test('Lease and address have to agree', () => {
	expect(ask('m1', true).exit).toBe(0);
	expect(ask('m2', false).exit).toBe(0);
	expect(ask('m2', true)).toMatchObject({
		exit: 1,
		output: expect.stringContaining('Lease and address disagree') as string,
	});
	expect(ask('m1', false).exit).toBe(1);
});

test('Other endpoints have none of this', () => {
	for (const task of [kubeVipForInit, kubeVipAfterInit, kubeVipAfterJoin, kubeVipHolder])
		expect(task.when!(givenFor(labPlan, 'm1'))).toBe(false);
});
