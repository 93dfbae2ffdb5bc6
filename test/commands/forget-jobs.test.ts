import {existsSync, readFileSync} from 'node:fs';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {forgetJobs} from '../../source/commands/forget-jobs.ts';
import {openHosts} from '../../source/commands/open-hosts.ts';
import {parsePlan} from '../../source/commands/load-plan.ts';
import {sessions} from '../../source/commands/sessions.ts';
import {homeOf} from '../../source/session/home.ts';
import {openJournal} from '../../source/session/journal.ts';
import {createSession, type Session} from '../../source/session/sessions.ts';
import {ownHome} from '../helpers/own-home.ts';
import {recordedIo} from '../helpers/recorded-io.ts';
import {hasNamespaces, type NamespaceHost, startHosts, stopHosts, whereNamespaces} from '../hosts/namespaces.ts';
import {deaf, never} from '../hosts/workplace.ts';

const home = ownHome();
const ask = async () => 'yes';

let m1: NamespaceHost;
let w1: NamespaceHost;

beforeAll(async () => {
	if (hasNamespaces) [m1, w1] = (await startHosts(2, {names: ['m1', 'w1']})) as [NamespaceHost, NamespaceHost];
});
afterAll(stopHosts);

const planText = (): string =>
	[
		'name: demo',
		'endpoint: {kind: single}',
		`ssh: {user: root, identity: ${m1.ssh.identity}}`,
		'hosts:',
		`  - {name: m1, address: ${m1.host.address}, role: control-plane}`,
		`  - {name: w1, address: ${w1.host.address}, role: worker}`,
		'',
	].join('\n');

/** A session that has run a job on each of these hosts. */
const remember = (...hosts: readonly string[]): Session => {
	const about = {book: 'install', planText: planText(), language: 'en'} as const;
	const session = createSession(homeOf({KUBEWALK_HOME: home()}, '/'), 'demo', about, new Date(2026, 10, 23));
	const journal = openJournal(session.files, error => {
		throw error;
	});
	for (const host of hosts) {
		journal.add({type: 'task', at: 1, task: 'hostname', host, status: 'running', attempt: 1});
	}
	journal.close();
	return session;
};

const transportTo = async () => {
	const parsed = parsePlan(planText(), 'cluster.yaml', path => readFileSync(path, 'utf8'));
	if (!('plan' in parsed)) throw new Error(JSON.stringify(parsed.complaints));
	const opened = await openHosts(parsed.plan, ask, 'en');
	if ('problems' in opened) throw new Error(opened.problems.join('\n'));
	return opened.transport;
};

const remove = async ({id}: Session) => {
	const {io, stderr} = recordedIo();
	return {code: await sessions('rm', id, io, ask), stderr: stderr()};
};

test.skipIf(!hasNamespaces)(`Finished jobs leave the hosts with their session ${whereNamespaces}`, async () => {
	const session = remember('m1');
	const transport = await transportTo();
	await transport.run(m1.host, {id: `${session.identity}.hostname.m1.1`, script: 'true', timeout: 9}, never, deaf);
	await transport.run(m1.host, {id: 'another.hostname.m1.1', script: 'true', timeout: 9}, never, deaf);
	await transport.close();

	expect(await remove(session)).toEqual({code: 0, stderr: ''});
	const left = (await m1.exec('ls /var/lib/kubewalk/jobs')).stdout.split('\n');
	expect(left).toContain('another.hostname.m1.1');
	expect(left.filter(name => name.startsWith(session.id))).toEqual([]);
	expect(existsSync(session.files.directory)).toBe(false);
});

test.skipIf(!hasNamespaces)(
	`A session with a job that runs stays until that has ended ${whereNamespaces}`,
	async () => {
		const session = remember('m1');
		const id = `${session.identity}.hostname.m1.1`;
		const transport = await transportTo();
		const script = 'echo on; until [ -e /root/go ]; do sleep 0.1; done';
		let finished: Promise<unknown> = Promise.resolve();
		await new Promise<void>(resolve => {
			finished = transport.run(m1.host, {id, script, timeout: 60}, never, () => resolve());
		});

		expect(await remove(session)).toEqual({
			code: 1,
			stderr: `On m1 the session still runs ${id}: wait until that has ended, or stop it there, and remove the session then.\n`,
		});
		expect(existsSync(session.files.journal)).toBe(true);

		await m1.exec('touch /root/go');
		await finished;
		await transport.close();
		expect(await remove(session)).toEqual({code: 0, stderr: ''});
		expect((await m1.exec(`ls -d /var/lib/kubewalk/jobs/${id}`)).exit).not.toBe(0);
	},
);

test.skipIf(!hasNamespaces)(
	`A host that is away does not hold the session, and what stays there is said ${whereNamespaces}`,
	async () => {
		const session = remember('m1', 'w1');
		const transport = await transportTo();
		await transport.run(
			m1.host,
			{id: `${session.identity}.hostname.m1.1`, script: 'true', timeout: 9},
			never,
			deaf,
		);
		await transport.close();
		await w1.powerOff();

		const {code, stderr} = await remove(session);

		expect(code).toBe(3);
		expect(stderr).toMatch(/^What the session's jobs left on a host was not removed there: .*w1/);
		expect(existsSync(session.files.directory)).toBe(false);
		expect((await m1.exec(`ls -d /var/lib/kubewalk/jobs/${session.id}.*`)).exit).not.toBe(0);
	},
);

test.skipIf(!hasNamespaces)(`A session that ran nothing asks no host ${whereNamespaces}`, async () => {
	expect(await forgetJobs(remember(), () => Promise.reject(new Error('asked')), 'en')).toEqual({
		running: [],
		away: [],
	});
});
