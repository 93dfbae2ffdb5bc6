import {existsSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeEach, expect, test} from 'vitest';
import {run, selectionOf, wantedOf, type RunOptions} from '../../source/commands/run.ts';
import type {EngineEvent} from '../../source/engine/event.ts';
import {books} from '../../steps/books.ts';
import {bookOf, making, text} from '../helpers/fake-world.ts';
import {ownHome, printed} from '../helpers/own-home.ts';
import {goodYaml} from '../helpers/written-plans.ts';

const home = ownHome();
let plan = '';
beforeEach(() => {
	plan = join(home(), 'cluster.yaml');
	writeFileSync(plan, goodYaml);
});

const nothing: RunOptions = {book: 'install', stage: [], skip: []};
const kubewalkRun = (options: Partial<RunOptions>) => printed(() => run({...nothing, ...options}));

const sessionIds = (): readonly string[] => {
	const folder = join(home(), 'sessions');
	return existsSync(folder) ? readdirSync(folder) : [];
};
const sessionOf = (stderr: string): string => /--resume (\S+)|Session (\S+)\./.exec(stderr)!.slice(1).find(Boolean)!;

const wanted = (options: Partial<RunOptions>) => wantedOf({...nothing, ...options}, 'en');

test('The flags say what is wanted: a session before a plan, a plan before a lab', () => {
	expect(wanted({lab: true})).toEqual({kind: 'lab', lab: true, book: 'install'});
	expect(wanted({lab: true, fresh: true})).toEqual({kind: 'lab', lab: true, book: 'install', fresh: true});
	expect(wanted({plan, book: 'reset'})).toEqual({kind: 'plan', path: plan, book: 'reset'});
	expect(wanted({lab: true, plan})).toEqual({kind: 'own-lab', lab: true, path: plan, book: 'install'});
	expect(wanted({resume: 's1', plan})).toEqual({kind: 'resume', session: 's1'});
	expect(wanted({resume: true})).toBe(
		'No session is open: start one with kubewalk run --plan FILE, or --lab to rehearse.',
	);
	expect(wanted({})).toBe('Say what to walk: --plan FILE for your hosts, or --lab to rehearse on simulated ones.');
});

const book = {
	...bookOf(),
	stages: [
		{id: 'one', title: text('One'), why: text('Why'), tasks: [making('a'), making('b')]},
		{id: 'two', title: text('Two'), why: text('Why'), tasks: [making('c')]},
		{id: 'three', title: text('Three'), why: text('Why'), tasks: [making('d'), making('e')]},
	],
};

test.each([
	[{}, 'a b c d e', ''],
	[{from: 'two'}, 'c d e', ''],
	[{from: 'b', until: 'd'}, 'b c d', ''],
	[{until: 'one'}, 'a b', ''],
	[{stage: ['three', 'one']}, 'a b d e', ''],
	[{stage: ['one'], from: 'b'}, 'b', ''],
	[{skip: ['two', 'e']}, 'a b c d e', 'c e'],
	[{from: 'three', until: 'one'}, '', ''],
] as const)('%j runs the tasks %j and skips %j', (options, tasks, skipped) => {
	const chosen = selectionOf(book, {...nothing, ...options});
	expect('selection' in chosen && chosen.selection.tasks?.join(' ')).toBe(tasks);
	expect('skipped' in chosen && chosen.skipped.join(' ')).toBe(skipped);
});

test.each([{stage: ['one', 'x']}, {from: 'x'}, {until: 'x'}, {skip: ['a', 'x']}])(
	'%j names a part that the book does not have',
	options => {
		expect(selectionOf(book, {...nothing, ...options})).toEqual({unknown: 'x'});
	},
);

test('Hosts are not changed without a yes, and nothing is remembered of it', async () => {
	const {result, stdout, stderr} = await kubewalkRun({plan});
	expect({result, stdout}).toEqual({result: 2, stdout: ''});
	expect(stderr).toBe(
		'This changes hosts: add --yes to run without a terminal, or --lab to rehearse on simulated hosts.\n',
	);
	expect(sessionIds()).toEqual([]);
});

