// A cluster whose address is held by kube-vip, on simulated hosts: from bare to proven, and bare again.
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test, vi} from 'vitest';
import {openSession} from '../../source/commands/open-session.ts';
import {createLab} from '../../source/transport/lab/lab.ts';

let home: string;
beforeAll(() => {
	home = mkdtempSync(join(tmpdir(), 'kubewalk-kube-vip-'));
	vi.stubEnv('KUBEWALK_HOME', home);
	writeFileSync(
		join(home, 'cluster.yaml'),
		`name: vip
endpoint: {kind: kube-vip, address: 10.77.0.100}
hosts:
  - {name: m1, address: 10.77.0.11, role: control-plane}
  - {name: m2, address: 10.77.0.12, role: control-plane}
  - {name: m3, address: 10.77.0.13, role: control-plane}
`,
	);
});
afterAll(() => {
	vi.unstubAllEnvs();
	rmSync(home, {recursive: true, force: true});
});

const walk = async (book: string) => {
	const session = await openSession(
		{kind: 'own-lab', lab: true, path: join(home, 'cluster.yaml'), book},
		{language: 'en', ask: async () => undefined, onTrouble: sentence => expect.fail(sentence)},
	);
	if ('problems' in session) throw new Error(session.problems.join('\n'));
	let printed = '';
	session.store.listen(event => {
		if (event.type === 'output' && event.task === 'kube-vip-drill') printed += event.text;
	});
	const outcome = await session.engine.start();
	await session.leave(outcome === 'held' ? undefined : outcome);
	const saved = readFileSync(join(home, 'sessions', session.id, 'lab.json'), 'utf8');
	return {outcome, printed, lab: createLab({hosts: session.plan.hosts, saved})};
};

test('kube-vip takes the address for kubeadm init, gives super-admin.conf back, fails over, and leaves nothing', async () => {
	const {outcome, printed, lab} = await walk('install');

	expect(outcome).toBe('done');
	expect(Number(/^gap_ms=(\d+)$/m.exec(printed)?.[1])).toBeLessThan(5000);
	const holding = Object.values(lab.world.machines).filter(({addresses}) =>
		addresses.some(({address}) => address === '10.77.0.100'),
	);
	expect(holding).toHaveLength(1);
	for (const host of ['m1', 'm2', 'm3']) {
		const manifest = lab.filesOf(host).read('/etc/kubernetes/manifests/kube-vip.yaml');
		expect(manifest).toContain('path: /etc/kubernetes/admin.conf');
		expect(lab.filesOf(host).exists('/etc/haproxy')).toBe(false);
	}

	const reset = await walk('reset');
	expect(reset.outcome).toBe('done');
	for (const machine of Object.values(reset.lab.world.machines)) {
		expect(machine.addresses).toHaveLength(1);
		expect(reset.lab.filesOf(machine.name).exists('/etc/kubernetes/manifests/kube-vip.yaml')).toBe(false);
	}
}, 90_000);
