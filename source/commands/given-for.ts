import type {Given, Host} from '../engine/given.ts';
import {operator} from '../engine/target.ts';
import type {Plan} from '../../steps/plan.ts';

const nothing: Given['fact'] = () => undefined;

/** What a script may depend on when nothing runs: the plan, whatever stands for captured values, and known facts. */
export const givenFor = (
	plan: Plan,
	host: string,
	captured: Given['captured'],
	fact: Given['fact'] = nothing,
): Given => {
	const hosts = plan.hosts.map(({name, address, role}): Host => ({name, address, role}));
	return {
		host: hosts.find(({name}) => name === host) ?? operator,
		hosts,
		setting: name => (name === 'plan' ? plan : undefined),
		captured,
		fact,
	};
};
