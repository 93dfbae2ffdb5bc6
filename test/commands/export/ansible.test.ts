import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {planAsAnsible} from '../../../source/commands/export/ansible.ts';
import {books} from '../../../steps/books.ts';
import {exportBook, exportPlan} from '../../helpers/export-book.ts';
import {goldenPlans, labPlan} from '../../helpers/plans.ts';
import {unreadable} from '../../helpers/scripts.ts';

const place = mkdtempSync(join(tmpdir(), 'kubewalk-ansible-'));
afterAll(() => rmSync(place, {recursive: true, force: true}));

const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0;

const write = (name: string, files: Readonly<Record<string, string>>): string => {
	for (const [path, content] of Object.entries(files)) {
		mkdirSync(dirname(join(place, name, path)), {recursive: true});
		writeFileSync(join(place, name, path), content);
	}
	return join(place, name);
};

/** Every host is this machine: each one's files are in a folder of its own. */
const play = (folder: string, ...args: readonly string[]) =>
	spawnSync(
		'ansible-playbook',
		[
			'-i',
			'inventory.yaml',
			'-e',
			'ansible_connection=local',
			'-e',
			'ansible_become=false',
			...args,
			'install.yaml',
		],
		{cwd: folder, encoding: 'utf8', env: {...process.env, HOME: place, ANSIBLE_NOCOLOR: '1', LC_ALL: 'C.UTF-8'}},
	);

test.skipIf(!has('ansible-playbook'))(
	'Ansible does what the book does, changes nothing the second time, and shows no secret (skipped where there is no ansible-playbook)',
	() => {
		const world = join(place, 'world');
		const folder = write('small', planAsAnsible(exportBook(world), exportPlan, 'en'));

		const asked = play(folder, '--check');
		expect(asked.stdout).toMatch(/m2 .* failed=0/);

		const first = play(folder, '-vvv');
		expect(first.status).toBe(0);
		for (const host of ['m2', 'm3', 'w1'])
			expect(readFileSync(join(world, host, 'joined'), 'utf8')).toBe("it's $secret");
		expect(readFileSync(join(world, 'm1/name'), 'utf8')).toBe('m1\n');
		expect(first.stdout + first.stderr).not.toContain("it's $secret");

		const second = play(folder);
		expect(second.status).toBe(0);
		expect(second.stdout).toContain('Install Python where it is missing');
		expect(second.stdout.match(/changed=\d+/g)).toEqual(Array.from({length: 5}, () => 'changed=0'));
	},
	120_000,
);

test.skipIf(!has('ansible-lint'))(
	'ansible-lint has nothing to say about the real book (skipped where there is no ansible-lint)',
	() => {
		const folder = write('real', planAsAnsible(books[0]!, labPlan, 'en'));
		const {status, stdout} = spawnSync('ansible-lint', ['--offline', '--nocolor', 'install.yaml'], {
			cwd: folder,
			encoding: 'utf8',
			env: {...process.env, HOME: place},
		});
		expect(stdout).toBe('');
		expect(status).toBe(0);
	},
	120_000,
);

test('bash reads every script of every golden plan', () => {
	const scripts = new Map(
		goldenPlans.flatMap(plan =>
			Object.entries(planAsAnsible(books[0]!, plan, 'zh'))
				.filter(([path]) => path.endsWith('.sh'))
				.map(([name, script]) => [script, {name: `${plan.name} ${name}`, script}] as const),
		),
	);
	expect(scripts.size).toBeGreaterThan(200);
	expect(unreadable([...scripts.values()])).toEqual([]);
});
