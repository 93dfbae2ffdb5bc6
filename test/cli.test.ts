import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test, vi} from 'vitest';
import {main} from '../source/cli.tsx';
import {homeOf} from '../source/session/home.ts';
import {createSession} from '../source/session/sessions.ts';
import {printed, ownHome} from './helpers/own-home.ts';
import {goodYaml} from './helpers/written-plans.ts';

const home = ownHome();
const kubewalk = (...argv: readonly string[]) => printed(() => main(argv));

test('--help names every command of the contract', async () => {
	const {result, stdout} = await kubewalk('--help');

	expect(result).toBe(0);
	for (const name of ['walk', 'run', 'survey', 'plan', 'new', 'sessions', 'report', 'lab', 'completion'])
		expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
});

test('Each command has a help of its own, also when the word help comes first', async () => {
	for (const argv of [
		['run', '--help'],
		['help', 'run'],
	]) {
		const {result, stdout} = await kubewalk(...argv);
		expect(result).toBe(0);
		expect(stdout).toContain('--resume [session]');
	}
});

test('The version is the package’s', async () => {
	const {version} = JSON.parse(readFileSync('package.json', 'utf8')) as {version: string};
	expect(await kubewalk('-V')).toEqual({result: 0, stdout: `${version}\n`, stderr: ''});
});

test.each([
	[['nonsense'], /^There is no command nonsense: the commands are walk, run, .*\.\n$/],
	[['rnu', '--lab'], /^There is no command rnu: /],
	[
		['run', '--nope'],
		/^Unknown option '--nope': kubewalk --help lists the commands, and each has its own --help\.\n$/,
	],
	[['run', '--jsn'], /^Unknown option '--jsn': did you mean --json\?\n$/],
	[['run', '--stage'], /^Option '--stage <id>' argument missing: .*--help\.\n$/],
	[['--lang', 'fr'], /^Option '--lang <language>' argument 'fr' is invalid\. Allowed choices are en, zh: .*\n$/],
	[['report', '--format', 'pdf'], /Allowed choices are md, html, json, script/],
	[['completion'], /^Missing required argument 'shell': .*--help\.\n$/],
	[['completion', 'tcsh'], /Allowed choices are bash, zsh, fish/],
	[['lab', 'list', 'one', 'more'], /^Too many arguments for 'lab'\. Expected 2 arguments but got 3/],
])('%j is wrong usage: one sentence with the way out', async (argv, sentence) => {
	const {result, stdout, stderr} = await kubewalk(...argv);

	expect({result, stdout}).toEqual({result: 2, stdout: ''});
	expect(stderr).toMatch(sentence);
	expect(stderr.match(/\n/g)).toHaveLength(1);
});

test('What a command answers with is the exit code', async () => {
	expect((await kubewalk('sessions')).result).toBe(0);
	expect((await kubewalk('sessions', 'show', 'nope')).result).toBe(2);
	expect((await kubewalk('run')).result).toBe(2);
});

test('The flag for the language reaches the command', async () => {
	const {result, stderr} = await kubewalk('run', '--plan', join(home(), 'nope.yaml'), '--yes', '--lang', 'zh');

	expect(result).toBe(2);
	expect(stderr).toMatch(/\p{Script=Han}/u);
});

test('A flag that may be given more than once takes commas as well', async () => {
	const {stderr} = await kubewalk('run', '--lab', '--skip', 'swap,clock', '--skip', 'one,two');

	expect(stderr).toMatch(/^The book has no stage or task one: its stages are connect, /);
});

test.each([['sessions'], ['report'], ['run', '--lab']])(
	'A home that is no directory is a sentence for kubewalk %s, with the way out',
	async (...argv) => {
		const file = join(home(), 'file');
		writeFileSync(file, '');
		vi.stubEnv('KUBEWALK_HOME', file);

		const {result, stdout, stderr} = await kubewalk(...argv);

		expect({result, stdout}).toEqual({result: 1, stdout: ''});
		expect(stderr).toMatch(/^The sessions? .*: .*set \$KUBEWALK_HOME to [^\n]*\.\n$/);
	},
);

test('A journal that cannot be read is told by its line, and does not hide the other sessions', async () => {
	const about = {book: 'install', planText: goodYaml, lab: 'rehearsal', language: 'en'} as const;
	const [torn, whole] = [1, 2].map(() =>
		createSession(homeOf({KUBEWALK_HOME: home()}, '/'), 'lab', about, new Date(2026, 10, 23)),
	);
	writeFileSync(torn!.files.journal, '{"half\n{}\n');
	const sentence = `Line 1 of ${torn!.files.journal} cannot be read: `;

	const list = await kubewalk('sessions');
	expect(list).toMatchObject({result: 0, stderr: ''});
	expect(list.stdout).toMatch(new RegExp(`^${torn!.id} .* cannot be read$`, 'm'));
	expect(list.stdout).toMatch(new RegExp(`^${whole!.id} .* open$`, 'm'));

	for (const argv of [
		['sessions', 'show', torn!.id],
		['report', torn!.id],
		['run', '--yes', '--resume', torn!.id],
	]) {
		const {result, stdout, stderr} = await kubewalk(...argv);
		expect(result).toBe(1);
		expect(stdout).not.toContain('half');
		expect(stderr).toContain(sentence);
		expect(stderr.match(/\n/g)).toHaveLength(1);
	}
});
