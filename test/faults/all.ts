import {clusterFaults} from './cluster.ts';
import {dockerFaults} from './docker.ts';
import type {Fault} from './fault.ts';
import {hostFaults} from './hosts.ts';
import {balancerFaults} from './load-balancer.ts';
import {nameFaults, networkFaults, workloadFaults} from './names-and-networks.ts';
import {runtimeFaults} from './runtimes.ts';
import {ownWorkloadFaults} from './workloads.ts';

export const faults: readonly Fault[] = [
	...balancerFaults,
	...hostFaults,
	...runtimeFaults,
	...dockerFaults,
	...clusterFaults,
	...ownWorkloadFaults,
	...nameFaults,
	...networkFaults,
	...workloadFaults,
];
