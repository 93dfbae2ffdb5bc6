// What patterns and remedies may depend on when there is no session: the plan if there is one, and who is in the text.
import type {Given, Host} from '../../engine/given.ts';
import {fragment, type Insertable} from '../../engine/script.ts';
import {defaultMinor} from '../../../steps/versions.ts';
import type {Plan, PlanHost} from '../../../steps/plan.ts';
import {givenFor} from '../given-for.ts';

/** In the place of a plan nobody has: what the text does not say stands as `<name>`, for whoever runs the command to fill in. */
const standIn = (hosts: readonly string[]): Plan => ({
	name: 'kubernetes',
	kubernetes: {
		version: defaultMinor,
		podSubnet: '10.244.0.0/16',
		serviceSubnet: '10.96.0.0/12',
		proxyMode: 'auto',
		network: {kind: 'none'},
		addons: [],
		kubeletCertificates: 'signed',
	},
	endpoint: {kind: 'keepalived-haproxy', address: '<endpoint>', port: 6443},
	runtime: 'containerd',
	firewall: 'off',
	certificates: 'upload',
	mirrors: {},
	ssh: {user: 'root', port: 22, sudo: 'auto'},
	hosts: hosts.map((name, index): PlanHost => ({
		name,
		address: `<address of ${name}>`,
		role: index === 0 ? 'control-plane' : 'worker',
	})),
});

const nothing = (name: string): Insertable => fragment(`<${name}>`);

/** For patterns: without a plan no setting is known, so that nothing is compared with what was made up. */
export const givenOf =
	(plan: Plan | undefined, hosts: readonly string[]) =>
	(host: string): Given => {
		if (plan) return givenFor(plan, host, nothing);
		const named = hosts.map((name): Host => ({name, address: name, role: ''}));
		return {
			host: named.find(({name}) => name === host) ?? {name: host, address: host, role: ''},
			hosts: named,
			setting: () => undefined,
			captured: nothing,
			fact: () => undefined,
		};
	};

/** For the commands of remedies, with the values that the evidence holds. */
export const givenToCure =
	(plan: Plan | undefined, hosts: readonly string[]) =>
	(host: string, captured: Given['captured']): Given =>
		givenFor(plan ?? standIn(hosts.filter(name => name !== '')), host, captured);
