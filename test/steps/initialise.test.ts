import {expect, it} from 'vitest';
import {initialise} from '../../steps/initialise.ts';
import type {Plan} from '../../steps/plan.ts';
import {said} from '../helpers/harmless.ts';
import {evilName, givenFor, labPlan, mirroredPlan} from '../helpers/plans.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

keepsTheRules(initialise);

const taskOf = (id: string) => initialise.tasks.find(task => task.id === id)!;
const [m1, old] = [givenFor(labPlan, 'm1'), givenFor(mirroredPlan, 'm1')];

it('has a harness that notices a name that gets out of its quotes', () => {
	expect(said(`echo '${evilName}'`)).toContain('touched /tmp/x');
});

it('shows the configuration against kubeadm’s own defaults', () => {
	const script = taskOf('kubeadm-config').run(m1);
	expect(script).toContain(
		'kubeadm config print init-defaults --component-configs KubeletConfiguration,KubeProxyConfiguration',
	);
	expect(script).toContain('diff /etc/kubernetes/kubewalk/defaults.yaml /etc/kubernetes/kubewalk/kubeadm.yaml');
});

it('has the target’s own kubeadm check the configuration, with what that kubeadm can', () => {
	const verify = taskOf('kubeadm-config').verify!;
	expect(verify.ask(m1)).toContain('kubeadm config validate --config /etc/kubernetes/kubewalk/kubeadm.yaml');
	expect(verify.ask(old)).toContain('kubeadm config images list --config /etc/kubernetes/kubewalk/kubeadm.yaml');
});

it('looks up the address that a plan gives as a name, on the host', () => {
	const plan: Plan = {...labPlan, hosts: [{name: 'm1', address: 'm1.example.com', role: 'control-plane'}]};
	expect(taskOf('kubeadm-config').run(givenFor(plan, 'm1'))).toContain('$(getent ahosts m1.example.com | awk');
});

it('runs the preflight alone before init', () => {
	expect(taskOf('preflight').run(m1)).toContain(
		'kubeadm init phase preflight --config /etc/kubernetes/kubewalk/kubeadm.yaml',
	);
	expect(taskOf('kubeadm-init').run(m1)).toContain(
		'kubeadm init --config /etc/kubernetes/kubewalk/kubeadm.yaml --upload-certs\n',
	);
});

it('says what to do about a control plane that an earlier attempt left half-made', () => {
	for (const id of ['preflight', 'kubeadm-init']) {
		expect(taskOf(id).run(m1)).toContain('clear it with "kubeadm reset -f" and run this task again');
	}
});

it('captures the five values of init, the secret ones with the time they last', () => {
	const capture = taskOf('kubeadm-init').capture!;
	expect(
		Object.fromEntries(Object.entries(capture).map(([name, {lasts, secret}]) => [name, [lasts, secret]])),
	).toEqual({
		'join-token': [86_400, true],
		'ca-cert-hash': [undefined, true],
		'certificate-key': [7200, true],
		'control-plane-join': [7200, true],
		'worker-join': [86_400, true],
	});
});

it('renews a value with a command that prints only the value', () => {
	const capture = taskOf('kubeadm-init').capture!;
	expect(capture['join-token']!.renew!(m1)).toBe('kubeadm token create');
	expect(capture['certificate-key']!.renew!(m1)).toBe(
		'kubeadm init phase upload-certs --upload-certs --config /etc/kubernetes/kubewalk/kubeadm.yaml | tail -n 1',
	);
	expect(capture['ca-cert-hash']!.renew!(m1)).toContain('echo "sha256:$hash"');
});

it('takes a node that waits for the network as it should be, and nothing else', () => {
	const {verify} = taskOf('node-not-ready-yet');
	expect(verify!.ask(m1)).toContain("grep -iE 'network|cni'");
});
