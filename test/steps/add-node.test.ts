import {expect, it} from 'vitest';
import {addNode} from '../../steps/add-node.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

for (const stage of addNode.stages) keepsTheRules(stage);

const tasks = addNode.stages.flatMap(stage => stage.tasks);

it('is for the workers and the first control plane, and never initialises a cluster', () => {
	expect(new Set(tasks.map(({target}) => target))).toEqual(new Set(['workers', 'first-control-plane']));
	expect(tasks.map(({id}) => id)).not.toContain('kubeadm-init');
});

it('asks the cluster for what a worker needs to join', () => {
	const captures = Object.entries(tasks.find(({id}) => id === 'cluster-answers')?.capture ?? {});
	expect(captures.map(([name]) => name)).toEqual(['join-token', 'ca-cert-hash']);
	for (const [, capture] of captures) expect(capture).toMatchObject({secret: true});
});

it('prints the nodes that there are, one a line', () => {
	expect(addNode.settled?.(givenFor(labPlan, 'm1'))).toContain('{.metadata.name}{"\\n"}{end}');
});

it('says what is left to do where a firewall names every host', () => {
	expect(addNode.stages[0]?.why.en).toContain('run the stage firewall of the book install afterwards');
});
