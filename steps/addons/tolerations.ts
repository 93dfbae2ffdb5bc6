// Where the pods of add-ons may run: on workers, or on the control planes where the plan has nothing else.
import type {Plan} from '../plan.ts';
import {versionOf} from '../versions.ts';
import type {Yaml} from '../yaml.ts';

const taints = {master: ['master'], both: ['control-plane', 'master'], 'control-plane': ['control-plane']} as const;

/** For a pod's `tolerations`; undefined: none. */
export const tolerationsIn = ({hosts, kubernetes}: Plan): Yaml | undefined =>
	hosts.some(({role}) => role === 'worker')
		? undefined
		: taints[versionOf(kubernetes.version).controlPlaneTaint].map(name => ({
				key: `node-role.kubernetes.io/${name}`,
				operator: 'Exists',
				effect: 'NoSchedule',
			}));
