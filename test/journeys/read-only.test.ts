// A survey of the whole book changes nothing on real hosts: their disks, memory file systems, kernel parameters, network
// and processes are the same after it. Hosts of namespaces have disks of their own, on which only they write.
import {spawnSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {kubewalk} from '../helpers/program.ts';
import {hasNamespaces, type NamespaceHost, startHosts, stopHosts, whereNamespaces} from '../hosts/namespaces.ts';
import {makeWorkplace} from '../hosts/workplace.ts';

const workplace = makeWorkplace();
const plan = join(workplace, 'cluster.yaml');
let hosts: readonly NamespaceHost[] = [];

beforeAll(async () => {
	if (!hasNamespaces) return;
	hosts = await startHosts(2, {names: ['m1', 'w1']});
	const [m1] = hosts;
	writeFileSync(
		plan,
		`name: shared
kubernetes: {version: "1.36"}
endpoint: {kind: single}
ssh: {user: root, identity: ${m1!.ssh.identity}}
hosts:
${hosts.map(({host}) => `  - {name: ${host.name}, address: ${host.address}, role: ${host.role}}`).join('\n')}
`,
	);
});
afterAll(stopHosts);

/** Path, kind, mode, owner, size, time of the last change to the content, and where a link leads. */
const format = String.raw`%p %y %m %U:%G %s %T@ %l\n`;

/** What the host itself does when somebody logs in: sshd writes that down. */
const login = /^\S*\/var\/log\/sshd\.log /;

/**
 * The questions lie in /dev/shm while they are asked, so that a host with a full disk can be asked too; what is left of
 * that is the time at which something was last made there.
 */
const place = /^\/dev\/shm d /;

/** Counters of the kernel, which this machine shares with its hosts and which never stand still. */
const counters =
	/^(fs\.(dentry-state|inode-(nr|state)|file-nr|aio-nr|quota\.\w+)|kernel\.(ns_last_pid|pty\.nr|random\.(entropy_avail|uuid))|net\.netfilter\.nf_conntrack_count) =/;

/** The kernel's table of neighbours that it heard of lately is no setting; addresses and routes are. */
const asked = `
find /root /run /tmp /dev/shm -printf '${format}'
find / -xdev \\( -name '*.service' -o -name '*.timer' -o -name '*.socket' \\) -path '*systemd*' -printf '${format}'
sysctl -a 2>/dev/null
nft list ruleset
ip addr; ip route
cat /proc/swaps /proc/mounts
ps -e -o comm= | grep -vxE 'sshd|sh|bash|ps|grep|sort|nsenter' | sort`;

const stateOf = async ({written, exec}: NamespaceHost): Promise<readonly string[]> => {
	const disk = spawnSync('find', [written, '-printf', format], {encoding: 'utf8', maxBuffer: 2 ** 28}).stdout;
	const rest = (await exec(asked)).stdout;
	return `${disk}${rest}`.split('\n').filter(line => !login.test(line) && !place.test(line) && !counters.test(line));
};

test.skipIf(!hasNamespaces)(
	`A survey of the whole installation leaves files, units, kernel parameters and network as they were ${whereNamespaces}`,
	async () => {
		// The first one accepts the host keys, and finds every program of the hosts in their memory as the second does.
		await kubewalk(['run', '--yes', '--stage', 'connect', '--until', 'root', '--plan', plan], {home: workplace});
		const before = await Promise.all(hosts.map(stateOf));
		const {code, stdout} = await kubewalk(['survey', '--plan', plan, '--json'], {home: workplace});
		const after = await Promise.all(hosts.map(stateOf));

		expect(code).toBe(0);
		const answers = JSON.parse(stdout) as readonly {readonly host: string; readonly answer: string}[];
		expect(answers.filter(({answer}) => answer !== 'unknown').length).toBeGreaterThan(60);
		for (const sign of [/^net\.ipv4\.ip_forward = /, /^\/run\/sshd d /, /\/etc\/ssh\/sshd_config f /, /inet 10\./])
			expect(before[0]!.some(line => sign.test(line))).toBe(true);
		expect(after).toEqual(before);
	},
	120_000,
);

test.skipIf(!hasNamespaces)(
	`The comparison would see a file, a parameter, a unit and a rule ${whereNamespaces}`,
	async () => {
		const [host] = hosts;
		const before = await stateOf(host!);
		await host!.exec(`echo x > /etc/new; touch -d '1 hour ago' /etc/hosts; sysctl -qw net.ipv4.ip_forward=1 || true
			echo '[Unit]' > /etc/systemd/system/new.service; nft add table inet new; mkdir /run/new`);
		const after = (await stateOf(host!)).filter(line => !before.includes(line)).join('\n');

		for (const sign of ['/etc/new f', '/etc/hosts f', 'new.service f', 'table inet new', '/run/new d'])
			expect(after).toContain(sign);
	},
	60_000,
);
