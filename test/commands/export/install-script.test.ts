import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {planAsScripts} from '../../../source/commands/export/script.ts';
import type {Way} from '../../../steps/plan.ts';
import {exportBook, exportPlan, standIns} from '../../helpers/export-book.ts';

let folder: string;
let root: string;
const bin = standIns();

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'kubewalk-install-'));
	root = join(folder, 'hosts');
	mkdirSync(root);
	for (const [name, text] of Object.entries(planAsScripts(exportBook(root), exportPlan, 'en'))) {
		writeFileSync(join(folder, name), text);
	}
});
afterEach(() => rmSync(folder, {recursive: true}));

const install = (away = '', ...words: readonly string[]) => {
	const there = join(folder, 'there');
	const calls = join(folder, 'calls');
	rmSync(calls, {force: true});
	const {status, stdout, stderr} = spawnSync('bash', [join(folder, 'install.sh'), ...words], {
		encoding: 'utf8',
		env: {
			PATH: `${bin}:${process.env['PATH']}`,
			HOME: folder,
			AWAY: away,
			CALLS: calls,
			THERE: there,
			KUBEWALK_FOLDER: there,
		},
	});
	const asked = existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : [];
	return {exit: status, stdout, stderr, asked: new Set(asked)};
};

const linesOf = (text: string): readonly string[] => text.split('\n').filter(line => line !== '');

test('The whole book runs over ssh in its order, and leaves no secret behind', () => {
	const {exit, stdout, stderr, asked} = install();
	expect({exit, stderr}).toEqual({exit: 0, stderr: ''});
	const lines = linesOf(stdout);
	expect(lines.filter(line => !line.startsWith('['))).toEqual(['Names', 'Initialise', 'Join', 'Done.']);
	expect(lines.slice(lines.indexOf('Join'))).toEqual([
		'Join',
		'[m2] > Join the control plane',
		'[m2] + Join the control plane: done',
		'[m3] > Join the control plane',
		'[m3] + Join the control plane: done',
		'[w1] > Join the worker',
		'[w1] + Join the worker: done',
		'[operator] > Write it down',
		'[operator] + Write it down: done',
		'Done.',
	]);
	expect(readFileSync(join(root, 'w1/joined'), 'utf8')).toBe("it's $secret");
	expect([...asked].toSorted()).toEqual(['ops@10.77.0.21', 'root@10.77.0.11', 'root@10.77.0.12', 'root@10.77.0.13']);
	expect(existsSync(join(folder, 'captured.env'))).toBe(false);
	expect(existsSync(join(folder, 'there'))).toBe(false);
});

test('Run again it changes nothing', () => {
	install();
	const {exit, stdout} = install();
	expect(exit).toBe(0);
	expect(
		linesOf(stdout)
			.filter(line => line.startsWith('['))
			.every(line => line.includes('already so')),
	).toBe(true);
});

test('A host that was added later gets values that are asked for anew', () => {
	install();
	rmSync(join(root, 'm3/joined'));
	const {exit, stdout} = install();
	expect(exit).toBe(0);
	expect(stdout).toContain('Asking for it now.');
	expect(readFileSync(join(root, 'm3/joined'), 'utf8')).toBe("it's $secret");
});

test('Without a worker the others go on, and the end says so', () => {
	const {exit, stderr} = install('10.77.0.21');
	expect(exit).toBe(3);
	expect(stderr).toContain('w1 cannot be reached; going on without it.');
	expect(stderr).toContain('Done, but without: w1');
	expect(existsSync(join(root, 'm3/joined'))).toBe(true);
});

test('Without a control plane it stops', () => {
	const {exit, stderr} = install('10.77.0.12');
	expect(exit).toBe(3);
	expect(stderr).toContain('m2 cannot be reached');
	expect(existsSync(join(root, 'm1'))).toBe(false);
});

test('A failure on one host lets the others end, then stops with the way to go on', () => {
	writeFileSync(join(root, 'm2'), 'a file where a folder should be');
	const {exit, stdout, stderr} = install();
	expect(exit).toBe(1);
	expect(stdout).toContain("[m3] + Set the host's name: done");
	expect(stderr).toContain('set-name failed on m2');
	expect(stderr).toContain('bash install.sh --from set-name');
	rmSync(join(root, 'm2'));
	expect(install('', '--from', 'set-name').exit).toBe(0);
});

test('A task that is not there is told', () => {
	expect(install('', '--from', 'nope')).toMatchObject({
		exit: 2,
		stderr: 'No task is called nope; bash HOST.sh --list shows the tasks.\n',
	});
});

test('ssh is given what the plan says about each host', () => {
	const text = readFileSync(join(folder, 'install.sh'), 'utf8');
	expect(text).toContain(`m1) ssh "\${ssh_options[@]}" -i "$HOME"/'.ssh/my key' -J bastion root@10.77.0.11 "$@" ;;`);
	expect(text).toContain(
		`w1) ssh "\${ssh_options[@]}" -p 2222 -i "$HOME"/'.ssh/my key' -J bastion ops@10.77.0.21 "$@" ;;`,
	);
	expect(text).toContain("w1) printf 'sudo -n ' ;;");
});

test('A host is reached the way the plan says: by exec, here, or by whoever carries its script there', () => {
	const ways: Record<string, Way> = {
		m2: {kind: 'local'},
		m3: {kind: 'container', engine: 'podman', container: 'box-3'},
		w1: {kind: 'by-hand'},
	};
	const hosts = exportPlan.hosts.map(({name, address, role}) => ({
		name,
		address,
		role,
		...(ways[name] && {way: ways[name]}),
	}));
	for (const [name, text] of Object.entries(planAsScripts(exportBook(root), {...exportPlan, hosts}, 'en')))
		writeFileSync(join(folder, name), text);
	const podman = `#!/bin/bash\n[ "\${*:1:5}" = "exec -i --user 0 box-3" ] || exit 9\necho box-3 >> "$CALLS"\nshift 5\nexec "$@"\n`;
	writeFileSync(join(bin, 'podman'), podman, {mode: 0o755});
	const {exit, stderr, asked} = install();
	rmSync(join(bin, 'podman'));

	expect(exit).toBe(3);
	expect(stderr).toContain('w1 is reached by hand: carry w1.sh there and run it as root.');
	expect(stderr).toContain('Done, but without: w1');
	expect([...asked].toSorted()).toEqual(['box-3', 'root@10.77.0.11']);
	for (const name of ['m2', 'm3']) expect(readFileSync(join(root, name, 'joined'), 'utf8')).toBe("it's $secret");
});
