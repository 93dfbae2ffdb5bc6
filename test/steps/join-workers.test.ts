import {expect, it} from 'vitest';
import {joinWorkers} from '../../steps/join-workers.ts';
import {joinValues} from '../helpers/harmless.ts';
import {givenFor, labPlan, mirroredPlan} from '../helpers/plans.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

keepsTheRules(joinWorkers);

const [join, label] = joinWorkers.tasks;

it('joins through the shared endpoint with the token and the hash of the CA, and no key', () => {
	const script = join!.run(givenFor(labPlan, 'w1', joinValues));
	expect(script).toContain('kubeadm join 10.77.0.100:9443 --token abcdef.0123456789abcdef \\');
	expect(script).toContain(`--discovery-token-ca-cert-hash sha256:${'a'.repeat(64)} \\`);
	expect(script).toContain('--node-name w1 --cri-socket unix:///run/containerd/containerd.sock');
	expect(script).not.toContain('--control-plane');
});

it('names the socket to 1.20 as that kubeadm wants it', () => {
	expect(join!.run(givenFor(mirroredPlan, 'w1', joinValues))).toContain(
		'--cri-socket /run/containerd/containerd.sock',
	);
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
