import type {Target} from './declare.ts';
import type {Host} from './given.ts';

/** The machine kubewalk runs on, for tasks that belong there. */
export const operator: Host = {name: 'operator', address: 'localhost', role: 'operator'};

/** The hosts that a target means, in the plan's order. */
export const hostsFor = (target: Target, hosts: readonly Host[]): readonly Host[] => {
	const controlPlanes = hosts.filter(host => host.role === 'control-plane');
	switch (target) {
		case 'every-host':
			return hosts;
		case 'control-planes':
			return controlPlanes;
		case 'first-control-plane':
			return controlPlanes.slice(0, 1);
		case 'other-control-planes':
			return controlPlanes.slice(1);
		case 'workers':
			return hosts.filter(host => host.role === 'worker');
		case 'operator':
			return [operator];
	}
};
