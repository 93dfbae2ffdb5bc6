import {expect, it} from 'vitest';
import {joinWorkers} from '../../steps/join-workers.ts';
import {joinValues} from '../helpers/harmless.ts';
import {givenFor, labPlan, mirroredPlan} from '../helpers/plans.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

keepsTheRules(joinWorkers);

const [join, label] = joinWorkers.tasks;

it('joins through the shared endpoint with the token and the hash of the CA, and no key', () => {
	const script = join!.run(givenFor(labPlan, 'w1', joinValues));
	expect(script).toContain('endpoint=10.77.0.100:9443\ntoken=abcdef.0123456789abcdef\n');
	expect(script).toContain(`hash=sha256:${'a'.repeat(64)}\n`);
	expect(script).toContain('  criSocket: unix:///run/containerd/containerd.sock\n  kubeletExtraArgs:\n');
	expect(script).not.toContain('controlPlane');
});

it('speaks to 1.20 as that kubeadm wants it', () => {
	const script = join!.run(givenFor(mirroredPlan, 'w1', joinValues));
	expect(script).toContain('apiVersion: kubeadm.k8s.io/v1beta2\n');
	expect(script).toContain('  criSocket: /run/containerd/containerd.sock\n');
});

it('asks for its own node with the kubelet’s own kubeconfig, for a worker has no other', () => {
	expect(join!.check.ask(givenFor(labPlan, 'w1'))).toContain(
		'kubectl --kubeconfig /etc/kubernetes/kubelet.conf get node w1',
	);
});

it('labels every worker of the plan, and is left out when there is none', () => {
	const script = label!.run(givenFor(labPlan, 'm1'));
	expect(script).toContain('label node/w1 node-role.kubernetes.io/worker= --overwrite');
	expect(script).toContain('label node/w2 node-role.kubernetes.io/worker= --overwrite');
	const alone = {...labPlan, hosts: labPlan.hosts.slice(0, 3)};
	expect(label!.when?.(givenFor(alone, 'm1'))).toBe(false);
});
