// Mistakes of a person, as the whole program meets them: a clear sentence, a code, and nothing lost.
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {readJournal} from '../../source/session/journal.ts';
import {bin, inShell, kubewalk, startKubewalk} from '../helpers/program.ts';
import {hasTerminal, startInTerminal} from '../helpers/terminal.ts';
import {makeHome} from '../session/story.ts';

const stackTrace = /^\s+at .+:\d+:\d+\)?$|^Node\.js v\d/m;

const sessionsIn = (home: string): readonly string[] => {
	const folder = join(home, 'sessions');
	return existsSync(folder) ? readdirSync(folder) : [];
};

test('A plan file that is missing is named, with the command that writes one', async () => {
	const home = makeHome();
	for (const args of [['run', '--yes'], ['survey'], ['plan']])
		expect(await kubewalk([...args, '--plan', 'prod.yaml'], {home})).toMatchObject({
			code: 2,
			stdout: '',
			stderr: 'There is no plan prod.yaml; write one with: kubewalk new --out prod.yaml (kubewalk new --help shows its flags).\n',
		});
	expect(sessionsIn(home)).toEqual([]);
});

const mistaken = `name: demo
kubernetes: {version: "1.99"}
endpoint: {kind: keepalived-haproxy, address: 10.78.0.100, port: 9443}
runtime: crio
firewal: off
hosts:
  - {name: m1, address: 10.77.0.11, role: control-plane}
  - {name: m1, address: 10.77.0.12, role: control-plane}
  - {name: m3, address: 10.77.0.13, role: control-plane}
`;

test('Five mistakes in a plan are told at once, each with its line, in both languages', async () => {
	const home = makeHome();
	writeFileSync(join(home, 'cluster.yaml'), mistaken);
	const english = await kubewalk(['run', '--plan', 'cluster.yaml', '--yes'], {home});
	expect(english).toMatchObject({code: 2, stdout: ''});
	expect(english.stderr.trimEnd().split('\n')).toEqual([
		expect.stringMatching(/^cluster\.yaml:2:\d+: Kubernetes 1\.99 is not offered/),
		expect.stringMatching(/^cluster\.yaml:3:\d+: 10\.78\.0\.100 is not in the hosts’ subnet/),
		expect.stringMatching(/^cluster\.yaml:4:\d+: runtime must be containerd or docker, not "crio"/),
		expect.stringMatching(/^cluster\.yaml:5:\d+: The plan has no key "firewal"; write "firewall" instead\./),
		expect.stringMatching(/^cluster\.yaml:8:\d+: .* m1 as well/),
	]);
	const chinese = await kubewalk(['run', '--plan', 'cluster.yaml', '--yes', '--lang', 'zh'], {home});
	expect(chinese.stderr.match(/^cluster\.yaml:\d+:\d+: .*\p{Script=Han}.*。$/gmu)).toHaveLength(5);
	expect(sessionsIn(home)).toEqual([]);
});

test('Without a terminal and without arguments the rehearsal is run as lines; on a dumb terminal too, changing nothing', async () => {
	const home = makeHome();
	const first = await kubewalk([], {home});
	expect(first.code).toBe(0);
	expect(first.stdout).toMatch(/^✔ m1 {2}Commands run as root: already so$/m);
	for (const host of ['m1', 'm2', 'm3', 'w1', 'w2'])
		expect(first.stdout).toMatch(new RegExp(`^✔ ${host}  .*: done \\(`, 'm'));
	expect(first.stderr).toMatch(
		/^\d+ done, \d+ already so, 0 skipped, 0 failed, in .* s\nSession \S+\. Report: kubewalk report \S+\n$/,
	);

	const again = hasTerminal
		? await startInTerminal(['walk'], home, {environment: {TERM: 'dumb'}}).ended
		: await kubewalk(['walk'], {home, environment: {TERM: 'dumb'}}).then(({code, stdout, stderr}) => ({
				code,
				text: stdout + stderr,
			}));
	expect(again.code).toBe(0);
	expect(again.text).toMatch(/^0 done, \d+ already so, 0 skipped, 0 failed, in /m);
}, 200_000);

test('A reader that has had enough stops the run without a stack trace, and nothing is lost', async () => {
	const home = makeHome();
	const {stdout, stderr} = await inShell('kubewalk run --lab --yes --json | head -1; echo "${PIPESTATUS[0]}"', {
		home,
	});
	const [line, code] = stdout.trimEnd().split('\n');
	expect(JSON.parse(line!)).toMatchObject({type: 'session-opened'});
	expect(code).toBe('4');
	expect(stderr).toMatch(/^Nobody reads the output any more: stopping after the commands that are running\.\n/);
	expect(stderr).not.toMatch(stackTrace);
	const [id] = sessionsIn(home);
	const resumed = await kubewalk(['run', '--yes', '--resume', id!, '--until', 'names'], {home});
	expect(resumed).toMatchObject({code: 0});
	expect(resumed.stderr).toMatch(/ 0 failed/);
});

test.each([
	'kubewalk run --lab --yes 2>&1 | head -1',
	'kubewalk plan --lab | head -1',
	'kubewalk survey --lab --json | head -1',
	'kubewalk --help | head -1',
	'kubewalk run --lab --yes --skip nope 2>&1 >/dev/null | true',
])('%s shows its line and no stack trace', async line => {
	const {stdout, stderr} = await inShell(line, {home: makeHome()});
	expect(stderr).not.toMatch(stackTrace);
	expect(stdout).not.toMatch(stackTrace);
	expect(stdout.split('\n').length).toBe(line.endsWith('true') ? 1 : 2);
});

test('A session that another process has open is left alone, and it is said who has it', async () => {
	const home = makeHome();
	const {child, onLine, ended} = startKubewalk(['run', '--lab', '--yes', '--json'], {home});
	await new Promise<void>(resolve => {
		onLine(line => {
			if (line.includes('"running"')) resolve();
		});
	});
	child.kill('SIGSTOP');
	const [id] = sessionsIn(home);
	for (const args of [
		['run', '--yes', '--resume', id!],
		['sessions', 'remove', id!],
		['run', '--yes', '--resume'],
	]) {
		const {code, stdout, stderr} = await kubewalk(args, {home});
		expect({code, stdout}).toEqual({code: 5, stdout: ''});
		expect(stderr).toMatch(
			new RegExp(
				`^Session ${id} is open in another process \\(${child.pid} of \\S+@\\S+, since .* UTC\\): close it there first, or look on with kubewalk walk --watch ${id}\\.\n$`,
			),
		);
	}
	child.kill('SIGCONT');
	child.kill('SIGINT');
	expect((await ended).code).toBe(4);
	expect(readJournal(join(home, 'sessions', id!, 'journal.jsonl')).length).toBeGreaterThan(10);
	expect((await kubewalk(['sessions', 'remove', id!], {home})).code).toBe(0);
});

test('What the shell hands over is not understood as more than words', async () => {
	const home = makeHome();
	const {code, stderr} = await kubewalk(['run', '--yes', '--plan', "a'; touch x #.yaml"], {home});
	expect(code).toBe(2);
	expect(stderr).toContain("There is no plan a'; touch x #.yaml;");
	expect(readdirSync(home)).not.toContain('x');
	expect(readFileSync(bin(), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
});
