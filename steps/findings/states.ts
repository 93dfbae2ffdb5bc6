// What a table shows when nothing is wrong (any more): it rules out what events and journals still tell of last week.
import type {Sign} from '../../source/engine/declare.ts';
import type {Plan} from '../plan.ts';

/** A pod that is not ready, unless it is done. */
export const unready = /\s(?:0\/\d+|1\/[2-9]|2\/[3-9])\s+(?!Completed\s)[A-Z]/;

export const podsAreReady: Sign = {lacks: unready, in: ['pods']};

export const coreDnsIsReady: Sign = {lacks: /\bcoredns-\S+\s+0\/1\s+[A-Z]/, in: ['pods']};

export const notReady = /\bNotReady\b/;

export const nodesAreReady: Sign = {lacks: notReady, in: ['nodes']};

/** No pod waits for its sandbox, its volumes or its first containers. */
export const nothingIsCreated: Sign = {
	lacks: /\s(?:ContainerCreating|PodInitializing|Init:\S+|Unknown)\s/,
	in: ['pods'],
};

/** No pod waits for a node. */
export const nothingIsPending: Sign = {lacks: /\s0\/\d+\s+Pending\s/, in: ['pods']};

/** The plan's kubelets work through Docker: containerd is below it then, and what its own file says of CRI counts for nobody. */
export const worksThroughDocker: Sign = {
	says: given => ((given.setting('plan') as Plan | undefined)?.runtime === 'docker' ? /Active:/ : undefined),
	in: ['kubelet-unit'],
};
