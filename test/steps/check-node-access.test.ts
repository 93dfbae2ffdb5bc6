import {expect, test} from 'vitest';
import {checkNodeAccess} from '../../steps/check-node-access.ts';
import {checkNodes} from '../../steps/check-nodes.ts';
import {runHere} from '../helpers/scripts.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';

const ask = (id: string, kubectl: string) =>
	runHere(
		`kubectl() { ${kubectl}; }\n${checkNodeAccess.find(task => task.id === id)!.check.ask(givenFor(labPlan, 'm1'))}`,
	);

test('The questions stand among those of the nodes', () => {
	expect(checkNodes).toEqual(expect.arrayContaining([...checkNodeAccess]));
});

test('A request that nobody has approved is named', () => {
	expect(ask('signing-requests', 'echo "csr-1 system:node:w1 Approved"')).toEqual({exit: 0, output: 'none waits\n'});
	expect(ask('signing-requests', 'echo "csr-2 system:node:w2 "').output).toContain('csr-2 of system:node:w2');
});
