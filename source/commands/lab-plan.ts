// A lab's plan, read by the same rules as an operator's own.
import {labs} from '../../steps/labs/labs.ts';
import type {LabDeclaration, LabMachine} from '../../steps/labs/lab.ts';
import type {Plan} from '../../steps/plan.ts';
import {complain, parsePlan} from './load-plan.ts';

/** Without a name it is the first one. */
export const findLab = (name: string | true): LabDeclaration | undefined =>
	name === true ? labs[0] : labs.find(({id}) => id === name);

/** The lab of a plan that is no lab's own, on Debian 12 or on the machines of a lab that was named. */
const ownLab = 'own';
const ownOn = `${ownLab} on `;

/** What a session with a plan of one's own on simulated hosts remembers. */
export const ownLabOn = (name: string | true): string => (name === true ? ownLab : `${ownOn}${name}`);

type Hardware = {readonly machine?: LabMachine; readonly uplink?: true};

/** What a simulated host is. `id` is what the session remembers of its lab. */
export const hardwareOf = (id: string | undefined, host: string): Hardware => {
	const lab = labs.find(lab => lab.id === (id?.startsWith(ownOn) ? id.slice(ownOn.length) : id));
	const machine = typeof lab?.machine === 'object' ? lab.machine[host] : lab?.machine;
	return {...(machine && {machine}), ...(lab?.uplink && {uplink: lab.uplink})};
};

export const labNames: string = labs.map(({id}) => id).join(', ');

/** Throws when the plan is wrong: it is ours, so that is a bug. */
export const planOfLab = ({id, plan}: LabDeclaration): Plan => {
	const parsed = parsePlan(plan, `lab ${id}`, () => undefined);
	if ('plan' in parsed) return parsed.plan;
	throw new Error(complain(`lab ${id}`, parsed.complaints, 'en').join('\n'));
};
