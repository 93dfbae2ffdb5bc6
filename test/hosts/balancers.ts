// Three hosts of namespaces with Debian's own haproxy and keepalived, configured by the book's own scripts. Behind them are
// stand-ins for API servers; systemd is not PID 1 there, and what the scripts ask of it systemctl.sh does.
import {spawnSync, type ChildProcess} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Given} from '../../source/engine/declare.ts';
import {balanceLoad} from '../../steps/balance-load.ts';
import type {Plan} from '../../steps/plan.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';
import {hasNamespaces, type NamespaceHost, type Said, startHosts, stopHosts} from './namespaces.ts';

const absentOf = (programs: readonly string[]): string | undefined =>
	programs.find(program => !['/usr/sbin', '/usr/bin'].some(folder => existsSync(join(folder, program))));

const absent = absentOf(['haproxy', 'keepalived', 'curl', 'openssl']);
export const hasBalancers = hasNamespaces && absent === undefined;
/** For the names of tests. */
export const whereBalancers = `(skipped where there are no hosts of namespaces with haproxy and keepalived${absent ? `: no ${absent} here` : ''})`;

/** A load balancer of one's own is haproxy alone. */
export const hasHaproxy = hasNamespaces && absentOf(['haproxy', 'curl', 'openssl']) === undefined;

export type Balancer = {
	readonly host: NamespaceHost;
	readonly given: Given;
	/** A script as the engine runs it. */
	readonly run: (script: string) => Promise<Said>;
	/** The same; throws with what it said when it fails. */
	readonly must: (script: string) => Promise<string>;
};

const here = import.meta.dirname;

const servers: ChildProcess[] = [];
let folder = '';

/** One certificate will do for all: nobody looks at it. The hosts do not see this machine's /tmp, the server does. */
export const startServer = ({host, beside}: NamespaceHost): ChildProcess => {
	if (folder === '') {
		folder = mkdtempSync(join(tmpdir(), 'kubewalk-server-'));
		const how = '-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=api'.split(' ');
		const files = ['-keyout', join(folder, 'key'), '-out', join(folder, 'certificate')];
		spawnSync('openssl', ['req', '-x509', ...how, ...files]);
	}
	const words = [join(here, 'ready-server.ts'), join(folder, 'key'), join(folder, 'certificate'), host.name];
	const server = beside([process.execPath, ...words]);
	servers.push(server);
	return server;
};

export const stopBalancers = (): void => {
	for (const server of servers.splice(0)) server.kill('SIGKILL');
	if (folder !== '') rmSync(folder, {recursive: true});
	folder = '';
	stopHosts();
};

const prepare = `
	cat > /usr/local/bin/systemctl <<'SYSTEMCTL'
${readFileSync(join(here, 'systemctl.sh'), 'utf8')}
SYSTEMCTL
	chmod 755 /usr/local/bin/systemctl
	mkdir -p /etc/haproxy /etc/keepalived
	for _ in $(seq 100); do curl -ks -o /dev/null https://127.0.0.1:6443/readyz && exit 0; sleep 0.1; done
	exit 1
`;

export const balancerOn = (host: NamespaceHost, plan: Plan): Balancer => {
	const run = (script: string): Promise<Said> =>
		host.exec(`cd /; exec 2>&1; PATH=/usr/local/bin:$PATH\nbash -euo pipefail <<'SCRIPT'\n${script}\nSCRIPT`);
	return {
		host,
		given: givenFor(plan, host.host.name),
		run,
		must: async script => {
			const {exit, stdout} = await run(script);
			if (exit !== 0) throw new Error(`${host.host.name}: ${stdout}`);
			return stdout;
		},
	};
};

export const taskOf = (id: string) => balanceLoad.tasks.find(task => task.id === id)!;

export const startBalancers = async (): Promise<readonly Balancer[]> => {
	const hosts = await startHosts(3);
	const address = hosts[0]!.host.address.replace(/\d+$/, '100');
	const plan: Plan = {
		...labPlan,
		endpoint: {kind: 'keepalived-haproxy', address, port: 9443},
		hosts: hosts.map(({host}) => ({name: host.name, address: host.address, role: 'control-plane'})),
	};
	const all = hosts.map(host => balancerOn(host, plan));
	await Promise.all(
		all.map(async ({host, must, given}) => {
			startServer(host);
			await must(prepare);
			for (const id of ['haproxy', 'keepalived']) await must(taskOf(id).run(given));
		}),
	);
	return all;
};
