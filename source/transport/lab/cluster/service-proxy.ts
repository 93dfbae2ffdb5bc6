// Who leads to Services on a machine: kube-proxy, or Cilium's agent in its place.
import type {Machine, World} from '../world.ts';
import {running, warm} from './health.ts';
import {get} from './objects.ts';

/** Cilium's settings, when they say that it does kube-proxy's work. */
const replacement = (world: World): Readonly<Record<string, string>> | undefined => {
	const settings = get(world, 'ConfigMap', 'cilium-config', 'kube-system')?.data;
	return settings?.['kube-proxy-replacement'] === 'true' ? settings : undefined;
};

const works = (world: World, machine: Machine, name: string): boolean => {
	const container = running(machine, name);
	return container !== undefined && warm(world, container);
};

export const proxied = (world: World, machine: Machine): boolean =>
	works(world, machine, 'kube-proxy') || (replacement(world) !== undefined && works(world, machine, 'cilium-agent'));

/** Where the agent answers for its health as kube-proxy would, such as 0.0.0.0:10256. */
export const proxyHealthAddress = (world: World): string | undefined =>
	replacement(world)?.['kube-proxy-replacement-healthz-bind-address'];
