import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {planAsScripts} from '../../../source/commands/export/script.ts';
import {exportBook, exportPlan, standIns} from '../../helpers/export-book.ts';
import {hasShellcheck, shellcheck} from '../../helpers/shellcheck.ts';

let folder: string;
let root: string;
const bin = standIns();

const write = (language: 'en' | 'zh' = 'en'): Readonly<Record<string, string>> => {
	const files = planAsScripts(exportBook(root), exportPlan, language);
	for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
	return files;
};

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'kubewalk-script-'));
	root = join(folder, 'hosts');
	mkdirSync(root);
	write();
});
afterEach(() => rmSync(folder, {recursive: true}));

const run = (file: string, ...words: readonly string[]) => {
	const {status, stdout, stderr} = spawnSync('bash', [join(folder, file), ...words], {
		encoding: 'utf8',
		env: {PATH: `${bin}:${process.env['PATH']}`, HOME: folder},
	});
	return {exit: status, stdout, stderr};
};

test('There is a script for every host, and one that drives them', () => {
	expect(Object.keys(write()).toSorted()).toEqual(['install.sh', 'm1.sh', 'm2.sh', 'm3.sh', 'operator.sh', 'w1.sh']);
});

test.skipIf(!hasShellcheck).each(['en', 'zh'] as const)(
	'shellcheck has nothing to say about the scripts (%s)',
	language => {
		expect(Object.values(write(language)).map(shellcheck).join('')).toBe('');
	},
);

test('A host does its tasks once, and finds them done the second time', () => {
	expect(run('m1.sh')).toMatchObject({
		exit: 0,
		stdout: `> Set the host's name
+ Set the host's name: done
= Do the same everywhere: already so
> Make a token
+ Make a token: done
+ join-token is in ${folder}/captured.env
`,
	});
	expect(run('m1.sh').stdout).toBe(
		"= Set the host's name: already so\n= Do the same everywhere: already so\n= Make a token: already so\n",
	);
});

test('Captured values are kept for their owner alone, and reach the next host letter by letter', () => {
	run('m1.sh');
	expect(statSync(join(folder, 'captured.env')).mode & 0o777).toBe(0o600);
	expect(run('m2.sh').exit).toBe(0);
	expect(readFileSync(join(root, 'm2/joined'), 'utf8')).toBe("it's $secret");
});

test('A value that is missing, or has run out, says where to get it', () => {
	const sentence = `m2: join-token is missing or has run out; on m1 run: bash m1.sh --capture, and bring captured.env from there to ${folder}/captured.env\n`;
	expect(run('m2.sh')).toMatchObject({exit: 75, stderr: sentence});
	run('m1.sh');
	writeFileSync(join(folder, 'captured.env'), 'KUBEWALK_JOIN_TOKEN=old\nKUBEWALK_JOIN_TOKEN_UNTIL=1000\n');
	expect(run('m2.sh')).toMatchObject({exit: 75, stderr: sentence});
	expect(run('m1.sh', '--capture').exit).toBe(0);
	expect(run('m2.sh').exit).toBe(0);
});

test('A value cannot be had before the task that makes it ran', () => {
	expect(run('m1.sh', '--capture')).toMatchObject({
		exit: 1,
		stderr: expect.stringContaining(
			'join-token could not be read on this host; has the task that makes it run here?',
		) as string,
	});
});

test('The list has stage, task and title', () => {
	expect(run('m2.sh', '--list').stdout).toBe(
		"names\tset-name\tSet the host's name\nnames\tsame-everywhere\tDo the same everywhere\njoin\tjoin-control-plane\tJoin the control plane\n",
	);
});

test('One stage, one task, or everything from a task on can be run', () => {
	expect(run('m1.sh', '--stage', 'names').stdout).not.toContain('Make a token');
	expect(run('m1.sh', '--task', 'make-token').stdout).toContain('+ Make a token: done');
	expect(run('m1.sh', '--from', 'same-everywhere').stdout).toBe(
		'= Do the same everywhere: already so\n= Make a token: already so\n',
	);
});

test('A name that is not there is told and runs nothing', () => {
	expect(run('m1.sh', '--task', 'nope')).toMatchObject({
		exit: 2,
		stderr: 'm1: no task here has that name; bash m1.sh --list shows them.\n',
	});
	expect(run('m1.sh', '--froM')).toMatchObject({exit: 2, stdout: ''});
	expect(run('m1.sh', '--from')).toMatchObject({
		exit: 2,
		stderr: expect.stringContaining('--from needs a name') as string,
	});
	expect(existsSync(join(root, 'm1'))).toBe(false);
});

test('The first failure stops the host, with the way to go on', () => {
	writeFileSync(join(root, 'm1'), 'a file where a folder should be');
	expect(run('m1.sh')).toMatchObject({
		exit: 1,
		stdout: "> Set the host's name\n",
		stderr: expect.stringContaining(
			'm1: set-name failed with exit code 1 (see above); mend it, then go on with: bash m1.sh --from set-name',
		) as string,
	});
});
