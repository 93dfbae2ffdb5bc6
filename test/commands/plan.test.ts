import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {runPlan, type PlanOptions} from '../../source/commands/plan.ts';
import {recordedIo} from '../helpers/recorded-io.ts';
import {goodYaml} from '../helpers/written-plans.ts';

let folder: string;
let plan: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'kubewalk-plan-'));
	plan = join(folder, 'cluster.yaml');
	writeFileSync(plan, goodYaml);
});
afterEach(() => rmSync(folder, {recursive: true}));

const run = async (options: Omit<PlanOptions, 'language'>) => {
	const {io, stdout, stderr} = recordedIo();
	return {exit: await runPlan({language: 'en', plan, ...options}, io), stdout: stdout(), stderr: stderr()};
};

test('Without a format the plan is printed as text', async () => {
	const {exit, stdout, stderr} = await run({});
	expect({exit, stderr}).toEqual({exit: 0, stderr: ''});
	expect(stdout.split('\n')[0]).toBe(
		'Install a highly available cluster: plan demo, Kubernetes 1.36, 4 hosts. Nothing has run yet.',
	);
});

test('It says which system it takes the hosts for, and shows another one’s commands when asked to', async () => {
	const {stdout} = await run({});
	expect(stdout.split('\n')[1]).toMatch(/^Shown as for debian-12: no host was asked\./);
	expect(stdout).toContain('apt-get');
	const rocky = (await run({os: 'rocky-9'})).stdout;
	expect(rocky).toContain('dnf install -y');
	expect(rocky).not.toMatch(/apt-get (-o|update)/);
	expect(await run({os: 'nope'})).toMatchObject({exit: 2, stderr: expect.stringMatching(/no system nope/)});
});

test('Scripts without kubewalk hold every system’s commands and choose on the host', async () => {
	const out = join(folder, 'scripts');
	await run({format: 'script', out});
	const script = readFileSync(join(out, 'm1.sh'), 'utf8');
	expect(script).toContain('rocky:9*');
	expect(script).toContain('dnf install -y');
	expect(script).toContain('apt-get');
});

test('JSON on stdout is JSON and nothing else', async () => {
	const {stdout} = await run({format: 'json'});
	expect(Array.isArray(JSON.parse(stdout))).toBe(true);
});

test('Scripts go to a directory, and can be run', async () => {
	const out = join(folder, 'scripts');
	const {exit, stdout, stderr} = await run({format: 'script', out});
	expect({exit, stdout}).toEqual({exit: 0, stdout: ''});
	expect(stderr).toContain(`bash ${out}/install.sh`);
	expect(readdirSync(out)).toContain('install.sh');
	expect(statSync(join(out, 'install.sh')).mode & 0o700).toBe(0o700);
	expect((await run({format: 'script', out})).exit).toBe(0);
});

test('A directory with something else in it is left alone', async () => {
	const {exit, stderr} = await run({format: 'script', out: folder});
	expect(exit).toBe(2);
	expect(stderr).toBe(
		`${folder} holds other files; name an empty or new directory with --out, so that nothing of yours is lost.\n`,
	);
	expect(readdirSync(folder)).toEqual(['cluster.yaml']);
});

test('A directory that cannot be made is told with the reason', async () => {
	expect((await run({format: 'json', out: join(plan, 'below')})).stderr).toContain('cannot be written (ENOTDIR)');
});

test.each([
	[{format: 'script'}, 'This format is many files; name a directory with --out DIR.\n'],
	[{format: 'ansible'}, 'This format is many files; name a directory with --out DIR.\n'],
	[{format: 'pdf'}, 'There is no format pdf; use --format text, markdown, json, script or ansible.\n'],
])('%j is refused with the way out', async (options, sentence) => {
	expect(await run(options)).toEqual({exit: 2, stdout: '', stderr: sentence});
});

test('A book that does not exist comes with those that do', async () => {
	const {exit, stderr} = await run({book: 'instal'});
	expect(exit).toBe(2);
	expect(stderr).toMatch(/^There is no book instal; name one of install.* with --book\.\n$/);
});

test('A plan with mistakes prints all of them and no command', async () => {
	writeFileSync(plan, `${goodYaml}runtime: crio\nfirewal: off\n`);
	expect(await run({})).toEqual({
		exit: 2,
		stdout: '',
		stderr: `${plan}:8:10: runtime must be containerd or docker, not "crio"; write containerd.\n${plan}:9:1: The plan has no key "firewal"; write "firewall" instead.\n`,
	});
});

test('A lab’s plan can be printed as well, and a lab that does not exist is told', async () => {
	expect((await run({lab: true})).stdout).toContain('Kubernetes 1.36');
	const {exit, stderr} = await run({lab: 'nope'});
	expect(exit).toBe(2);
	expect(stderr).toMatch(/^There is no lab nope: the labs are .+\.\n$/);
});
