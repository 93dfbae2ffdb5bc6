import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {watch} from '../../source/commands/watch.ts';
import type {EngineEvent} from '../../source/engine/event.ts';
import {kubewalk, type Running, startKubewalk} from '../helpers/program.ts';
import {ownHome, printed} from '../helpers/own-home.ts';
import {goodYaml} from '../helpers/written-plans.ts';
import {has} from '../hosts/workplace.ts';

const home = ownHome();

const lineOf = ({onLine}: Running, wanted: (line: string) => boolean): Promise<string> =>
	new Promise(resolve => onLine(line => void (wanted(line) && resolve(line))));

/** It says so at once; lines come when tasks end. */
const looksOn = ({child}: Running): Promise<void> =>
	new Promise(resolve => void child.stderr!.once('data', () => resolve()));

const tasksIn = (stdout: string): readonly EngineEvent[] =>
	stdout
		.trim()
		.split('\n')
		.map(line => JSON.parse(line) as EngineEvent)
		.filter(({type}) => type === 'task' || type === 'session-closed');

/** A process that has a session, held still before it has done much. */
const hold = async (...args: readonly string[]) => {
	const running = startKubewalk(['run', '--lab', '--yes', '--json', ...args], {home: home()});
	await lineOf(running, line => line.includes('"task"'));
	running.child.kill('SIGSTOP');
	return running;
};

test('A second process hears all that the first one does, from the beginning to the end, and ends as it ends', async () => {
	const first = await hold('--book', 'reset');
	const second = startKubewalk(['run', '--watch', '--json'], {home: home()});
	await lineOf(second, line => line.includes('"task"'));
	first.child.kill('SIGCONT');
	const [one, other] = await Promise.all([first.ended, second.ended]);

	expect({one: one.code, other: other.code}).toEqual({one: 0, other: 0});
	expect(tasksIn(other.stdout)).toEqual(tasksIn(one.stdout));
	expect(other.stderr).toMatch(/^watching, \S+@\S+ has it\n\S+@\S+ has let go of it\.\n$/);
});

test('As lines it reads like the run itself; a session that was let go of unfinished ends as one that was stopped', async () => {
	const first = await hold('--stage', 'connect,names');
	const second = startKubewalk(['walk', '--watch'], {home: home()});
	await looksOn(second);
	first.child.kill('SIGCONT');
	const [, other] = await Promise.all([first.ended, second.ended]);

	expect(other.code).toBe(4);
	expect(other.stdout).toMatch(/m1 {2}Commands run as root: already so/);
	expect(other.stdout).toMatch(/w2 {2}Know every host by name in \/etc\/hosts: done/);
});

test('A holder that is killed is noticed', async () => {
	const first = await hold();
	const second = startKubewalk(['run', '--watch'], {home: home()});
	await looksOn(second);
	first.child.kill('SIGKILL');

	expect((await second.ended).code).toBe(4);
});

test('Where there is nothing to look on at, a sentence says what to do', async () => {
	expect(await kubewalk(['run', '--watch'], {home: home()})).toMatchObject({
		code: 2,
		stderr: expect.stringMatching(/^No session of this machine is held by another process: .*--plan FILE/),
	});
	expect(await kubewalk(['run', '--watch', 'nope'], {home: home()})).toMatchObject({
		code: 2,
		stderr: 'There is no session nope: kubewalk sessions lists them.\n',
	});
	await kubewalk(['run', '--lab', '--stage', 'connect'], {home: home()});
	const [, id] = /^(\S+)/.exec((await kubewalk(['sessions'], {home: home()})).stdout)!;
	expect(await kubewalk(['run', '--watch', id!], {home: home()})).toMatchObject({
		code: 2,
		stderr: `Nobody has session ${id} at the moment: go on with it yourself with kubewalk run --yes --resume ${id}.\n`,
	});
});

test.skipIf(!has('ssh'))('Hosts that cannot be reached have their own code (skipped without ssh)', async () => {
	const plan = join(home(), 'cluster.yaml');
	writeFileSync(plan, `${goodYaml.replaceAll('10.77.0.', '127.255.255.')}ssh: {port: 1}\n`);
	const {result, stderr} = await printed(() => watch({watch: true, plan}, 'en', async () => undefined));

	expect(result).toBe(3);
	expect(stderr).toMatch(/m1 .*refuses the connection/);
});
