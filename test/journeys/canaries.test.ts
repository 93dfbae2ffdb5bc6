// Secrets of every kind are planted in a whole installation on simulated hosts, pass by, and are then looked for in all that
// kubewalk leaves behind. Those that need real hosts are in canaries-on-hosts.test.ts.
import {existsSync, globSync, readFileSync, statSync} from 'node:fs';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test, vi} from 'vitest';
import {formats, renderPlan} from '../../source/commands/export/render-plan.ts';
import {openSession} from '../../source/commands/open-session.ts';
import {printReport} from '../../source/commands/report.ts';
import {jsonLine} from '../../source/headless.ts';
import {sessionOf} from '../../source/ui/session.ts';
import {books} from '../../steps/books.ts';
import {recordedIo} from '../helpers/recorded-io.ts';
import {settle} from '../helpers/screen.tsx';
import {showProgram} from '../helpers/walking.tsx';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const keyLine = 'MIIEpAIBAAKCAQEAcanaryOfTheAuthorityKey0123456789abcdefghijklmnop';

/** What somebody wrote on the host before: a line for each kind, and the canary in it. */
const planted = {
	'a client key of admin.conf': ['    client-key-data: ', base64('canary: the private key of kubernetes-admin')],
	'a token of a kubeconfig': ['    token: ', 'eyJhbGciOiJSUzI1NiJ9.canary-of-a-kubeconfig.c2lnbmF0dXJl'],
	'a registry password in hosts.toml': ['  authorization = "Basic ', base64('robot:canary-in-hosts-toml')],
	'a registry password in config.toml': ['    password = "', 'canary in config.toml'],
	'a registry password in config.json': ['{"auths":{"r.example":{"auth":"', base64('robot:canary-in-config-json')],
	'an auth_pass of keepalived': ['        auth_pass ', 'canary7'],
	'an encryption key': ['          secret: ', base64('canary, 32 bytes of AES-CBC key.')],
} as const;

const typed = 'hunter2-the-canary';
const said = 'canary that nothing tells apart';

const onTheHost = [
	...Object.values(planted).map(([before, canary]) => `${before}${canary}${before.includes('"') ? '"' : ''}`),
	'-----BEGIN RSA PRIVATE KEY-----',
	...Array.from({length: 20}, (_, index) => `${keyLine}${index}`),
	'-----END RSA PRIVATE KEY-----',
	'',
].join('\n');

type Place = {readonly name: string; readonly text: string};

/** What the session knew of its own accord, by name; all else is in the table above. */
let own: Readonly<Record<string, Readonly<Record<string, string>>>> = {};
let places: readonly Place[] = [];
let log = '';
let modes: readonly (readonly [file: string, mode: number])[] = [];
let goneAfterwards = false;
const home = mkdtempSync(join(tmpdir(), 'kubewalk-canaries-'));

