// Docker on simulated hosts: below the kubelet of an old release, and behind cri-dockerd.
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test, vi} from 'vitest';
import {openSession} from '../../source/commands/open-session.ts';
import type {Outcome} from '../../source/engine/event.ts';
import {createLab, type Lab} from '../../source/transport/lab/lab.ts';

let home: string;
beforeAll(() => {
	home = mkdtempSync(join(tmpdir(), 'kubewalk-docker-'));
	vi.stubEnv('KUBEWALK_HOME', home);
});
afterAll(() => {
	vi.unstubAllEnvs();
	rmSync(home, {recursive: true, force: true});
});

const plans = {
	old: `kubernetes: {version: "1.20.2"}
mirrors: {packages: {apt: "deb [trusted=yes] https://mirrors.aliyun.com/kubernetes/apt kubernetes-xenial main"}}
`,
	new: 'kubernetes: {version: "1.36"}\n',
};

const walk = async (
	which: keyof typeof plans,
	book: string,
): Promise<{readonly outcome: Outcome; readonly failed: readonly string[]; readonly lab: () => Promise<Lab>}> => {
	const path = join(home, `${which}.yaml`);
	writeFileSync(
		path,
		`name: ${which}
${plans[which]}runtime: docker
endpoint: {kind: single}
hosts:
  - {name: m1, address: 10.77.0.11, role: control-plane}
  - {name: w1, address: 10.77.0.21, role: worker}
`,
	);
	const session = await openSession(
		{kind: 'own-lab', lab: true, path, book},
		{language: 'en', ask: async () => undefined, onTrouble: sentence => expect.fail(sentence)},
	);
	if ('problems' in session) throw new Error(session.problems.join('\n'));
	const outcome = await session.engine.start();
	const {rows} = session.store.getState();
	await session.leave(outcome === 'held' ? undefined : outcome);
	return {
		outcome,
		failed: Object.entries(rows).flatMap(([task, hosts]) =>
			Object.values(hosts).some(({status}) => status === 'failed') ? [task] : [],
		),
		lab: async () => {
			const {readFileSync} = await import('node:fs');
			const saved = readFileSync(join(home, 'sessions', session.id, 'lab.json'), 'utf8');
			return createLab({hosts: session.plan.hosts, saved});
		},
	};
};

test('An old release runs on Docker itself, and the book reset takes its containers away', async () => {
	const {outcome, failed, lab} = await walk('old', 'install');

	expect({outcome, failed}).toEqual({outcome: 'done', failed: []});
	const shell = (await lab()).open('m1');
	expect((await shell.run('kubectl get nodes -o wide')).stdout.match(/ Ready .*docker:\/\/20\.10\.24/g)).toHaveLength(
		2,
	);
	expect((await shell.run('docker ps')).stdout).toContain('k8s_kube-apiserver');

	const gone = await walk('old', 'reset');

	expect({outcome: gone.outcome, failed: gone.failed}).toEqual({outcome: 'done', failed: []});
	expect((await (await gone.lab()).open('m1').run('docker ps -aq')).stdout).toBe('');
});

test('A current release runs on Docker behind cri-dockerd, with its socket named beside that of containerd', async () => {
	const {outcome, failed, lab} = await walk('new', 'install');

	expect({outcome, failed}).toEqual({outcome: 'done', failed: []});
	const shell = (await lab()).open('w1');
	expect((await shell.run('cat /var/lib/kubelet/instance-config.yaml')).stdout).toContain(
		'unix:///var/run/cri-dockerd.sock',
	);
	expect((await shell.run('crictl info')).stdout).toContain('"sandboxImage": "registry.k8s.io/pause:3.10.2"');
	expect((await shell.run('docker ps')).stdout).toContain('k8s_kube-proxy');
});
