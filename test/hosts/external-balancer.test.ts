// A load balancer of one's own, as a plan with `endpoint: {kind: external}` has it: Debian's haproxy on a host beside the
// control planes, and for comparison one on layer 4 that keeps client addresses, which cannot lead back.
import type {ChildProcess} from 'node:child_process';
import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Plan} from '../../steps/plan.ts';
import {endpointProofs} from '../../steps/endpoint-proofs.ts';
import {labPlan} from '../helpers/plans.ts';
import {balancerOn, hasHaproxy, startServer, stopBalancers} from './balancers.ts';
import {type NamespaceHost, startHosts, whereNamespaces} from './namespaces.ts';

const where = hasHaproxy ? whereNamespaces : '(skipped where there are no hosts of namespaces with haproxy)';

const config = (servers: readonly NamespaceHost[]): string => `global
	pidfile /run/haproxy.pid
defaults
	mode tcp
	timeout connect 2s
	timeout client 1m
	timeout server 1m
	retries 3
	option redispatch
frontend api
	bind :6443
	default_backend control-planes
backend control-planes
	balance roundrobin
	option httpchk GET /readyz
	http-check expect status 200
${servers.map(({host}) => `\tserver ${host.name} ${host.address}:6443 check check-ssl verify none inter 300ms fall 2 rise 2`).join('\n')}
`;

let machines: readonly NamespaceHost[] = [];
const servers = new Map<string, ChildProcess>();

const planAt = (port: number): Plan => ({
	...labPlan,
	endpoint: {kind: 'external', address: machines.at(-1)!.host.address, port},
	hosts: machines.slice(0, 3).map(({host}) => ({name: host.name, address: host.address, role: 'control-plane'})),
});

const onBalancer = async (script: string): Promise<void> => {
	const {exit, stdout, stderr} = await machines.at(-1)!.exec(`cd /\nset -e\n${script}`);
	if (exit !== 0) throw new Error(`lb: ${stdout}${stderr}`);
};

/** A question of the book on a control plane, with the endpoint at a port of the balancer's. */
const ask = (id: string, name: string, port = 6443) => {
	const {run, given} = balancerOn(
		machines.find(({host}) => host.name === name)!,
		planAt(port),
	);
	return run(endpointProofs.find(task => task.id === id)!.check.ask(given));
};

/** Who answered, in that many requests one after another from m1; a request that fails is a dash. */
const answering = async (times: number): Promise<ReadonlySet<string>> => {
	const {must} = balancerOn(machines[0]!, planAt(6443));
	const url = `https://${machines.at(-1)!.host.address}:6443/readyz`;
	const said = await must(`for _ in $(seq ${times}); do curl -ks --max-time 5 ${url} || printf -- -; echo; done`);
	return new Set(said.trim().split('\n'));
};

beforeAll(async () => {
	if (!hasHaproxy) return;
	machines = await startHosts(4, {names: ['m1', 'm2', 'm3', 'lb']});
	for (const machine of machines.slice(0, 3)) servers.set(machine.host.name, startServer(machine));
	await onBalancer(
		`mkdir -p /etc/haproxy\ncat > /etc/haproxy/external.cfg <<'CONFIG'\n${config(machines.slice(0, 3))}CONFIG\nhaproxy -c -f /etc/haproxy/external.cfg\nhaproxy -D -f /etc/haproxy/external.cfg`,
	);
}, 90_000);
afterAll(stopBalancers);

test.skipIf(!hasHaproxy)(`every control plane reaches it, and is led back to itself as well ${where}`, async () => {
	await expect.poll(() => answering(9), {timeout: 30_000}).toEqual(new Set(['m1', 'm2', 'm3']));
	for (const name of ['m1', 'm2', 'm3']) {
		expect((await ask('external-listener', name)).stdout).toContain('It answers (curl says 0');
		expect(await ask('external-hairpin', name)).toMatchObject({
			exit: 0,
			stdout: 'six of six connections were answered\n',
		});
	}
});

test.skipIf(!hasHaproxy)(
	'an API server that goes is left out without a lost request, and is back when it is',
	{timeout: 60_000},
	async () => {
		servers.get('m2')!.kill('SIGKILL');
		expect(await answering(30)).not.toContain('-');
		await expect.poll(() => answering(12), {timeout: 20_000}).toEqual(new Set(['m1', 'm3']));
		expect(await ask('external-hairpin', 'm1')).toMatchObject({exit: 0});

		servers.set('m2', startServer(machines[1]!));
		await expect.poll(() => answering(12), {timeout: 20_000}).toEqual(new Set(['m1', 'm2', 'm3']));
	},
);

test.skipIf(!hasHaproxy)(
	'one that keeps client addresses cannot lead back, and the proof says so before kubeadm waits for it',
	{timeout: 120_000},
	async () => {
		const [m1] = machines;
		const back = (more: string): string => `
			echo 1 > /proc/sys/net/ipv4/ip_forward
			nft 'table ip layer4 {
				chain in { type nat hook prerouting priority -100; tcp dport 7443 dnat to ${m1!.host.address}:6443; }
				chain out { type nat hook postrouting priority 100; ${more} }
			}'`;
		await onBalancer(back(''));
		const lost = await ask('external-hairpin', 'm1', 7443);
		expect(lost.exit).toBe(1);
		expect(lost.stdout).toMatch(
			/^Try 1 of 6 got no answer from \S+:7443\/readyz: let the control planes resolve the endpoint to themselves, or turn off client addresses\.$/m,
		);

		await onBalancer(`nft delete table ip layer4\n${back('tcp dport 6443 masquerade;')}`);
		expect(await ask('external-hairpin', 'm1', 7443)).toMatchObject({exit: 0});
		await onBalancer('nft delete table ip layer4');
	},
);

test.skipIf(!hasHaproxy)('one that stays silent is said, with what it lacks', {timeout: 60_000}, async () => {
	await machines.at(-1)!.cut();
	const {exit, stdout} = await ask('external-listener', 'm1');
	expect(exit).toBe(1);
	expect(stdout).toMatch(/^(Nobody answers at|Nobody has the address of) https:/m);
	await machines.at(-1)!.mend();
	expect((await ask('external-listener', 'm1')).exit).toBe(0);
});