beforeAll(async () => {
	vi.stubEnv('KUBEWALK_HOME', home);
	const events: string[] = [];
	const session = await openSession(
		{kind: 'lab', lab: true, book: 'install'},
		{
			language: 'en',
			ask: async () => undefined,
			onTrouble: sentence => expect.fail(sentence),
			later: tell => void setImmediate(tell),
			onEvent: event => void events.push(jsonLine(event)),
		},
	);
	if ('problems' in session) throw new Error(session.problems.join('\n'));
	const {engine, store, plan} = session;
	const opened = {engine, store, name: plan.name, simulated: true, report: '', leave: async () => undefined};
	const screen = await showProgram(sessionOf(opened), {columns: 140, rows: 40});
	const edit = (task: string, more: string): void => {
		const {script} = engine.preview(task, 'm1');
		engine.edit(task, 'm1', `${script}\n${more}`);
	};

	edit('hosts-file', `echo ${base64(onTheHost)} | base64 -d > /root/canaries`);
	edit('node-not-ready-yet', `cat /root/canaries >&2; echo login --password ${typed} '<secret:${said}>' >&2; exit 7`);
	await engine.start();
	await settle();
	await screen.press('o', 'pageup', 'pageup', 'tab', 'tab');
	engine.edit('node-not-ready-yet', 'm1', undefined);
	edit('node-not-ready-yet', `cat /root/canaries; echo login --password ${typed} '<secret:${said}>'`);
	const outcome = await engine.start();
	if (outcome !== 'done') throw new Error(`The installation ended as ${outcome}.`);
	await settle();

	const files = globSync('**', {cwd: home, withFileTypes: true}).filter(entry => entry.isFile());
	const secrets = files.find(({name}) => name === 'secrets')!;
	const secretsFile = join(secrets.parentPath, secrets.name);
	own = JSON.parse(readFileSync(secretsFile, 'utf8')) as typeof own;
	modes = files.map(({parentPath, name}) => [name, statSync(join(parentPath, name)).mode & 0o777]);
	await session.leave('done');
	goneAfterwards = !existsSync(secretsFile);

	const left = globSync('**', {cwd: home, withFileTypes: true}).filter(entry => entry.isFile());
	log = left
		.filter(({parentPath}) => parentPath.endsWith('/node-not-ready-yet'))
		.map(({parentPath, name}) => readFileSync(join(parentPath, name), 'utf8'))
		.join('');
	const reports = await Promise.all(
		(['md', 'html', 'json', 'script'] as const).map(async format => {
			const {io, stdout} = recordedIo();
			await printReport(session.id, {format}, io);
			return {name: `report as ${format}`, text: stdout()};
		}),
	);
	places = [
		{name: 'screens', text: screen.written()},
		{name: 'events as JSON', text: events.join('')},
		// The simulated hosts are in a file of their own: it is their disks, and not what kubewalk remembers of them.
		...left
			.filter(({name}) => name !== 'lab.json')
			.map(({parentPath, name}) => ({name, text: readFileSync(join(parentPath, name), 'utf8')})),
		...reports,
		...formats.flatMap(format =>
			Object.entries(renderPlan(books[0]!, plan, format, 'en')).map(([name, text]) => ({
				name: `exported ${name}`,
				text,
			})),
		),
	];
}, 120_000);
afterAll(() => {
	vi.unstubAllEnvs();
	rmSync(home, {recursive: true, force: true});
});

const whereIs = (canary: string): readonly string[] => {
	if (canary.length < 7) throw new Error('Without a canary nothing can be found.');
	return places.filter(({text}) => text.includes(canary)).map(({name}) => name);
};

test('Everything is looked at: screens, journal, logs, reports, exported scripts and events', () => {
	expect(places.filter(({text}) => text === '').map(({name}) => name)).toEqual([]);
	expect(places.map(({name}) => name)).toEqual(
		expect.arrayContaining([
			'screens',
			'events as JSON',
			'journal.jsonl',
			'm1.1.log',
			'report as script',
			'exported m1.sh',
		]),
	);
	expect(places[0]!.text.includes('auth_pass <secret>')).toBe(true);
});

test.each(['join-token', 'certificate-key', 'ca-cert-hash', 'worker-join', 'control-plane-join'])(
	'%s is kept in the secrets file, and found nowhere else',
	name => {
		const canary = own[name]?.['m1'] ?? '';

		expect(whereIs(canary)).toEqual([]);
	},
);

test.each(Object.entries(planted))('%s passes by and is found nowhere', (_, [before, canary]) => {
	expect(log).toContain(`${before}<secret>`);
	expect(whereIs(canary)).toEqual([]);
});

test('The key of a certificate authority passes by, line by line, and none is found anywhere', () => {
	expect(log).toContain('-----BEGIN RSA PRIVATE KEY-----\n<secret>\n-----END RSA PRIVATE KEY-----\n');
	expect(whereIs(keyLine)).toEqual([]);
});

test('A password typed into an edited command is run, kept in the secrets file, and found nowhere else', () => {
	expect(log).toContain('login --password <typed-');
	expect(Object.values(own).flatMap(Object.values)).toContain(typed);
	expect(whereIs(typed)).toEqual([]);
});

test('What was said to be secret in an edited command is found nowhere else', () => {
	expect(Object.values(own).flatMap(Object.values)).toContain(said);
	expect(whereIs(said)).toEqual([]);
});

test('The secrets file, and all the rest, is read by its owner alone, and it is gone once the session is closed', () => {
	expect(modes.filter(([name]) => name === 'secrets')).toEqual([['secrets', 0o600]]);
	expect(modes.filter(([, mode]) => (mode & 0o077) !== 0)).toEqual([]);
	expect(goneAfterwards).toBe(true);
});
