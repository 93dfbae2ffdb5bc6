// A lab's plan, read by the same rules as an operator's own.
import {labs} from '../../steps/labs/labs.ts';
import type {LabDeclaration} from '../../steps/labs/lab.ts';
import type {Plan} from '../../steps/plan.ts';
import {complain, parsePlan} from './load-plan.ts';

/** Without a name it is the first one. */
export const findLab = (name: string | true): LabDeclaration | undefined =>
	name === true ? labs[0] : labs.find(({id}) => id === name);

export const labNames: string = labs.map(({id}) => id).join(', ');

/** Throws when the plan is wrong: it is ours, so that is a bug. */
export const planOfLab = ({id, plan}: LabDeclaration): Plan => {
	const parsed = parsePlan(plan, `lab ${id}`, () => undefined);
	if ('plan' in parsed) return parsed.plan;
	throw new Error(complain(`lab ${id}`, parsed.complaints, 'en').join('\n'));
};
