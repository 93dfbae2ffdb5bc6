import {rmSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {openHosts} from '../../source/commands/open-hosts.ts';
import {systemClock} from '../../source/engine/clock.ts';
import type {Book, Task} from '../../source/engine/declare.ts';
import {createEngine} from '../../source/engine/engine.ts';
import type {EngineEvent} from '../../source/engine/event.ts';
import {writeFile, sh} from '../../source/engine/script.ts';
import {createStore} from '../../source/engine/store.ts';
import {base} from '../../source/transport/by-hand.sh.ts';
import {text} from '../helpers/fake-world.ts';
import {addresses, localPlan, startLocalHosts} from '../helpers/local-hosts.ts';
import {ownHome} from '../helpers/own-home.ts';
import {planFrom} from '../helpers/written-plans.ts';
import {createOperator} from '../hosts/operator.ts';
import {containers} from '../hosts/podman.ts';
import {hasSshd, type Sshd} from '../hosts/sshd.ts';
import {makeWorkplace} from '../hosts/workplace.ts';

ownHome();
const workplace = makeWorkplace();
const session = `mixed-${process.pid}`;
const possible = hasSshd && containers !== undefined;
const secret = 'abcdef.0123456789abcdef';
let sshd: Sshd;

beforeAll(async () => {
	if (!possible || !containers) return;
	sshd = await startLocalHosts(workplace, 'w1');
	containers.start('kw-mixed');
	containers.podman('exec', '--user', '0', 'kw-mixed', 'mkdir', '-p', workplace);
});

afterAll(() => {
	for (const task of ['token.m1', 'join.m1'])
		rmSync(join(base, `${session}.${task}.1`), {recursive: true, force: true});
});

/** A file of the host's own, because three of the four hosts are this machine. */
const place = (host: string): string => join(workplace, `joined-${host}`);

const task = (id: string, more: Pick<Task, 'target' | 'check' | 'run'> & Partial<Task>): Task => ({
	id,
	title: text(id),
	why: text('The test wants it.'),
	risk: 'changes',
	undo: 'nothing-to-undo',
	...more,
});

const book: Book = {
	id: 'mixed',
	title: text('Mixed'),
	masks: [],
	stages: [
		{
			id: 'found',
			title: text('Found'),
			why: text('Why'),
			tasks: [
				task('token', {
					target: 'first-control-plane',
					check: {ask: ({host}) => sh`test -e ${`${place(host.name)}-token`}`},
					run: ({host}) =>
						sh`echo ${`join with ${secret}`}; seq 3000; ${writeFile(`${place(host.name)}-token`, 'made\n')}`,
					capture: {token: {parse: output => /join with (\S+)/.exec(output)?.[1], secret: true}},
				}),
			],
		},
		{
			id: 'join',
			title: text('Join'),
			why: text('Why'),
			tasks: [
				task('join', {
					target: 'every-host',
					check: {ask: ({host}) => sh`grep -qs joined ${place(host.name)}`},
					run: ({host, captured}) =>
						sh`test ${captured('token')} = ${secret}; echo joined >> ${place(host.name)}; cat ${place(host.name)}`,
				}),
			],
		},
	],
};

test.skipIf(!possible)(
	'A plan with a host by hand, a container, an ssh host and this machine is walked from end to end (skipped without sshd, podman and root)',
	async () => {
		const names = ['m1', 'c1', 'w1', 'l1'] as const;
		const ways = {
			m1: 'transport: by-hand',
			c1: 'transport: container, engine: podman, container: kw-mixed',
			l1: 'transport: local',
		};
		const written = localPlan(
			sshd,
			names.map((name, index) => ({
				name,
				address: name === 'w1' ? addresses[0] : `127.0.0.${index + 50}`,
				role: index === 0 ? 'control-plane' : 'worker',
			})),
		);
		const plan = planFrom(
			written.replaceAll(
				/(name: (m1|c1|l1), [^}]*)/g,
				(line, _, name: keyof typeof ways) => `${line}, ${ways[name]}`,
			),
		);
		const {present, sheets} = createOperator(pasted => `root@m1:~# \r\n${pasted.replaceAll('\n', '\r\n')}`);
		const opened = await openHosts(plan, async () => 'yes', 'en', {present});
		if ('problems' in opened) throw new Error(opened.problems.join('\n'));
		const store = createStore(tell => tell());
		const events: EngineEvent[] = [];
		store.listen(event => void events.push(event));
		const engine = createEngine({
			session,
			book,
			hosts: plan.hosts,
			settings: {},
			transport: opened.transport,
			store,
			clock: systemClock,
			secrets: {get: () => undefined, set: () => undefined},
			by: 'tester',
			resumed: false,
		});

		expect(await engine.start()).toBe('done');
		expect(names.map(name => store.getState().rows['join']?.[name]?.status)).toEqual([
			'done',
			'done',
			'done',
			'done',
		]);
		// One sheet for the checks of a stage, one for each change: nothing is asked twice.
		expect(sheets.map(({kind, host}) => [kind, host.name])).toEqual([
			['questions', 'm1'],
			['job', 'm1'],
			['questions', 'm1'],
			['job', 'm1'],
		]);
		// The person sees the value that he is to run; nothing that is kept does.
		expect(sheets.at(-1)?.script).toContain(secret);
		expect(JSON.stringify(events)).not.toContain(secret);
		expect(JSON.stringify(events)).toContain('join with <token>');
		expect(
			events
				.filter(event => event.type === 'output' && event.task === 'token')
				.map(event => ('text' in event ? event.text : ''))
				.join('')
				.split('\n'),
		).toHaveLength(3002);

		sheets.length = 0;
		expect(await engine.start()).toBe('done');
		expect(sheets.map(({kind}) => kind)).toEqual(['questions', 'questions']);
		await engine.close('done');
	},
);
