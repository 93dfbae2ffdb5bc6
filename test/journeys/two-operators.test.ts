// Two bastions, one cluster: the program as two processes with homes of their own, over real sshd to hosts of namespaces.
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import type {EngineEvent} from '../../source/engine/event.ts';
import {kubewalk, type Running, startKubewalk} from '../helpers/program.ts';
import {hasNamespaces, type NamespaceHost, startHosts, stopHosts, whereNamespaces} from '../hosts/namespaces.ts';
import {makeWorkplace} from '../hosts/workplace.ts';

const workplace = makeWorkplace();
const plan = join(workplace, 'cluster.yaml');
let m1: NamespaceHost;

/** Waits for the file, so that a command lasts as long as a test wants. */
const slowly = `cat > /usr/local/sbin/hostnamectl <<'EOF'
#!/bin/sh
echo x >> /root/count
until [ -e /root/go ]; do sleep 0.05; done
hostname "$2"
echo "$2" > /etc/hostname
EOF
chmod 755 /usr/local/sbin/hostnamectl`;

beforeAll(async () => {
	if (!hasNamespaces) return;
	[m1] = (await startHosts(1)) as [NamespaceHost];
	await m1.exec(slowly);
	const {address} = m1.host;
	writeFileSync(
		plan,
		`name: shared
kubernetes: {version: "1.36"}
endpoint: {kind: single}
ssh: {user: root, identity: ${m1.ssh.identity}}
hosts:
  - {name: m1, address: ${address}, role: control-plane}
`,
	);
});
afterAll(stopHosts);

/** As it was before anybody came. */
beforeEach(async () => {
	if (hasNamespaces)
		await m1.exec(
			'rm -rf /var/lib/kubewalk /root/go /root/count; echo other > /etc/hostname; sed -i /kubewalk/,//d /etc/hosts',
		);
});

let bastions = 0;
const bastion = (): string => {
	const home = join(workplace, `bastion-${bastions++}`);
	mkdirSync(home);
	return home;
};

const args = ['run', '--yes', '--stage', 'names', '--plan', plan];
const go = () => m1.exec('touch /root/go');
/** As if the holder had given its last sign of life so long ago. */
const age = (seconds: number) =>
	m1.exec(`cd /var/lib/kubewalk/lock-shared && n=$(ls | grep -x '[0-9]*' | sort -n | tail -1)
		read -r up rest < /proc/uptime; read -r boot < /proc/sys/kernel/random/boot_id
		printf '%s %s\\nhostname (m1)\\n' "$((\${up%.*} - ${seconds}))" "$boot" > "$n.beat"`);

const eventOf = ({onLine}: Running, matches: (event: EngineEvent) => boolean): Promise<EngineEvent> =>
	new Promise(resolve => {
		onLine(line => {
			const event = JSON.parse(line) as EngineEvent;
			if (matches(event)) resolve(event);
		});
	});

/** Runs until its command runs on the host, which then waits. */
const begin = async (home: string, more: readonly string[] = args) => {
	const running = startKubewalk([...more, '--json'], {home});
	const opened = eventOf(running, ({type}) => type === 'session-opened');
	await eventOf(running, event => event.type === 'task' && event.status === 'running');
	const event = await opened;
	return {...running, session: event.type === 'session-opened' ? event.session : ''};
};

const counted = async (): Promise<number> => (await m1.exec('cat /root/count')).stdout.split('\n').length - 1;

test.skipIf(!hasNamespaces)(
	`The second bastion is told who has the cluster, and takes it over only when the first is gone and it says so ${whereNamespaces}`,
	async () => {
		const first = await begin(bastion());
		const home = bastion();
		const second = await kubewalk(args, {home});
		expect(second.code).toBe(5);
		expect(second.stderr).toMatch(
			new RegExp(
				String.raw`^root@\S+ \(process ${first.child.pid}, session ${first.session}\) has been changing these hosts since [\d-]+ [\d:]+ UTC; last sign of life \d+ s ago.* Nothing was started`,
			),
		);
		const refused = await kubewalk([...args, '--take-over'], {home});
		// What never began leaves no session behind.
		expect((await kubewalk(['sessions'], {home})).stdout).toBe('');
		expect(refused).toMatchObject({
			code: 5,
			stderr: expect.stringMatching(/^Not taken over: .*as gone after 90 s/),
		});

		first.child.kill('SIGKILL');
		await first.ended;
		await age(100);
		const gone = await kubewalk(args, {home});
		expect(gone).toMatchObject({
			code: 5,
			stderr: expect.stringMatching(/no sign of life for [\d:]+( s)?; it was at hostname \(m1\)/),
		});
		expect(await counted()).toBe(1);

		await go();
		expect(await kubewalk([...args, '--take-over'], {home})).toMatchObject({code: 0});
		// It was given back at the end, so a third needs no word.
		expect(await kubewalk(args, {home: bastion()})).toMatchObject({code: 0});
	},
	60_000,
);

test.skipIf(!hasNamespaces)(
	`A killed process leaves the lock, and its session takes it again at once and joins the command that ran ${whereNamespaces}`,
	async () => {
		const home = bastion();
		const first = await begin(home);
		first.child.kill('SIGKILL');
		await first.ended;

		const again = await begin(home, ['run', '--yes', '--stage', 'names', '--resume', first.session]);
		await go();
		expect(await again.ended).toMatchObject({code: 0});
		expect(await counted()).toBe(1);
	},
	60_000,
);

test.skipIf(!hasNamespaces)(
	`A run whose cluster was taken over finishes what runs, starts nothing more, and says who has it ${whereNamespaces}`,
	async () => {
		const first = await begin(bastion());
		const lost = eventOf(first, event => event.type === 'lease' && event.holder !== undefined);
		// Its machine sleeps, and wakes up later.
		first.child.kill('SIGSTOP');
		await age(100);
		const second = await begin(bastion(), [...args, '--take-over']);
		first.child.kill('SIGCONT');
		await lost;
		await go();

		const ended = await first.ended;
		expect(ended.code).toBe(5);
		expect(ended.stderr).toContain(`(process ${second.child.pid}, session ${second.session}) has been changing`);
		const events = ended.stdout
			.trim()
			.split('\n')
			.map(line => JSON.parse(line) as EngineEvent);
		expect(events.filter(event => event.type === 'task').at(-1)).toMatchObject({task: 'hostname', status: 'done'});
		expect((await second.ended).code).toBe(0);
	},
	90_000,
);

test.skipIf(!hasNamespaces)(
	`From another machine one sees who has the cluster and what it is at, until it is free; the survey goes on working ${whereNamespaces}`,
	async () => {
		const first = await begin(bastion());
		const home = bastion();
		const watching = startKubewalk(['run', '--watch', '--yes', '--plan', plan], {home});
		await new Promise<void>(resolve => {
			watching.onLine(line => void (line.includes('at hostname (m1)') && resolve()));
		});
		const survey = await kubewalk(['survey', '--plan', plan, '--json'], {home});
		expect(JSON.parse(survey.stdout)).toContainEqual(expect.objectContaining({task: 'root', answer: 'yes'}));
		await go();
		expect((await first.ended).code).toBe(0);
		const {code, stdout, stderr} = await watching.ended;

		expect(code).toBe(0);
		expect(stdout).toContain(`(process ${first.child.pid}, session ${first.session}), since `);
		expect(stderr).toMatch(/^Its journal is on root@\S+; [^]*\nNobody has these hosts\.\n$/);
	},
	60_000,
);
