// haproxy's health checks: each server is asked in its turn, and a change of mind is written into the journal.
import type {Cause} from '../cause.ts';
import {ask} from '../answers.ts';
import type {FilesOf} from '../files.ts';
import {healthKey, serverAddress, usable} from '../haproxy/balance.ts';
import type {Proxy, Server} from '../haproxy/model.ts';
import {reach} from '../reach.ts';
import type {Machine, World} from '../world.ts';

const unit = 'haproxy.service';

type Verdict = {readonly ok: boolean; readonly reason: string};

const layer4: Readonly<Record<string, string>> = {
	refused: 'Layer4 connection problem, info: "Connection refused"',
	unreachable: 'Layer4 connection problem, info: "No route to host"',
	timeout: 'Layer4 timeout',
	closed: 'Layer6 invalid response, info: "Connection closed during SSL handshake"',
};

const wanted = (proxy: Proxy, status: number, body: string): boolean => {
	const {expect} = proxy;
	if (expect === undefined) return status >= 200 && status < 400;
	if (expect.what === 'string') return body.includes(expect.value);
	return expect.value.split(',').some(part => {
		const [from, to = from] = part.split('-').map(Number);
		return status >= from! && status <= to!;
	});
};

export const checkServer = (
	world: World,
	filesOf: FilesOf,
	machine: Machine,
	proxy: Proxy,
	server: Server,
): Verdict => {
	const address = serverAddress(world, filesOf(machine.name), server);
	if (address === undefined)
		return {ok: false, reason: 'Layer4 unknown error, info: "could not resolve the address"'};
	const port = server.checkPort ?? server.port;
	const target = reach(world, filesOf, machine, address, port);
	const unanswered = layer4[target.outcome];
	if (unanswered !== undefined)
		return {
			ok: false,
			reason: `${unanswered}, check duration: ${target.outcome === 'timeout' ? server.inter : 0}ms`,
		};
	if (proxy.check === undefined && !server.checkTls)
		return {ok: true, reason: 'Layer4 check passed, check duration: 0ms'};
	const reply = ask(world, filesOf, machine, target, {
		scheme: server.checkTls ? 'https' : 'http',
		host: address,
		port,
		method: proxy.check?.method ?? 'GET',
		path: proxy.check?.uri ?? '/',
	});
	if (reply.kind === 'tls-to-plain')
		return {
			ok: false,
			reason: 'Layer6 invalid response, info: "SSL handshake failure (wrong version number)", check duration: 1ms',
		};
	if (reply.kind !== 'reply')
		return {ok: false, reason: 'Layer7 invalid response, info: "connection closed", check duration: 1ms'};
	if (proxy.check === undefined) return {ok: true, reason: 'Layer6 check passed, check duration: 2ms'};
	return wanted(proxy, reply.status, reply.body)
		? {ok: true, reason: `Layer7 check passed, code: ${reply.status}, check duration: 3ms`}
		: {ok: false, reason: `Layer7 wrong status, code: ${reply.status}, info: "${reply.text}", check duration: 3ms`};
};

const say = (world: World, machine: Machine, text: string): void => {
	const pid = machine.haproxy?.worker ?? 0;
	machine.journal.push({at: world.now + machine.clockOffset, unit, identifier: 'haproxy', pid, text});
};

const tell = (world: World, machine: Machine, proxy: Proxy, server: Server, up: boolean, reason: string): void => {
	const {haproxy} = machine;
	const healthy = (backup: boolean): number =>
		proxy.servers.filter(other => other.backup === backup && (haproxy!.health[healthKey(proxy, other)]?.up ?? true))
			.length;
	const count = `${healthy(false)} active and ${healthy(true)} backup servers`;
	const tail = up
		? `${count} online. 0 sessions requeued, 0 total in queue.`
		: `${count} left. 0 sessions active, 0 requeued, 0 remaining in queue.`;
	const pid = haproxy!.worker;
	say(
		world,
		machine,
		`[WARNING]  (${pid}) : Server ${healthKey(proxy, server)} is ${up ? 'UP' : 'DOWN'}, reason: ${reason}. ${tail}`,
	);
	if (!up && usable(haproxy!, proxy).length === 0)
		say(
			world,
			machine,
			`[ALERT]    (${pid}) : ${proxy.kind === 'listen' ? 'proxy' : 'backend'} '${proxy.name}' has no server available!`,
		);
};

const check = (world: World, filesOf: FilesOf, machine: Machine, proxy: Proxy, server: Server): boolean => {
	const health = machine.haproxy?.health[healthKey(proxy, server)];
	if (health === undefined || health.next > world.now) return false;
	// When much time has passed at once, the checks in between would all have seen what there is to see now.
	const missed = Math.min(
		Math.floor((world.now - health.next) / server.inter) + 1,
		Math.max(server.fall, server.rise),
	);
	health.next += (Math.floor((world.now - health.next) / server.inter) + 1) * server.inter;
	const {ok, reason} = checkServer(world, filesOf, machine, proxy, server);
	const first = !health.checked;
	health.checked = true;
	health.against = ok === health.up ? 0 : health.against + missed;
	if (ok !== health.up && (first || health.against >= (ok ? server.rise : server.fall))) {
		health.up = ok;
		health.against = 0;
		tell(world, machine, proxy, server, ok, reason);
	}
	return true;
};

export const checkBackends: Cause = (world, filesOf) => {
	let changed = false;
	for (const machine of Object.values(world.machines)) {
		if (machine.haproxy === undefined) continue;
		if (machine.power === 'off' || machine.units[unit]?.state !== 'active') {
			delete machine.haproxy;
			changed = true;
			continue;
		}
		for (const proxy of machine.haproxy.config.proxies)
			for (const server of proxy.servers) changed = check(world, filesOf, machine, proxy, server) || changed;
	}
	return changed;
};
