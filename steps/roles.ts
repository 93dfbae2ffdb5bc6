// Which hosts a script means: the plan's roles, read from what the engine hands in.
import type {Given, Host} from '../source/engine/declare.ts';
import {planOf} from './plan.ts';

export const isControlPlane = (host: Host): boolean => host.role === 'control-plane';

export const controlPlanesOf = (given: Given): readonly Host[] => given.hosts.filter(isControlPlane);

export const othersOf = (given: Given, hosts: readonly Host[] = given.hosts): readonly Host[] =>
	hosts.filter(host => host.name !== given.host.name);

/** Whether kube-vip holds the shared address, and this host may be its holder. */
export const usesKubeVip = (given: Given): boolean =>
	isControlPlane(given.host) && planOf(given).endpoint.kind === 'kube-vip';

/** Whether haproxy and keepalived run on this host. */
export const balancesLoad = (given: Given): boolean =>
	isControlPlane(given.host) && planOf(given).endpoint.kind === 'keepalived-haproxy';
