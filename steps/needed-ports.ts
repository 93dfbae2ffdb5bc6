// Which programs of the cluster listen where. The survey asks whether the ports are free, the firewall opens them.
import type {Given} from '../source/engine/declare.ts';
import {planOf} from './plan.ts';
import {balancesLoad, isControlPlane} from './roles.ts';

export type NeededPort = {
	readonly port: number;
	readonly program: string;
	readonly on: 'control-planes' | 'every-host';
};

const clusterPorts: readonly NeededPort[] = [
	{port: 6443, program: 'kube-apiserver', on: 'control-planes'},
	{port: 2379, program: 'etcd', on: 'control-planes'},
	{port: 2380, program: 'etcd', on: 'control-planes'},
	{port: 10257, program: 'kube-controller-manager', on: 'control-planes'},
	{port: 10259, program: 'kube-scheduler', on: 'control-planes'},
	{port: 10250, program: 'kubelet', on: 'every-host'},
];

/** The ports that must be free on this host, or held by the program they are for. */
export const neededPorts = (given: Given): readonly NeededPort[] => [
	...clusterPorts.filter(({on}) => on === 'every-host' || isControlPlane(given.host)),
	...(balancesLoad(given)
		? [{port: planOf(given).endpoint.port, program: 'haproxy', on: 'control-planes'} as const]
		: []),
];