test('A part of the book leaves the session open, a misspelt part loses nothing of it, and the rest ends it', async () => {
	const part = await kubewalkRun({lab: true, until: 'names'});
	expect(part.result).toBe(0);
	expect(part.stdout).toMatch(/✔ m1 {2}Commands run as root: already so\n/);
	expect(part.stdout).toMatch(/✔ w2 {2}.*: done \(.* s\)\n/);
	expect(part.stderr).toMatch(/^\d+ done, \d+ already so, 0 skipped, 0 failed, in .* s\nGo on with: /);
	const id = sessionOf(part.stderr);

	const misspelt = await kubewalkRun({resume: id, yes: true, skip: ['swpa']});
	expect({result: misspelt.result, stdout: misspelt.stdout}).toEqual({result: 2, stdout: ''});
	expect(misspelt.stderr).toMatch(/^The book has no stage or task swpa: its stages are connect, names, .*\.\n$/);

	const skip = books[0]!.stages.map(stage => stage.id).filter(stage => !['connect', 'names', 'swap'].includes(stage));
	const rest = await kubewalkRun({resume: true, yes: true, skip});
	expect(rest.result).toBe(0);
	expect(rest.stdout).toMatch(/↓ m1 {2}.*: skipped: left out by --skip\n/);
	expect(rest.stderr).toContain(`Session ${id}. Report: kubewalk report ${id}\n`);
	expect(sessionIds()).toEqual([id]);

	const closed = await kubewalkRun({resume: id, yes: true});
	expect(closed.result).toBe(2);
	expect(closed.stderr).toMatch(new RegExp(`^The session ${id} is closed: `));
});

test('A misspelt part of a new session leaves no session behind', async () => {
	expect((await kubewalkRun({lab: true, stage: ['swpa']})).result).toBe(2);
	expect(sessionIds()).toEqual([]);
});

test('With --json stdout holds one event a line and nothing else; words go to stderr', async () => {
	const {result, stdout, stderr} = await kubewalkRun({
		lab: true,
		from: 'fetching-tools',
		until: 'fetching-tools',
		json: true,
		lang: 'zh',
	});
	expect(result).toBe(0);
	const events = stdout
		.trimEnd()
		.split('\n')
		.map(line => JSON.parse(line) as EngineEvent);
	expect(events[0]).toMatchObject({
		type: 'session-opened',
		book: 'install',
		session: sessionOf(stderr.replace('：', '. ')),
	});
	expect(new Set(events.map(({type}) => type))).toEqual(new Set(['session-opened', 'fact', 'task', 'output']));
	expect(events.filter(event => event.type === 'task' && event.status === 'done').length).toBeGreaterThan(4);
	expect(stderr).toMatch(/^完成 \d+ 项.*\n继续执行：kubewalk run --yes --resume \S+\n$/);
});

test('A task that fails is a code 1, and says how to go on', async () => {
	const {result, stderr} = await kubewalkRun({lab: true, stage: ['initialise']});
	expect(result).toBe(1);
	expect(stderr).toMatch(/^✖ m1 {2}.*: failed: .*kubeadm: command not found\n/);
	expect(stderr).toMatch(/, 1 failed, in .* s\nGo on with: kubewalk run --yes --resume \S+\n$/);
});

test('A plan with mistakes is told line by line, before anything is remembered', async () => {
	writeFileSync(plan, `${goodYaml}runtime: crio\n`);
	const {result, stderr} = await kubewalkRun({plan, yes: true});
	expect(result).toBe(2);
	expect(stderr).toBe(`${plan}:8:10: runtime must be containerd or docker, not "crio"; write containerd.\n`);
	expect(sessionIds()).toEqual([]);
});
