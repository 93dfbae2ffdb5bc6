import {clusterFaults} from './cluster.ts';
import type {Fault} from './fault.ts';
import {hostFaults} from './hosts.ts';
import {balancerFaults} from './load-balancer.ts';
import {runtimeFaults} from './runtimes.ts';
import {ownWorkloadFaults} from './workloads.ts';

export const faults: readonly Fault[] = [
	...balancerFaults,
	...hostFaults,
	...runtimeFaults,
	...clusterFaults,
	...ownWorkloadFaults,
];
