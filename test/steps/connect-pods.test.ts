import {expect, it} from 'vitest';
import {connectPods, hasNetwork} from '../../steps/connect-pods.ts';
import {prints, runWithPrograms} from '../helpers/fake-programs.ts';
import {externalPlan, givenFor, labPlan, mirroredPlan, singlePlan} from '../helpers/plans.ts';
import {tasksFor} from '../helpers/scripts.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

keepsTheRules(connectPods);

const idsFor = (plan: typeof labPlan): readonly string[] =>
	tasksFor(connectPods, givenFor(plan, 'm1')).map(({id}) => id);
const taskOf = (id: string) => connectPods.tasks.find(task => task.id === id)!;

it('has the tasks of the plan’s network, and no others', () => {
	expect(idsFor(labPlan)).toEqual([
		'node-ip',
		'pod-interfaces',
		'cni-plugins',
		'flannel-manifest',
		'flannel',
		'nodes-ready',
	]);
	expect(idsFor(mirroredPlan)).toEqual(['node-ip', 'pod-interfaces', 'cni-plugins', 'network-script', 'nodes-ready']);
	expect(idsFor(singlePlan)).toEqual(['node-ip', 'pod-interfaces', 'cni-plugins', 'network-manifest', 'nodes-ready']);
	expect(idsFor(externalPlan)).toEqual(['node-ip', 'pod-interfaces', 'cni-plugins', 'own-network']);
	expect(hasNetwork(givenFor(externalPlan, 'm1'))).toBe(false);
});

it('applies a manifest from its address, or from the text that the plan brought', () => {
	expect(taskOf('network-manifest').run(givenFor(singlePlan, 'm1'))).toContain(
		'apply -f https://example.com/network.yaml\n',
	);
	const text = "kind: ConfigMap # it's ours\n";
	const network = {kind: 'manifest', source: 'network.yaml', text} as const;
	const plan = {...singlePlan, kubernetes: {...singlePlan.kubernetes, network}};
	const script = taskOf('network-manifest').run(givenFor(plan, 'm1'));
	expect(script).toContain(text);
	expect(script).toContain('apply -f /etc/kubernetes/kubewalk/network.yaml\n');
});

it('runs one’s own script as the administrator of the cluster', () => {
	const script = taskOf('network-script').run(givenFor(mirroredPlan, 'm1'));
	expect(script).toContain('kubectl apply -f http://apt.example:8080/network.yaml');
	expect(script).toContain('KUBECONFIG=/etc/kubernetes/admin.conf bash /etc/kubernetes/kubewalk/network.sh');
});

it('tells who brings a network of their own what it has to fit', () => {
	expect(taskOf('own-network').run(givenFor(externalPlan, 'm1'))).toContain(
		'It must give pods addresses of 10.244.0.0/16',
	);
});

it.each([
	['ghcr.io/flannel-io/flannel:v0.28.9 5 5', 0],
	['ghcr.io/flannel-io/flannel:v0.28.9 5 4', 1],
	['ghcr.io/flannel-io/flannel:v0.27.0 5 5', 1],
	['ghcr.io/flannel-io/flannel:v0.28.9 0 0', 1],
	['', 1],
])('takes flannel’s state %j for exit %i', (state, exit) => {
	const kubectl = `case "$*" in\n*daemonset*) ${prints(state)}\n;;\n*) echo '"Network": "10.244.0.0/16"' ;;\nesac`;
	expect(runWithPrograms({kubectl}, taskOf('flannel').check.ask(givenFor(labPlan, 'm1'))).exit).toBe(exit);
});
