// A stage left out fails where the real thing would, in the real thing's words; and where it would not, neither does the lab.
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {openSession} from '../../source/commands/open-session.ts';
import {stageOf, tasksIn} from '../helpers/walk-lab.ts';
import type {Outcome} from '../../source/engine/event.ts';

let home: string;
beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'kubewalk-journey-'));
	vi.stubEnv('KUBEWALK_HOME', home);
});
afterEach(() => {
	vi.unstubAllEnvs();
	rmSync(home, {recursive: true, force: true});
});

type End = {
	readonly outcome: Outcome;
	readonly stage: string | undefined;
	readonly notes: string;
	readonly output: string;
};

/** Walks the lab up to a stage without one of the stages before it. */
const walkWithout = async (skipped: string, until: string): Promise<End> => {
	const session = await openSession(
		{kind: 'lab', lab: true, book: 'install'},
		{language: 'en', ask: async () => undefined, onTrouble: sentence => expect.fail(sentence)},
	);
	if ('problems' in session) throw new Error(session.problems.join('\n'));
	const {engine, store} = session;
	engine.skip(tasksIn(engine.book, skipped), 'left out');
	const ids = engine.book.stages.map(({id}) => id);
	const tasks = ids.slice(0, ids.indexOf(until) + 1).flatMap(id => tasksIn(engine.book, id));
	const outcome = await engine.start({tasks});
	const {rows, output} = store.getState();
	const failed = Object.entries(rows).filter(([, hosts]) =>
		Object.values(hosts).some(({status}) => status === 'failed'),
	);
	const notes = failed.flatMap(([, hosts]) => Object.values(hosts).map(({note}) => note ?? ''));
	await session.leave();
	return {
		outcome,
		stage: failed[0] && stageOf(engine.book, failed[0][0]),
		notes: notes.join('\n'),
		output: output.map(({text}) => text).join('\n'),
	};
};

test.each([
	['firewall', 'load-balancer', /Nobody answers at https:\/\/10\.77\.0\.100:9443/],
	['swap', 'initialise', /kubelet is not (?:running|healthy)|running with swap on is not supported/],
	[
		'modules',
		'kernel-parameters',
		/sysctl: cannot stat \/proc\/sys\/net\/bridge\/bridge-nf-call-ip6?tables: No such file or directory/,
	],
	[
		'kernel-parameters',
		'initialise',
		/\[ERROR FileContent--proc-sys-net-ipv4-ip_forward\]: \/proc\/sys\/net\/ipv4\/ip_forward contents are not set to 1/,
	],
	['load-balancer', 'initialise', /10\.77\.0\.100:9443/],
	['runtime', 'packages', /Unit containerd\.service not found/],
	['packages', 'images', /kubeadm: command not found/],
] as const)('Without the stage %s the walk fails at %s', async (skipped, stage, words) => {
	const end = await walkWithout(skipped, 'initialise');

	expect(end.outcome).toBe('failed');
	expect(end.stage).toBe(stage);
	expect(`${end.notes}\n${end.output}`).toMatch(words);
});

test.each(['names', 'clock', 'images'])(
	'Without the stage %s init goes well, as it does on real hosts whose names, clocks and registry are in order',
	async skipped => {
		const end = await walkWithout(skipped, 'initialise');

		expect(end).toMatchObject({outcome: 'done', stage: undefined});
	},
);
