// Where faults are done: a plan, and a lab where its cluster stands. The first is where most of them were tried.
import {parsePlan} from '../../source/commands/load-plan.ts';
import type {Lab} from '../../source/transport/lab/lab.ts';
import type {Plan} from '../../steps/plan.ts';
import {labs} from '../../steps/labs/labs.ts';
import {minorNumber} from '../../steps/versions.ts';
import type {Fault} from '../faults/fault.ts';
import {installedBy, installedLab, installedPlan} from './installed-lab.ts';

export type FaultLab = {readonly plan: Plan; readonly open: () => Promise<Lab>};

/** The first lab's plan, with other words in it. */
const firstPlanBut = (version: string, more = ''): Plan => {
	const text = labs[0].plan.replace(/version: "[^"]*"/, `version: "${version}"`);
	const parsed = parsePlan(`${text}${more}`, 'fault lab', () => undefined);
	if ('plan' in parsed) return parsed.plan;
	throw new Error(`The plan of a fault lab is wrong: ${JSON.stringify(parsed.complaints)}`);
};

const another = (name: string, plan: Plan): FaultLab => ({plan, open: () => installedBy(name, plan)});

/** There are no public packages of Kubernetes before 1.24 but these. */
const frozen = 'deb [trusted=yes] https://mirrors.aliyun.com/kubernetes/apt kubernetes-xenial main';

export const faultLabs: Readonly<Record<string, FaultLab>> = {
	'1.36': {plan: installedPlan, open: installedLab},
	// super-admin.conf and cluster-info are there, containerd's file is of version 2, kube-proxy writes iptables.
	'1.30': another('1.30', firstPlanBut('1.30')),
	'1.36-docker': another('1.36-docker', firstPlanBut('1.36', 'runtime: docker\n')),
	// The kubelet speaks to Docker itself.
	'1.23-docker': another(
		'1.23-docker',
		firstPlanBut('1.23', `runtime: docker\nmirrors: {packages: {apt: "${frozen}"}}\n`),
	),
};

/** Whether the lab has what the fault breaks. */
export const isFor = ({of}: Fault, {plan: {runtime, kubernetes}}: FaultLab): boolean => {
	const shim = minorNumber(kubernetes.version) < 24 ? 'dockershim' : 'cri-dockerd';
	return of === undefined || of === runtime || (runtime === 'docker' && of === shim);
};
