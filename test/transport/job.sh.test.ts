import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {attachScript, startScript, stopScript} from '../../source/transport/job.sh.ts';
import {questionsPart} from '../../source/transport/questions.ts';
import {runner} from '../../source/transport/runner.sh.ts';
import {hasShellcheck, shellcheck} from '../helpers/shellcheck.ts';
import {hear, startJob, type Told} from '../hosts/wrapper.ts';
import {has, linesOf, makeWorkplace, shellNamed} from '../hosts/workplace.ts';

const workplace = makeWorkplace();
const base = join(workplace, 'jobs');
const nothing = {stdout: 0, stderr: 0};

const start = (id: string, script: string, timeout = 20, path = ''): Told => startJob(base, id, script, timeout, path);

const shells = ['dash', 'busybox', 'bash'] as const;

for (const shell of shells)
	test.skipIf(!has(shell))(
		`Under ${shell} a job runs once, keeps both streams apart and its exit code (skipped where it is missing)`,
		() => {
			const place = join(workplace, shell);
			mkdirSync(place);
			const path = shellNamed(place, shell);
			const count = join(place, 'count');
			const script = `echo x >> ${count}; echo out; echo err >&2; (exit 7)`;

			expect(start(`once-${shell}`, script, 20, path)).toEqual({
				begin: '',
				stdout: 'out\n',
				stderr: 'err\n',
				ended: '7 ended',
			});
			expect(start(`once-${shell}`, 'echo other', 20, path)).toMatchObject({stdout: 'out\n', ended: '7 ended'});
			expect(linesOf(count)).toEqual(['x']);
		},
	);

for (const shell of shells)
	test.skipIf(!has(shell))(
		`Under ${shell} a job that takes too long is ended with all of its processes (skipped where it is missing)`,
		() => {
			const place = join(workplace, `${shell}-late`);
			mkdirSync(place);
			const told = start(`late-${shell}`, 'sleep 1000 & echo $!; sleep 1000', 1, shellNamed(place, shell));

			expect(told['ended']).toBe('124 timeout');
			expect(existsSync(`/proc/${told['stdout']?.trim()}`)).toBe(false);
		},
	);

test('A job is strict: the first error ends it, and so do a missing variable and a broken pipe', () => {
	expect(start('strict-1', 'false; echo no')['ended']).toBe('1 ended');
	expect(start('strict-2', 'echo "$missing_variable"; echo no')['ended']).toBe('1 ended');
	expect(start('strict-3', 'false | true; echo no')['ended']).toBe('1 ended');
});

test('A job reads nothing and makes files that others can read', () => {
	expect(start('quiet', 'cat; umask')).toMatchObject({stdout: '0022\n', ended: '0 ended'});
});

test('Nobody else can read a job, and its script is gone when it has ended', () => {
	start('private', 'echo secret');
	const directory = join(base, 'private');

	expect(statSync(base).mode & 0o777).toBe(0o700);
	expect(statSync(directory).mode & 0o777).toBe(0o700);
	expect(readdirSync(directory).filter(name => /script|runner/.test(name))).toEqual([]);
	for (const name of readdirSync(directory)) expect(statSync(join(directory, name)).mode & 0o777).toBe(0o600);
});

const asks = (mark: string): string => questionsPart(['[ -e /etc/passwd ]', 'sleep 0; exit 3'], 20, mark);

for (const shell of shells)
	test.skipIf(!has(shell))(
		`Under ${shell} what comes next is asked after the end, and nothing is left of it (skipped where it is missing)`,
		() => {
			const place = join(workplace, `${shell}-next`);
			mkdirSync(place);
			const path = shellNamed(place, shell);
			const next = (id: string, script: string): Told =>
				hear(m => startScript({base, id: `${id}-${shell}`, mark: m}, script, 20, nothing, asks(m)), path);
			const told = {stdout: 'on\n', ended: '0 ended', codes: expect.any(String)};
			expect(next('next', 'echo on')).toMatchObject(told);
			// Who comes back is answered as well.
			expect(next('next', 'echo on')).toMatchObject(told);
			expect(next('failed', 'exit 4')).toEqual({begin: '', ended: '4 ended'});
			for (const id of ['next', 'failed'])
				expect(readdirSync(join(base, `${id}-${shell}`)).toSorted()).toEqual([
					'err',
					'exit',
					'group',
					'out',
					'pid',
				]);
		},
	);

test('Whoever comes back gets only what he does not have', () => {
	start('offsets', 'printf abcdef; printf 123456 >&2');

	expect(hear(mark => attachScript({base, id: 'offsets', mark}, {stdout: 4, stderr: 6}))).toEqual({
		begin: '',
		stdout: 'ef',
		ended: '0 ended',
	});
});

