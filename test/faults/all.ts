import {clusterFaults} from './cluster.ts';
import type {Fault} from './fault.ts';
import {hostFaults} from './hosts.ts';

export const faults: readonly Fault[] = [...hostFaults, ...clusterFaults];
