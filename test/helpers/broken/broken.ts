// For each check of the books a state of simulated hosts in which it says no, where it said yes before.
import type {Machine, World} from '../../../source/transport/lab/world.ts';
import type {SystemName} from '../../../steps/system.ts';

/**
 * Labs whose cluster stands, and single hosts as they come from the installer. `rehearsal` is the first lab; test/helpers/broken/labs.ts
 * has the plans of the others.
 */
export type Where = 'rehearsal' | 'docker' | 'cilium' | 'gateways' | SystemName;

export type Broken = {
	/** Left out: rehearsal. */
	readonly lab?: Where;
	/** Left out: the first host that the task is for. */
	readonly on?: string;
} & (
	| {
			/** Bash as root on the host that is asked, or `m3: …` on another one. */
			readonly by: string;
	  }
	| {
			/** Another machine: less memory, an older kernel, a clock that ran away. */
			readonly machine: (machine: Machine, world: World) => void;
	  }
	| {
			/** What the lab's hosts cannot have: bash functions in the place of programs that would show it. */
			readonly shown: string;
	  }
	| {
			/** The host as it is says no, after this bash; the task's own commands make it say yes. */
			readonly untilRun: string;
	  }
);

/** Ids of tasks, and how each is broken. */
export type Breaks = Readonly<Record<string, Broken>>;

/** A line on the three control planes of the rehearsal, from the first of them. */
export const everywhere = (script: string): string =>
	`m1: for host in 10.77.0.12 10.77.0.13; do ssh -o StrictHostKeyChecking=accept-new root@$host '${script}'; done; ${script}`;

/** A node that is taken out of the cluster while its kubelet sleeps. */
export const without = (name: string, address: string): string =>
	`m1: ssh -o StrictHostKeyChecking=accept-new root@${address} systemctl stop kubelet; kubectl --kubeconfig /etc/kubernetes/admin.conf delete node ${name}`;
