// The whole path on simulated hosts: install, install again, reset, install anew.
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test, vi} from 'vitest';
import {openSession, type OpenedSession} from '../../source/commands/open-session.ts';
import type {Outcome, Status} from '../../source/engine/event.ts';

let home: string;
beforeAll(() => {
	home = mkdtempSync(join(tmpdir(), 'kubewalk-journey-'));
	vi.stubEnv('KUBEWALK_HOME', home);
});
afterAll(() => {
	vi.unstubAllEnvs();
	rmSync(home, {recursive: true, force: true});
});

const open = async (book: string): Promise<OpenedSession> => {
	const session = await openSession(
		{kind: 'lab', lab: true, book},
		{language: 'en', ask: async () => undefined, onTrouble: sentence => expect.fail(sentence)},
	);
	if ('problems' in session) throw new Error(session.problems.join('\n'));
	return session;
};

type Walked = {
	readonly outcome: Outcome;
	readonly statuses: ReadonlySet<Status>;
	readonly printed: (task: string) => string;
};

const walk = async (book: string): Promise<Walked> => {
	const session = await open(book);
	const lines = new Map<string, string>();
	session.store.listen(event => {
		if (event.type === 'output') lines.set(event.task, `${lines.get(event.task) ?? ''}${event.text}`);
	});
	const outcome = await session.engine.start();
	const {rows} = session.store.getState();
	await session.leave(outcome === 'held' ? undefined : outcome);
	return {
		outcome,
		statuses: new Set(Object.values(rows).flatMap(hosts => Object.values(hosts).map(({status}) => status))),
		printed: task => lines.get(task) ?? '',
	};
};

test('Three control planes and two workers come from bare hosts to a proven cluster', async () => {
	const {outcome, printed} = await walk('install');

	expect(outcome).toBe('done');
	expect(printed('pods-reach-pods')).toContain('m1 -> m1 m2 m3 w1 w2, Service, name');
	expect(printed('coredns-resolves')).toContain('10.96.0.1');
	for (const drill of ['failover-drill', 'keepalived-drill', 'link-drill']) {
		const gap = Number(/^gap_ms=(\d+)$/m.exec(printed(drill))?.[1]);
		expect(gap).toBeGreaterThan(0);
		expect(gap).toBeLessThan(5000);
	}
});

test('A second walk changes nothing', async () => {
	const {outcome, statuses} = await walk('install');

	expect(outcome).toBe('done');
	expect([...statuses]).toEqual(['satisfied']);
});

test('The hosts say what an operator expects to see', async () => {
	const session = await open('install');
	const {createLab} = await import('../../source/transport/lab/lab.ts');
	const {readFileSync} = await import('node:fs');
	await session.leave();
	const saved = readFileSync(join(home, 'sessions', session.id, 'lab.json'), 'utf8');
	const {hosts} = session.plan;
	const shell = createLab({hosts, saved}).open('m1');

	const nodes = (await shell.run('kubectl get nodes --no-headers')).stdout;
	const pods = (await shell.run('kubectl get pods -A --no-headers')).stdout;
	const addresses = await Promise.all(
		['m1', 'm2', 'm3'].map(
			async host => (await createLab({hosts, saved}).open(host).run('ip -4 addr show eth0')).stdout,
		),
	);

	expect(nodes.match(/^(?:m[123]|w[12]) +Ready /gm)).toHaveLength(5);
	expect(pods.match(/ 1\/1 +Running /g)!.length).toBe(pods.trim().split('\n').length);
	expect(addresses.filter(text => text.includes('10.77.0.100'))).toHaveLength(1);
});

test('The book reset takes the cluster away, and the install book brings it back', async () => {
	expect(await walk('reset')).toMatchObject({outcome: 'done'});

	const again = await walk('install');

	expect(again.outcome).toBe('done');
	expect(again.statuses).toContain('done');
});
