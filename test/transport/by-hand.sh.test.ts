import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {base, jobSheet, lookSheet, questionsSheet} from '../../source/transport/by-hand.sh.ts';
import {runInShell} from '../hosts/operator.ts';
import {has, linesOf, makeWorkplace} from '../hosts/workplace.ts';

const place = {host: 'm2', tag: '7f3a1c'};
const workplace = makeWorkplace();
const root = process.getuid?.() === 0;
const why = ' (skipped without root)';
const run = (name: string): string => `test-${process.pid}-${name}`;

afterAll(() => {
	for (const name of ['once', 'killed', 'never', 'failed'])
		rmSync(join(base, run(name)), {recursive: true, force: true});
});

const shells = ['sh', 'bash', 'dash', 'busybox sh'].filter(shell => has(shell.split(' ')[0]!));

const marked = (...rest: readonly string[]): string =>
	['begin', ...rest, 'end']
		.map(line => (/^[|!]/.test(line) ? line : `--- kubewalk m2 7f3a1c ${line} ---`))
		.join('\n') + '\n';

test.skipIf(!root).each(shells)(
	`Answers are printed between markers, each line short, signed and without controls, in %s${why}`,
	shell => {
		const questions = [
			'printf "a\\tb \\033[31mred\\033[0m\\r\\n"',
			'echo oh >&2; exit 3',
			`printf '%s\\n' '${'word '.repeat(20)}'; echo '${'命令'.repeat(20)}'`,
			'sleep 30',
			'cat; kill -9 $$',
		];
		expect(runInShell(questionsSheet(place, questions, 1), shell.split(' '))).toBe(
			marked(
				'| a b red',
				'1/5 exit 0 lines 1',
				'! oh',
				'2/5 exit 3 lines 1',
				`| ${'word '.repeat(14).trimEnd()}`,
				`|+  ${'word '.repeat(6)}`,
				`| ${'命令'.repeat(20)}`,
				'3/5 exit 0 lines 3',
				'4/5 exit 124 lines 0',
				'5/5 exit 137 lines 0',
			),
		);
	},
);

test.skipIf(!root)(`A job that is run once more prints what it printed, and asks anew what comes next${why}`, () => {
	const count = join(workplace, 'count');
	const script = `echo x >> ${count}\nif true; then\n\techo one; echo two >&2\nfi`;
	const text = jobSheet(place, {id: run('once'), script}, [{ask: `wc -l < ${count}`}], 20);
	const printed = runInShell(text);

	expect(printed.split('\n').toSorted()).toEqual(
		marked('| one', '! two', '1/2 exit 0 lines 2', '| 1', '2/2 exit 0 lines 1').split('\n').toSorted(),
	);
	const again = runInShell(text);
	// The streams are two programs: which comes first to the terminal, and which to the record, is a matter of luck.
	expect(again.split('\n').toSorted()).toEqual(printed.split('\n').toSorted());
	expect(linesOf(count)).toEqual(['x']);
	expect(existsSync(join(base, run('once'), 'script'))).toBe(false);
	expect(runInShell(lookSheet(place, run('once')))).toBe(
		marked('| one', '! two', '1/1 exit 0 lines 2').replace(
			/\| one\n! two/,
			again.split('\n').slice(1, 3).join('\n'),
		),
	);
});

test.skipIf(!root)(`A job that failed is not followed by questions, and fails again without running${why}`, () => {
	const text = jobSheet(place, {id: run('failed'), script: 'false; echo not reached'}, [{ask: 'echo asked'}], 20);
	const printed = marked('1/2 exit 1 lines 0');

	expect(runInShell(text)).toBe(printed);
	expect(runInShell(text)).toBe(printed);
});

test.skipIf(!root)(`A job whose shell was killed was interrupted, and is not started again${why}`, () => {
	const count = join(workplace, 'killed');
	// The parent of the job's bash is a part of the pipeline; the shell itself is in `pid`.
	const script = `echo x >> ${count}; kill -9 "$(cut -d ' ' -f 1 ${join(base, run('killed'), 'pid')})"; sleep 0.3`;
	const text = jobSheet(place, {id: run('killed'), script}, [], 20);
	runInShell(text);

	// What was left of it may have ended by itself by now; either way it is told, and nothing runs twice.
	expect(runInShell(text)).toMatch(/ 1\/1 exit (?:125|0) lines 0 /);
	expect(linesOf(count)).toEqual(['x']);
});

