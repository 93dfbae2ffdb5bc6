// `certificates: copy` on simulated hosts, with the network cards, keys and sshd that they have: a join without the copied
// files fails as kubeadm fails, with them it goes well, and no private key is anywhere but on the hosts.
import {globSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test, vi} from 'vitest';
import {openSession, type OpenedSession} from '../../source/commands/open-session.ts';
import type {Lab} from '../../source/transport/lab/lab.ts';
import {tasksIn} from '../helpers/walk-lab.ts';

const home = mkdtempSync(join(tmpdir(), 'kubewalk-copy-'));
let session: OpenedSession;
let lab: Lab;

const plan = `name: copied
endpoint: {kind: keepalived-haproxy, address: 10.77.0.100, port: 9443}
certificates: copy
hosts:
  - {name: m1, address: 10.77.0.11, role: control-plane}
  - {name: m2, address: 10.77.0.12, role: control-plane}
  - {name: m3, address: 10.77.0.13, role: control-plane}
`;

const open = async (): Promise<OpenedSession> => {
	const opened = await openSession(
		{kind: 'own-lab', lab: true, path: join(home, 'cluster.yaml'), book: 'install'},
		{language: 'en', ask: async () => undefined, onTrouble: sentence => expect.fail(sentence)},
	);
	if ('problems' in opened) throw new Error(opened.problems.join('\n'));
	return opened;
};

beforeAll(async () => {
	vi.stubEnv('KUBEWALK_HOME', home);
	writeFileSync(join(home, 'cluster.yaml'), plan);
	session = await open();
});
afterAll(() => {
	vi.unstubAllEnvs();
	rmSync(home, {recursive: true, force: true});
});

const row = (task: string, host: string) => session.store.getState().rows[task]?.[host];

const savedLab = async (): Promise<Lab> => {
	const {createLab} = await import('../../source/transport/lab/lab.ts');
	const saved = readFileSync(join(home, 'sessions', session.id, 'lab.json'), 'utf8');
	return createLab({hosts: session.plan.hosts, saved});
};

test('A control plane cannot join before the certificates are there, in the words of kubeadm', async () => {
	const {book} = session.engine;
	const ids = book.stages.map(({id}) => id);
	const before = ids.slice(0, ids.indexOf('certificates')).flatMap(id => tasksIn(book, id));
	expect(await session.engine.start({tasks: [...before, 'join-control-plane']})).toBe('failed');

	const {output} = session.store.getState();
	expect(row('join-control-plane', 'm2')?.status).toBe('failed');
	expect(output.map(({text}) => text).join('\n')).toContain(
		"failure loading certificate for CA: couldn't load the certificate file /etc/kubernetes/pki/ca.crt: open /etc/kubernetes/pki/ca.crt: no such file or directory",
	);
}, 60_000);

test('Copied by ssh and compared on both ends, the certificates let the others join without a key', async () => {
	const outcome = await session.engine.start();
	const failed = Object.entries(session.store.getState().rows).flatMap(([task, hosts]) =>
		Object.entries(hosts).flatMap(([host, {status, note}]) =>
			status === 'failed' ? [`${task} on ${host}: ${note}`] : [],
		),
	);
	expect(failed).toEqual([]);
	expect(outcome).toBe('done');
	expect(row('copied-certificates', 'm3')?.status).toBe('done');
	await session.leave();

	lab = await savedLab();
	const authorities = ['m1', 'm2', 'm3'].map(name => lab.filesOf(name).read('/etc/kubernetes/pki/etcd/ca.key'));
	const leaves = ['m1', 'm2', 'm3'].map(name => lab.filesOf(name).read('/etc/kubernetes/pki/apiserver.crt'));
	expect(new Set(authorities).size).toBe(1);
	expect(new Set(leaves).size).toBe(3);
	expect(lab.filesOf('m2').mode('/etc/kubernetes/pki/sa.key')).toBe(0o600);
	expect((await lab.open('m1').run('kubectl -n kube-system get secret kubeadm-certs')).stderr).toContain('NotFound');
}, 60_000);

test('The key of the copy is gone, and is let in nowhere any more', () => {
	expect(lab.filesOf('m1').exists('/etc/kubernetes/kubewalk/copy')).toBe(false);
	for (const name of ['m2', 'm3']) {
		expect(lab.filesOf(name).read('/root/.ssh/authorized_keys') ?? '').not.toContain('kubewalk-copy');
		expect(lab.filesOf(name).exists('/etc/kubernetes/kubewalk/incoming')).toBe(false);
	}
});

test('No private key has come by kubewalk', () => {
	const kept = globSync('sessions/**', {cwd: home, withFileTypes: true})
		.filter(entry => entry.isFile() && entry.name !== 'lab.json')
		.map(({parentPath, name}) => readFileSync(join(parentPath, name), 'utf8'))
		.join('\n');
	const secret = lab.filesOf('m1').read('/etc/kubernetes/pki/ca.key')!.split('\n')[3]!;
	expect(kept).toContain('copied-certificates');
	expect(secret.length).toBeGreaterThan(60);
	expect(kept).not.toContain(secret);
	expect(kept).not.toContain('PRIVATE KEY');
});

test('When all have joined, nothing of the copy is to be done again', async () => {
	const again = await open();
	const tasks = tasksIn(again.engine.book, 'certificates');
	expect(await again.engine.start({tasks})).toBe('done');
	const {rows} = again.store.getState();
	await again.leave();
	const statuses = tasks.flatMap(task => Object.values(rows[task] ?? {}).map(({status}) => status));
	expect([statuses.length > 5, new Set(statuses)]).toEqual([true, new Set(['satisfied'])]);
});
