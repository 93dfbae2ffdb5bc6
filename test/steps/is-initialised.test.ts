import {expect, test} from 'vitest';
import {isInitialised} from '../../steps/is-initialised.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';
import {runHere} from '../helpers/scripts.ts';

/** kubectl knows everything but what is named. */
const ask = (missing: string): number =>
	runHere(
		`touch admin.conf\nkubectl() { case "$*" in *"${missing}"*) return 1 ;; esac; }\n${isInitialised(givenFor(labPlan, 'm1')).replaceAll('/etc/kubernetes/admin.conf', './admin.conf')}`,
	).exit;

test('A cluster is initialised when kubeadm got as far as its last phase, the add-ons', () => {
	expect(ask('nothing is missing')).toBe(0);
	for (const missing of [
		'--raw /readyz',
		'configmap kubeadm-config',
		'configmap cluster-info',
		'deployment coredns',
		'daemonset kube-proxy',
	])
		expect(ask(missing)).not.toBe(0);
});

test('Without kube-proxy in the plan none is asked for', () => {
	const plan = {...labPlan, kubernetes: {...labPlan.kubernetes, proxyMode: 'none' as const}};
	expect(isInitialised(givenFor(plan, 'm1'))).not.toContain('kube-proxy');
});

test('A host without admin.conf is not asked any further', () => {
	expect(runHere(`kubectl() { echo asked; }\n${isInitialised(givenFor(labPlan, 'm1'))}`)).toEqual({
		exit: 1,
		output: '/etc/kubernetes/admin.conf is missing: kubeadm init has not run, or has not come to its end.\n',
	});
});
