import {expect, it} from 'vitest';
import {checkControlPlanes} from '../../steps/check-control-planes.ts';
import {checkKubelets} from '../../steps/check-kubelets.ts';
import {checkNodes} from '../../steps/check-nodes.ts';
import {proveCluster} from '../../steps/prove-cluster.ts';
import {externalPlan, givenFor, kubeVipPlan, labPlan, singlePlan} from '../helpers/plans.ts';
import {tasksFor} from '../helpers/scripts.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

keepsTheRules(proveCluster);

/** What is only asked has tests of its own. */
const asked = new Set([...checkControlPlanes, ...checkKubelets, ...checkNodes].map(({id}) => id));

const idsFor = (plan: typeof labPlan, host = 'm1'): readonly string[] =>
	tasksFor(proveCluster, givenFor(plan, host))
		.map(({id}) => id)
		.filter(id => !asked.has(id));

it('proves all that the plan has', () => {
	expect(idsFor(labPlan)).toEqual([
		'all-nodes-ready',
		'etcd-members',
		'proxy-mode-runs',
		'failover-drill',
		'keepalived-drill',
		'link-drill',
		'pods-reach-pods',
		'outside-names',
		'default-volume',
		'certificate-expiry',
		'kubelet-certificate-expiry',
		'sources-last',
		'hand-over',
	]);
	expect(idsFor(labPlan, 'm2')).toEqual([
		'etcd-members',
		'proxy-mode-runs',
		'failover-drill',
		'keepalived-drill',
		'link-drill',
		'certificate-expiry',
		'kubelet-certificate-expiry',
	]);
	expect(idsFor(labPlan, 'w1')).toEqual(['proxy-mode-runs', 'kubelet-certificate-expiry']);
});

it('leaves out what the plan does not have', () => {
	expect(idsFor(singlePlan)).not.toContain('failover-drill');
	expect(idsFor(kubeVipPlan, 'm2')).toEqual([
		'etcd-members',
		'proxy-mode-runs',
		'kube-vip-holder',
		'kube-vip-drill',
		'certificate-expiry',
		'kubelet-certificate-expiry',
	]);
	expect(idsFor(externalPlan)).toEqual([
		'etcd-members',
		'proxy-mode-runs',
		'certificate-expiry',
		'kubelet-certificate-expiry',
		'sources-last',
		'hand-over',
	]);
});
