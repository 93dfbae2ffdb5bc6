// The labs whose checks are broken: clusters that stand, made once for each state of the sources, and single hosts.
import {systems, type SystemName} from '../../../steps/system.ts';
import {createLab, type Lab} from '../../../source/transport/lab/lab.ts';
import type {Plan} from '../../../steps/plan.ts';
import {goldenLab, walkInLab} from '../golden-walk.ts';
import {installedLab, installedPlan, keptLab} from '../installed-lab.ts';
import {planOfChoice, usual, type Choice} from '../variants.ts';
import type {Where} from './broken.ts';

type Cluster = {readonly choice: Choice; readonly system: SystemName};

/** What the rehearsal does not have: together with it they have every task of the books. */
const clusters = {
	docker: {
		choice: {
			// The last minor for which every add-on is offered.
			...usual('1.35'),
			runtime: 'docker',
			endpoint: 'external',
			proxyMode: 'ipvs',
			network: 'calico',
			firewall: 'off',
			certificates: 'copy',
			mirrors: 'own',
			addons: 'every',
		},
		system: 'rocky-9',
	},
	cilium: {
		choice: {...usual('1.36'), endpoint: 'kube-vip', proxyMode: 'nftables', network: 'cilium', mirrors: 'aliyun'},
		system: 'ubuntu-24.04',
	},
	gateways: {
		choice: {...usual('1.36'), endpoint: 'single', proxyMode: 'none', network: 'cilium', addons: 'cilium-gateway'},
		system: 'debian-12',
	},
} as const satisfies Readonly<Record<string, Cluster>>;

const isCluster = (where: Where): where is keyof typeof clusters => where in clusters;

const isSystem = (where: Where): where is SystemName => where in systems;

export const planAt = (where: Where): Plan =>
	isCluster(where) ? planOfChoice(clusters[where].choice)! : installedPlan;

/** A lab of its own for whoever asks, so that what one breaks is whole for the next. */
export const labAt = async (where: Where): Promise<Lab> => {
	if (where === 'rehearsal') return installedLab();
	if (isSystem(where)) return createLab({hosts: installedPlan.hosts.map(host => ({...host, machine: where}))});
	const plan = planAt(where);
	return keptLab(where, plan.hosts, async () => {
		const lab = goldenLab(plan, clusters[where].system);
		const {outcome, trouble} = await walkInLab('install', plan, lab, 'without drills');
		if (outcome !== 'done') throw new Error(`The installation of ${where} ended with ${outcome}: ${trouble}`);
		return lab;
	});
};
