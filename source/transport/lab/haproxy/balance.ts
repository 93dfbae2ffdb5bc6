// Where haproxy sends a connection that it has accepted.
import type {Files} from '../files.ts';
import {resolve} from '../resolve.ts';
import type {Machine, World} from '../world.ts';
import type {Haproxy, Proxy, Server} from './model.ts';

export type Route = {readonly frontend: Proxy; readonly backend?: Proxy; readonly server?: Server};

export const backendOf = (haproxy: Haproxy, frontend: Proxy): Proxy | undefined =>
	frontend.kind === 'listen' && frontend.defaultBackend === undefined
		? frontend
		: haproxy.config.proxies.find(
				proxy => proxy.kind !== 'frontend' && proxy.name === frontend.defaultBackend?.name,
			);

export const healthKey = (backend: Proxy, server: Server): string => `${backend.name}/${server.name}`;

/** A server without `check` is always thought to be up. */
export const usable = (haproxy: Haproxy, backend: Proxy): readonly Server[] => {
	const up = backend.servers.filter(server => haproxy.health[healthKey(backend, server)]?.up ?? true);
	const active = up.filter(server => !server.backup);
	return active.length > 0 ? active : up.slice(0, 1);
};

const sourceHash = (address: string): number => address.split('.').reduce((sum, part) => sum * 31 + Number(part), 7);

/** The server whose turn it is. Taking one counts, as a connection does. */
export const route = (machine: Machine, address: string, port: number, client: string): Route | undefined => {
	const {haproxy} = machine;
	const frontend = haproxy?.config.proxies.find(proxy =>
		proxy.binds.some(
			bind =>
				bind.port === port &&
				(bind.address === '0.0.0.0' || bind.address === address || address.startsWith('127.')),
		),
	);
	if (haproxy === undefined || frontend === undefined) return undefined;
	const backend = backendOf(haproxy, frontend);
	if (backend === undefined) return {frontend};
	const servers = usable(haproxy, backend);
	if (servers.length === 0) return {frontend, backend};
	const turn = backend.balance === 'source' ? sourceHash(client) : backend.balance === 'first' ? 0 : haproxy.turn++;
	return {frontend, backend, server: servers[turn % servers.length]!};
};

export const serverAddress = (world: World, files: Files, server: Server): string | undefined =>
	resolve(world, files, server.host);
