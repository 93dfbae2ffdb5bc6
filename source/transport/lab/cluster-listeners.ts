// Sockets of containers: API server, etcd, scheduler, controller manager, kube-proxy.
import {flag, warm} from './cluster/health.ts';
import {proxyHealthAddress} from './cluster/service-proxy.ts';
import type {Files} from './files.ts';
import type {Listener} from './unit.ts';
import type {Container, Machine, World} from './world.ts';

type Socket = readonly [address: string, port: number];

const urls = (text: string | undefined): Socket[] =>
	(text ?? '').split(',').flatMap(url => {
		const found = /^https?:\/\/([^:/]+):(\d+)/.exec(url);
		return found === null ? [] : [[found[1]!, Number(found[2])] as const];
	});

const sockets: Readonly<Record<string, (container: Container, world: World) => readonly Socket[]>> = {
	'kube-apiserver': container => [['*', Number(flag(container, 'secure-port') ?? 6443)]],
	etcd: container => [
		...urls(flag(container, 'listen-client-urls')),
		...urls(flag(container, 'listen-peer-urls')),
		...urls(flag(container, 'listen-metrics-urls')),
	],
	'kube-controller-manager': container => [[flag(container, 'bind-address') ?? '*', 10257]],
	'kube-scheduler': container => [[flag(container, 'bind-address') ?? '*', 10259]],
	'cilium-agent': (_, world) => {
		const [address, port] = proxyHealthAddress(world)?.split(':') ?? [];
		return address === undefined ? [] : [[address === '0.0.0.0' ? '*' : address, Number(port)]];
	},
	'kube-proxy': () => [
		['127.0.0.1', 10249],
		['*', 10256],
	],
};

export const containerPid = (container: Container): number =>
	1200 + (Number.parseInt(container.id.slice(0, 5), 16) % 28_000);

export const clusterListeners = (world: World, machine: Machine, _files: Files): readonly Listener[] =>
	machine.containers
		.filter(
			container =>
				container.state === 'running' && container.namespace === 'kube-system' && warm(world, container),
		)
		.flatMap(container =>
			(sockets[container.name]?.(container, world) ?? []).map(([address, port]) => ({
				protocol: 'tcp' as const,
				address,
				port,
				program: container.name,
				pid: containerPid(container),
			})),
		);
