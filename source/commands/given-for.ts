import type {Given, Host} from '../engine/given.ts';
import {operator} from '../engine/target.ts';
import type {Plan} from '../../steps/plan.ts';

/** What a script may depend on when nothing runs: the plan, and whatever stands for captured values. */
export const givenFor = (plan: Plan, host: string, captured: Given['captured']): Given => {
	const hosts = plan.hosts.map(({name, address, role}): Host => ({name, address, role}));
	return {
		host: hosts.find(({name}) => name === host) ?? operator,
		hosts,
		setting: name => (name === 'plan' ? plan : undefined),
		captured,
	};
};
