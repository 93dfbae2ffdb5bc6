import {spawn} from 'node:child_process';
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test, vi} from 'vitest';
import {createLocal} from '../../source/transport/local.ts';
import {deaf, here, isGone, linesOf, makeWorkplace, never} from '../hosts/workplace.ts';

const workplace = makeWorkplace();
const jobs = join(workplace, 'jobs');
const local = createLocal({jobs});
const fileOf = (name: string): string => join(workplace, name);

/** Bash that goes on once the file is there. */
const waitFor = (file: string): string => `until [ -e ${file} ]; do sleep 0.05; done`;

test('Questions of this machine are answered in their order', async () => {
	expect(await local.ask(here, ['echo one', 'echo two; exit 2'], never)).toEqual([
		{exit: 0, stdout: 'one\n', stderr: ''},
		{exit: 2, stdout: 'two\n', stderr: ''},
	]);
	expect(await local.ask(here, [], never)).toEqual([]);
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
	'Those who ask for the same job at once get the answer of one run (round %i)',
	async round => {
		const count = fileOf(`count-${round}`);
		const job = {id: `same-${round}`, script: `echo x >> ${count}; echo out; exit 4`, timeout: 60};
		const askers = Array.from({length: 8}, () => createLocal({jobs}).run(here, job, never, deaf));

		const answers = await Promise.all(askers);

		expect(new Set(answers.map(answer => JSON.stringify(answer)))).toEqual(
			new Set([JSON.stringify({exit: 4, stdout: 'out\n', stderr: ''})]),
		);
		expect(linesOf(count)).toEqual(['x']);
		// A script may hold tokens: none is left behind by those who came second.
		expect(readdirSync(join(jobs, job.id)).filter(name => name.startsWith('script'))).toEqual([]);
	},
);

test('A job outlives the process that asked for it, and the next one attaches to it', async () => {
	const count = fileOf('count-outlive');
	const go = fileOf('go');
	const script = `echo x >> ${count}; echo before; ${waitFor(go)}; echo after`;
	const asker = spawn(process.execPath, [join(import.meta.dirname, '../hosts/asker.ts'), jobs, 'outlive', script]);
	await new Promise(resolve => void asker.stdout.once('data', resolve));
	const gone = new Promise(resolve => void asker.once('exit', resolve));
	asker.kill('SIGKILL');
	await gone;

	const answer = await local.run(here, {id: 'outlive', script: 'echo another', timeout: 60}, never, text => {
		if (text.includes('before')) writeFileSync(go, '');
	});

	expect(answer).toEqual({exit: 0, stdout: 'before\nafter\n', stderr: ''});
	expect(linesOf(count)).toEqual(['x']);
});

test('An abort ends every process of the job, also one that does not want to, and says so', async () => {
	const stop = new AbortController();
	let child = '';

	const answer = await local.run(
		here,
		{id: 'aborted', script: "trap '' TERM; sleep 1000 & echo $!; wait", timeout: 60},
		stop.signal,
		text => {
			child ||= text.trim();
			stop.abort();
		},
	);

	expect(answer).toEqual({
		exit: 130,
		stdout: `${child}\n`,
		stderr: "kubewalk: stopped at the operator's request.\n",
	});
	await isGone(child);
});

const numberIn = (name: string): number => Number(readFileSync(join(jobs, 'killed', name), 'utf8').split(' ')[0]);

test('A job whose processes were killed was interrupted, and asking again does not start it', async () => {
	const count = fileOf('count-killed');
	const job = {id: 'killed', script: `echo x >> ${count}; echo on; sleep 1000`, timeout: 60};

	const answer = await local.run(here, job, never, text => {
		if (!text.startsWith('on')) return;
		// The runner first: it must not see how its script ended.
		process.kill(numberIn('pid'), 'SIGKILL');
		process.kill(-numberIn('group'), 'SIGKILL');
	});

	expect(answer).toEqual({
		exit: 125,
		stdout: 'on\n',
		stderr: 'kubewalk: the host went down, or the job was killed, before it ended; it is not started again by itself.\n',
	});
	expect(await local.run(here, job, never, deaf)).toEqual(answer);
	expect(linesOf(count)).toEqual(['x']);
});

test('A job whose runner is told to end by others than us, as at a shutdown, is interrupted and leaves no process', async () => {
	let child = '';
	const answer = await local.run(here, {id: 'shutdown', script: 'echo $$; sleep 1000', timeout: 60}, never, text => {
		if (child !== '' || !/^\d+\n$/.test(text)) return;
		child = text.trim();
		const [runner = ''] = readFileSync(join(jobs, 'shutdown', 'pid'), 'utf8').split(' ');
		process.kill(Number(runner), 'SIGTERM');
	});

	expect(answer.exit).toBe(125);
	expect(answer.stderr).toMatch(/^kubewalk: the host went down, or the job was killed/);
	await isGone(child);
	expect((await local.run(here, {id: 'shutdown', script: 'echo again', timeout: 60}, never, deaf)).exit).toBe(125);
});

test('A finished job can be asked for by its id alone; an unknown one is undefined', async () => {
	await local.run(here, {id: 'known', script: 'echo done', timeout: 60}, never, deaf);

	expect(await local.reattach?.(here, 'known', never, deaf)).toEqual({exit: 0, stdout: 'done\n', stderr: ''});
	expect(await local.reattach?.(here, 'unknown', never, deaf)).toBeUndefined();
});

test('Where jobs cannot be kept nothing runs, and the answer says why', async () => {
	writeFileSync(fileOf('file'), '');
	const mark = fileOf('ran');

	const answer = await createLocal({jobs: join(fileOf('file'), 'jobs')}).run(
		here,
		{id: 'a', script: `touch ${mark}`, timeout: 60},
		never,
		deaf,
	);

	expect(answer.exit).toBe(126);
	expect(answer.stderr).toMatch(
		/^kubewalk: nothing was run, because the job cannot be kept on operator: .*Not a directory/,
	);
	expect(existsSync(mark)).toBe(false);
});

/** A `sudo` of this machine that takes one password, or none at all. */
const sudoWants = (password: string): void => {
	const programs = makeWorkplace();
	const says = 'while [ "$1" != -- ]; do shift; done; shift; exec env ROOT=yes "$@"';
	writeFileSync(
		join(programs, 'sudo'),
		`#!/bin/sh\n[ "$1" != -n ] || { echo "sudo: a password is required" >&2; exit 1; }\nIFS= read -r given\n[ "$given" = ${password} ] || { echo "Sorry, try again." >&2; exit 1; }\n${says}\n`,
		{mode: 0o755},
	);
	vi.stubEnv('PATH', `${programs}:${process.env['PATH']}`);
	vi.spyOn(process, 'getuid').mockReturnValue(1000);
};

test('A host that is this machine becomes root with the password that sudo wants, and says when there is none', async () => {
	sudoWants('right');
	const sentence =
		'operator is this machine, and sudo does not make you root here: give its password when kubewalk asks on a terminal, allow sudo without one (NOPASSWD in /etc/sudoers.d), or run kubewalk as root.';

	await expect(createLocal({jobs, root: {}}).ask(here, ['true'], never)).rejects.toThrow(sentence);
	await expect(createLocal({jobs, root: {password: 'wrong'}}).ask(here, ['true'], never)).rejects.toThrow(sentence);
	const own = createLocal({jobs, root: {password: 'right'}});
	expect((await own.ask(here, ['echo "$ROOT"'], never))[0]?.stdout).toBe('yes\n');
	await own.close();
	vi.restoreAllMocks();
	vi.unstubAllEnvs();
});