test('A job of an earlier boot was interrupted, comes with its output so far, and is never started again', () => {
	const directory = join(base, 'rebooted');
	mkdirSync(directory, {recursive: true});
	writeFileSync(join(directory, 'pid'), `${process.pid} 1 an-earlier-boot\n`);
	writeFileSync(join(directory, 'out'), 'so far\n');
	const interrupted = {begin: '', stdout: 'so far\n', ended: '125 interrupted'};

	expect(start('rebooted', 'echo again')).toEqual(interrupted);
	expect(start('rebooted', 'echo again')).toEqual(interrupted);
});

test('A number that belongs to another process now is not taken for the job', () => {
	const directory = join(base, 'reused');
	mkdirSync(directory, {recursive: true});
	const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
	writeFileSync(join(directory, 'pid'), `${process.pid} 1 ${boot}\n`);

	expect(start('reused', 'echo again')['ended']).toBe('125 interrupted');
});

test('A directory that an asker left before he started anything is used', () => {
	mkdirSync(join(base, 'half'), {recursive: true});
	writeFileSync(join(base, 'half', 'script.kw-dead'), 'echo half of');

	expect(start('half', 'echo whole')).toMatchObject({stdout: 'whole\n', ended: '0 ended'});
	expect(readdirSync(join(base, 'half')).filter(name => name.startsWith('script'))).toEqual([]);
});

test('A job that is stopped before it began does not begin', () => {
	expect(hear(mark => stopScript({base, id: 'early', mark}, nothing))['ended']).toBe('130 stopped');
	expect(start('early', 'echo no')).toEqual({begin: '', ended: '130 stopped'});
});

test('Attaching to a job that nobody started says so, and a start that arrives later starts nothing', () => {
	expect(hear(mark => attachScript({base, id: 'on-its-way', mark}, nothing))).toEqual({unknown: ''});
	expect(start('on-its-way', 'echo late')).toEqual({begin: '', ended: '130 stopped'});
});

test('A job is not called unknown where nobody can be kept from starting it later', () => {
	const file = join(workplace, 'no-directory');
	writeFileSync(file, '');

	const told = hear(mark => attachScript({base: join(file, 'jobs'), id: 'a', mark}, nothing));

	expect(told['problem']).toContain('Not a directory');
	expect(told['unknown']).toBeUndefined();
});

test('Who started a job hears of its end at once, and does not wait for a beat', () => {
	const place = join(workplace, 'slow-beat');
	mkdirSync(place);
	writeFileSync(join(place, 'sleep'), '#!/bin/sh\nexec /bin/sleep 60\n', {mode: 0o755});

	expect(start('at-once', 'echo soon', 20, place)).toEqual({begin: '', stdout: 'soon\n', ended: '0 ended'});
}, 20_000);

test('Where no directory can be made, the reason comes and nothing runs', () => {
	const file = join(workplace, 'file');
	writeFileSync(file, '');
	const told = hear(mark => startScript({base: join(file, 'jobs'), id: 'a', mark}, 'echo no', 20));

	expect(told['problem']).toContain('Not a directory');
	expect(told['stdout']).toBeUndefined();
});

test('On a full disk the reason comes and nothing runs (skipped without root: it mounts one)', ({skip}) => {
	const small = join(workplace, 'small');
	mkdirSync(small);
	if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8k', 'kw', small]).status !== 0) skip();
	try {
		spawnSync('sh', ['-c', `head -c 100000 /dev/zero > ${small}/fill`]);
		const told = hear(mark => startScript({base: join(small, 'jobs'), id: 'a', mark}, 'echo no', 20));

		expect(told['problem']).toContain('No space left on device');
		expect(told['stdout']).toBeUndefined();
	} finally {
		spawnSync('umount', [small]);
	}
});

test.skipIf(!hasShellcheck)(
	'shellcheck has nothing to say about the wrapper (skipped where there is no shellcheck)',
	() => {
		const meant = '# shellcheck shell=sh disable=SC1007,SC2046,SC2016,SC2034,SC2086,SC2317\n';
		const place = {base: '/var/lib/kubewalk/jobs', id: 'a', mark: 'kw-00'};
		const part = questionsPart(['true'], 20, 'kw-00');
		const whole = startScript(place, 'true', 5, nothing, part);
		for (const text of [whole, runner, attachScript(place, nothing), stopScript(place, nothing)]) {
			expect(shellcheck(`${meant}${text}`)).toBe('');
		}
	},
);
