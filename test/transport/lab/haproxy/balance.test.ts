import {beforeEach, expect, test} from 'vitest';
import {backendOf, healthKey, route, usable} from '../../../../source/transport/lab/haproxy/balance.ts';
import type {Haproxy} from '../../../../source/transport/lab/haproxy/model.ts';
import type {Machine} from '../../../../source/transport/lab/world.ts';
import {balancedHosts} from '../../../helpers/lab-hosts.ts';

let machine: Machine;
let haproxy: Haproxy;
beforeEach(async () => {
	machine = (await balancedHosts()).lab.world.machines['m1']!;
	haproxy = machine.haproxy!;
	for (const health of Object.values(haproxy.health)) health.up = true;
});

const server = (): string | undefined => route(machine, '10.77.0.100', 9443, '10.77.0.21')?.server?.name;

test('servers take turns', () => {
	const first = [server(), server(), server()];
	expect(new Set(first)).toEqual(new Set(['m1', 'm2', 'm3']));
	expect(server()).toBe(first[0]);
});

test('a server that is down has no turn, and with none up there is nobody', () => {
	haproxy.health['apiservers/m2']!.up = false;
	expect([server(), server(), server(), server()]).not.toContain('m2');
	for (const health of Object.values(haproxy.health)) health.up = false;
	expect(route(machine, '10.77.0.100', 9443, '')).toMatchObject({
		frontend: {name: 'apiserver'},
		backend: {name: 'apiservers'},
	});
	expect(server()).toBeUndefined();
});

test('with balance source a client stays where it is', () => {
	backendOf(haproxy, haproxy.config.proxies[0]!)!.balance = 'source';
	expect(new Set([server(), server(), server()]).size).toBe(1);
});

test('a backup serves only while nobody else does', () => {
	const backend = backendOf(haproxy, haproxy.config.proxies[0]!)!;
	backend.servers = backend.servers.map((entry, index) => ({...entry, backup: index === 2}));
	expect(usable(haproxy, backend).map(entry => entry.name)).toEqual(['m1', 'm2']);
	for (const entry of backend.servers.slice(0, 2)) haproxy.health[healthKey(backend, entry)]!.up = false;
	expect(usable(haproxy, backend).map(entry => entry.name)).toEqual(['m3']);
});

test('a port nobody has bound leads nowhere', () => {
	expect(route(machine, '10.77.0.100', 80, '')).toBeUndefined();
});