test.skipIf(!root)(`A job that was looked for in vain never runs afterwards${why}`, () => {
	const mark = join(workplace, 'mark');
	const text = jobSheet(place, {id: run('never'), script: `touch ${mark}`}, [], 20);

	expect(runInShell(lookSheet(place, run('never')))).toContain('--- kubewalk m2 7f3a1c not run ---');
	expect(runInShell(text)).toContain('--- kubewalk m2 7f3a1c not run ---');
	expect(runInShell(lookSheet(place, run('never')))).toContain('not run');
	expect(existsSync(mark)).toBe(false);
});

test.skipIf(!root)(`A question may be asked again until it says yes, on the host${why}`, () => {
	const file = join(workplace, 'late');
	const slow = `[ -e ${file} ] || { touch ${file}; exit 1; }`;
	const text = jobSheet(place, {id: run('once'), script: 'true'}, [{ask: slow, within: 10}], 20);

	expect(runInShell(text)).toContain('2/2 exit 0 lines 0');
});

test.skipIf(!root)(`A text that lost a line or a letter on its way runs nothing, and says so${why}`, () => {
	const mark = join(workplace, 'ran');
	const text = questionsSheet(place, [`touch ${mark}`, 'echo "second"'], 20);
	const damaged = '--- kubewalk m2 7f3a1c damaged ---\n';

	expect(runInShell(text.replace('echo "second"\n', ''))).toBe(damaged);
	expect(runInShell(text.replace('second', 'secnd'))).toBe(damaged);
	expect(runInShell(text.split('\n').slice(0, -12).join('\n'))).not.toContain('begin');
	expect(existsSync(mark)).toBe(false);
});

test('No tab is part of a text, because shells complete file names on it', () => {
	const text = jobSheet(place, {id: 'tabs', script: 'if true; then\n\tprintf "␉\t"\nfi'}, [{ask: '\ttrue'}], 20);
	expect(text).not.toContain('\t');
});

test.skipIf(!root || !has('setpriv'))(`A shell that is not root's runs nothing, and says so${why}`, () => {
	const text = questionsSheet(place, ['echo no'], 20);
	expect(runInShell(text, ['setpriv', '--reuid', '65534', '--clear-groups', 'sh'])).toBe(
		'--- kubewalk m2 7f3a1c not root ---\n',
	);
});

test.skipIf(!has('shellcheck'))('The text is without complaint by shellcheck (skipped where there is none)', () => {
	const text = jobSheet(place, {id: 'a', script: 'true'}, [{ask: 'true', within: 3}], 20);
	const inner = /^text=\$\(cat <<'text-7f3a1c'\n([^]*?)\ntext-7f3a1c$/m.exec(text)![1]!.replaceAll('␉', '\t');
	const {stdout} = spawnSync('shellcheck', ['--shell=sh', '--severity=warning', '--exclude=SC2046', '-'], {
		input: inner,
		encoding: 'utf8',
	});
	expect(stdout).toBe('');
});

test.skipIf(!root || !has('script'))(
	`Pasted into an interactive bash, with and without bracketed paste, it runs as it is (skipped without root and script)`,
	() => {
		const text = questionsSheet(place, ['if true; then\n\techo "one!two"\nfi'], 20);
		for (const mode of ['on', 'off']) {
			const keys = mode === 'on' ? `\u001B[200~${text}\u001B[201~\n` : text;
			const typed = `bind 'set enable-bracketed-paste ${mode}'\n${keys}exit\n`.replaceAll('\n', '\r');
			const {stdout} = spawnSync(
				'script',
				['-qec', 'stty -echo; (sleep 1; echo) >/dev/null; bash --norc -i', '/dev/null'],
				{
					input: typed,
					encoding: 'utf8',
					timeout: 30_000,
				},
			);
			expect(stdout.replaceAll('\r', '')).toContain(marked('| one!two', '1/1 exit 0 lines 1'));
		}
	},
);

test.skipIf(!root)(`What it printed is kept for root alone${why}`, () => {
	const {stdout} = spawnSync('stat', ['-c', '%a %U', base, join(base, run('once'))], {encoding: 'utf8'});
	expect(stdout).toBe('700 root\n700 root\n');
	expect(readFileSync(join(base, run('once'), 'exit'), 'utf8')).toBe('0\n');
});
