import {expect, it} from 'vitest';
import {startCoredns} from '../../steps/start-coredns.ts';
import {prints, runWithPrograms} from '../helpers/fake-programs.ts';
import {externalPlan, givenFor, labPlan} from '../helpers/plans.ts';
import {tasksFor} from '../helpers/scripts.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

keepsTheRules(startCoredns);

const [rollout, resolve] = startCoredns.tasks;

it.each([
	['2 2 2', 0, '2 of 2 ready'],
	['2 2 1', 1, '1 of 2 ready'],
	['2 2 ', 1, '0 of 2 ready'],
	['', 1, '0 of 0 ready'],
])('takes the replicas %j for exit %i', (state, exit, text) => {
	const answer = runWithPrograms({kubectl: prints(state)}, rollout!.check.ask(givenFor(labPlan, 'm1')));
	expect(answer.exit).toBe(exit);
	expect(answer.output).toContain(text);
});

const answer = (address: string): string =>
	`Server:\t\t10.96.0.10\nAddress:\t10.96.0.10:53\n\nName:\tkubernetes.default.svc.cluster.local\nAddress: ${address}\n`;

const kubectlAnswering = (text: string): string =>
	`case "$*" in\n*nslookup*) ${prints(text)}\n;;\n*clusterIP*) echo 10.96.0.1 ;;\nesac`;

/** The functions of the task alone: nothing is written on this machine. */
const resolveWith = (text: string) => {
	const script = resolve!.run(givenFor(labPlan, 'm1'));
	const functions = script.slice(0, script.indexOf('mkdir -p'));
	return runWithPrograms({kubectl: kubectlAnswering(text), sleep: 'true'}, `${functions}\nresolve`);
};

it('believes a pod that got the address of the Service', () => {
	expect(resolveWith(answer('10.96.0.1')).exit).toBe(0);
});

it('does not take the name server’s own address for an answer', () => {
	const {exit, output} = resolveWith(answer('10.96.0.12'));
	expect(exit).toBe(1);
	expect(output).toContain('did not get the Service');
});

it('is left out when the plan brings no network', () => {
	expect(tasksFor(startCoredns, givenFor(externalPlan, 'm1'))).toEqual([]);
});
