// The whole program on a terminal, with a host that only a person reaches. The person is this test: what is shown is
// run in a shell of this machine, and what that prints is pasted.
import {existsSync, globSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {kubewalk} from '../helpers/program.ts';
import {hasTerminal, startInTerminal, type InTerminal} from '../helpers/terminal.ts';
import {runInShell} from '../hosts/operator.ts';
import {makeHome} from '../session/story.ts';

const root = process.getuid?.() === 0;
const possible = hasTerminal && root;
const why = ' (skipped without root and script)';

const writePlan = (home: string): void =>
	writeFileSync(
		join(home, 'cluster.yaml'),
		[
			'name: hand',
			'endpoint: {kind: single}',
			'hosts:',
			'  - {name: m1, address: 127.0.0.1, role: control-plane, transport: by-hand}',
			'  - {name: l1, address: 127.0.0.2, role: worker, transport: local}',
			'',
		].join('\n'),
	);

const plan = ['--plan', 'cluster.yaml'];
const first = ['--stage', 'connect', '--until', 'operating-system'];

const sheetIn = (home: string): string | undefined => globSync(join(home, 'sessions/*/by-hand/*.sh'))[0];
const journalIn = (home: string): string => readFileSync(globSync(join(home, 'sessions/*/journal.jsonl'))[0]!, 'utf8');

/** Which system and kernel the host has is asked before anything else, because what is shown next depends on it. */
const saySystem = async (terminal: InTerminal, home: string): Promise<void> => {
	await terminal.until('or with Ctrl+D');
	expect(terminal.text()).toContain('2 questions for m1, by hand');
	expect(terminal.text()).not.toContain('root on $(hostname)');
	terminal.press(runInShell(readFileSync(sheetIn(home)!, 'utf8')));
	await terminal.until('root on $(hostname)');
};

test.skipIf(!possible)(`A run on a terminal prints what to run and takes the paste${why}`, async () => {
	const home = makeHome();
	writePlan(home);
	const terminal = startInTerminal(['run', ...plan, '--yes', ...first], home);
	await saySystem(terminal, home);
	const sheet = sheetIn(home)!;
	const printed = runInShell(readFileSync(sheet, 'utf8'));
	expect(printed.trimEnd().split('\n').at(-1)).toMatch(/^--- kubewalk m1 [\da-f]{6} end ---$/);

	// Only the end at first: what is missing is said, and the rest may follow.
	terminal.press(`${printed.trimEnd().split('\n').slice(-3).join('\n')}\n`);
	await terminal.until('copy everything, or run it again');
	terminal.press(printed);
	const {code, text} = await terminal.ended;

	expect(text).toMatch(/m1 {2}Commands run as root: already so/);
	expect(text).toMatch(/l1 {2}Commands run as root: already so/);
	expect(code).toBe(0);
	expect(existsSync(sheet)).toBe(false);
	// What was shown is not part of the record.
	expect(journalIn(home)).not.toContain('cksum');
});

test.skipIf(!possible)(`Ctrl+D without a paste leaves the host unreached, and the session open${why}`, async () => {
	const home = makeHome();
	writePlan(home);
	const terminal = startInTerminal(['run', ...plan, '--yes', ...first], home);
	await terminal.until('or with Ctrl+D');
	terminal.press('\u0004');
	const {code, text} = await terminal.ended;

	expect(code).toBe(3);
	expect(text).toContain('m1 is reached by hand, and what it was asked was put aside: try again to see it.');
	expect(text).toContain('Go on with: kubewalk run --yes --resume');
});

test.skipIf(!possible)(
	`A terminal that is not the process's own, as \`su -c\` leaves it, is read all the same${why}`,
	async () => {
		const home = makeHome();
		writePlan(home);
		const terminal = startInTerminal(['run', ...plan, '--yes', ...first], home, {through: 'setsid --wait'});
		await saySystem(terminal, home);
		terminal.press(runInShell(readFileSync(sheetIn(home)!, 'utf8')));

		expect((await terminal.ended).code).toBe(0);
	},
);

test.skipIf(!root)(
	'Without a terminal nobody can be asked: the code is 3, and the sentence names the way (skipped without root)',
	async () => {
		const home = makeHome();
		writePlan(home);
		const run = await kubewalk(['run', ...plan, '--yes', ...first], {home});
		expect(run.code).toBe(3);
		expect(run.stderr).toContain(
			'm1 is reached by hand, and only kubewalk walk, or run on a terminal, can ask for it.',
		);
		// A survey is read-only and short: it asks nobody for anything.
		const survey = await kubewalk(['survey', ...plan, '--json'], {home});
		expect(survey.code).toBe(3);
		const answers = JSON.parse(survey.stdout) as readonly {host: string; answer: string}[];
		expect(new Set(answers.filter(({host}) => host === 'm1').map(({answer}) => answer))).toEqual(
			new Set(['unknown']),
		);
		expect(answers.filter(({host, answer}) => host === 'l1' && answer !== 'unknown').length).toBeGreaterThan(5);
	},
);

const completed = (terminal: InTerminal): number => terminal.text().split('It is complete').length;

test.skipIf(!possible)(`The screen shows it, takes a bracketed paste, and goes on${why}`, async () => {
	const home = makeHome();
	writePlan(home);
	const terminal = startInTerminal(['walk', ...plan], home);
	await terminal.until('to the end');
	terminal.press('\r');
	// Which system and kernel it has, and then the question of the first task.
	for (const asked of ['VERSION_CODENAME', 'root on $(hostname)']) {
		await terminal.until(asked);
		terminal.press('w');
		await expect.poll(() => sheetIn(home), {timeout: 5000}).toBeDefined();
		const printed = runInShell(readFileSync(sheetIn(home)!, 'utf8'));
		const before = completed(terminal);
		terminal.press(`\u001B[200~root@m1:~# \r${printed.replaceAll('\n', '\r')}\u001B[201~`);
		await expect.poll(() => completed(terminal), {timeout: 9000}).toBeGreaterThan(before);
		terminal.press('\r');
		await expect.poll(() => sheetIn(home), {timeout: 5000}).toBeUndefined();
	}
	await terminal.until('run “A system with apt');
	terminal.press('q');
	expect((await terminal.ended).code).toBe(4);
	expect(journalIn(home)).toMatch(/"task":"root","host":"m1","status":"satisfied"/);
});
