import {expect, it} from 'vitest';
import {allReady} from '../../steps/nodes.ts';
import {prints, runWithPrograms} from '../helpers/fake-programs.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';

const ask = (...lines: readonly string[]) =>
	runWithPrograms({kubectl: prints(lines.join('\n'))}, allReady(givenFor(labPlan, 'm1')).bash);

it('says yes when every node is ready', () => {
	expect(ask('m1 True', 'm2 True', 'm3 True', 'w1 True')).toEqual({
		exit: 0,
		output: 'ready: m1 m2 m3 w1\n4 nodes are ready\n',
	});
});

it('names the nodes that are not ready, or silent', () => {
	expect(ask('m1 True', 'm2 False', 'm3 True', 'w1 Unknown', 'w2')).toEqual({
		exit: 1,
		output: 'ready: m1 m3\nnot ready: m2 w1 w2\n',
	});
});

it('says no when a control plane is missing altogether', () => {
	expect(ask('m1 True', 'm2 True').exit).toBe(1);
});
