// Whether a node has room for a pod: what its pods ask for, and the ports of the host that they take.
import {plainText} from '../cluster/loose.ts';
import {list} from '../cluster/objects.ts';
import {finished, leaving, quantity, specOf} from '../cluster/pod.ts';
import type {KubeObject, World} from '../world.ts';

const asks = (pod: KubeObject, unit: 'cpu' | 'memory'): number =>
	specOf(pod).containers.reduce((sum, {resources}) => {
		const {requests, limits} = resources ?? {};
		return sum + quantity(requests?.[unit] ?? limits?.[unit], unit);
	}, 0);

const hostPorts = (pod: KubeObject): readonly number[] =>
	specOf(pod).containers.flatMap(({ports}) => (ports ?? []).flatMap(({hostPort}) => hostPort ?? []));

/** In the scheduler's words; undefined when there is room. */
export const lacksRoom = (world: World, node: KubeObject, pod: KubeObject): string | undefined => {
	const units = (['cpu', 'memory'] as const).filter(unit => asks(pod, unit) > 0);
	const ports = hostPorts(pod);
	if (units.length === 0 && ports.length === 0) return undefined;
	const there = list(world, 'Pod').filter(
		other => specOf(other).nodeName === node.metadata.name && !finished(other) && !leaving(other),
	);
	if (there.some(other => hostPorts(other).some(port => ports.includes(port))))
		return "node(s) didn't have free ports for the requested pod ports";
	const allocatable = (node.status?.['allocatable'] ?? {}) as Record<string, unknown>;
	const short = units.find(unit => {
		const all = quantity(plainText(allocatable[unit]), unit);
		const used = there.reduce((sum, other) => sum + asks(other, unit), 0);
		return used + asks(pod, unit) > all;
	});
	return short === undefined ? undefined : `Insufficient ${short}`;
};
