import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {openSession, type OpenedSession, type OpenOptions, type Wanted} from '../../source/commands/open-session.ts';
import {readJournal} from '../../source/session/journal.ts';
import {filesOf, homeOf} from '../../source/session/home.ts';
import {has} from '../hosts/workplace.ts';
import {ownHome} from '../helpers/own-home.ts';
import {goodYaml} from '../helpers/written-plans.ts';

const home = ownHome();
const filesFor = (session: string) => filesOf(homeOf({KUBEWALK_HOME: home()}, '/'), session);

const open = (wanted: Wanted, more: Partial<OpenOptions> = {}) =>
	openSession(wanted, {language: 'en', ask: async () => undefined, onTrouble: () => undefined, ...more});

const lab: Wanted = {kind: 'lab', lab: true, book: 'install'};

const opened = async (wanted: Wanted = lab, more: Partial<OpenOptions> = {}): Promise<OpenedSession> => {
	const session = await open(wanted, more);
	if ('problems' in session) throw new Error(session.problems.join('\n'));
	return session;
};

test.each([
	[
		{kind: 'lab', lab: true, book: 'nope'},
		2,
		'There is no book nope: the books are install, add-node, drill, reset.',
	],
	[{kind: 'lab', lab: 'nope', book: 'install'}, 2, /^There is no lab nope: the labs are rehearsal.*\.$/],
	[{kind: 'resume', session: 'nope'}, 2, 'There is no session nope: kubewalk sessions lists them.'],
	[{kind: 'plan', path: '/nope.yaml', book: 'install'}, 2, /^There is no plan \/nope\.yaml; write one with: /],
] as const)('%j is refused with a sentence and the code %i', async (wanted, code, sentence) => {
	const refused = await open(wanted);
	expect(refused).toMatchObject({code, problems: [expect.stringMatching(sentence)]});
	expect(existsSync(join(home(), 'sessions'))).toBe(false);
});

test('A lab session opens with its hosts, tells every event from the first on, and can be resumed', async () => {
	const events: string[] = [];
	const first = await opened(lab, {onEvent: ({type}) => events.push(type)});
	expect(first).toMatchObject({simulated: true, plan: {name: 'lab'}});
	expect(events).toEqual(['session-opened']);
	expect(await first.engine.start({tasks: ['root', 'hosts-file']})).toBe('done');
	await first.leave();

	const second = await opened({kind: 'resume', session: first.id});
	expect(second.id).toBe(first.id);
	expect(second.store.getState().rows['hosts-file']?.['w1']?.status).toBe('done');
	await second.engine.start({tasks: ['hosts-file']});
	expect(second.store.getState().rows['hosts-file']?.['w1']?.attempt).toBe(1);
	await second.leave('done');
	// What the list of sessions reads in place of the journal.
	expect(readFileSync(filesFor(first.id).summary, 'utf8')).toContain('"settled":["root","hosts-file"]');

	expect(readJournal(filesFor(first.id).journal).filter(({type}) => type.startsWith('session-'))).toMatchObject([
		{type: 'session-opened'},
		{type: 'session-opened', resumed: true},
		{type: 'session-closed', outcome: 'done'},
	]);
	expect(await open({kind: 'resume', session: first.id})).toMatchObject({code: 2, problems: [/is closed/]});
});

test('A new rehearsal finds the hosts as the last one left them, unless it wants fresh ones', async () => {
	const first = await opened();
	await first.engine.start({tasks: ['hosts-file']});
	await first.leave('done');
	const statusIn = async (wanted: Wanted) => {
		const session = await opened(wanted);
		await session.engine.start({tasks: ['hosts-file']});
		await session.leave('stopped');
		session.forget();
		return session.store.getState().rows['hosts-file']?.['m1']?.status;
	};

	expect(await statusIn({...lab, fresh: true})).toBe('done');
	expect(await statusIn(lab)).toBe('satisfied');
});

test('One’s own plan is walked on simulated hosts of its own, which only the same plan finds again', async () => {
	const path = join(home(), 'cluster.yaml');
	writeFileSync(path, goodYaml);
	const own: Wanted = {kind: 'own-lab', lab: true, path, book: 'install'};
	const first = await opened(own);
	expect(first).toMatchObject({simulated: true, plan: {name: 'demo'}});
	await first.engine.start({tasks: ['hosts-file']});
	await first.leave();
	const resumed = await opened({kind: 'resume', session: first.id});
	expect(resumed.simulated).toBe(true);
	await resumed.leave('done');

	const statusIn = async () => {
		const session = await opened(own);
		await session.engine.start({tasks: ['hosts-file']});
		await session.leave('done');
		return session.store.getState().rows['hosts-file']?.['w1']?.status;
	};
	expect(await statusIn()).toBe('satisfied');
	writeFileSync(path, `${goodYaml}firewall: off\n`);
	expect(await statusIn()).toBe('done');
});

test('While one process has a session, another one is told who has it', async () => {
	const first = await opened();
	const refused = await open({kind: 'resume', session: first.id});
	expect(refused).toMatchObject({code: 5});
	expect('problems' in refused && refused.problems[0]).toContain(`open in another process (${process.pid} of `);
	await first.leave();
	await (await opened({kind: 'resume', session: first.id})).leave();
});

test.skipIf(!has('ssh'))(
	'A resumed session goes on with the plan that it began with, whatever has become of its file (skipped without ssh)',
	async () => {
		const path = join(home(), 'cluster.yaml');
		// Nobody listens there, so no host is asked for its key.
		writeFileSync(path, `${goodYaml.replaceAll('10.77.0.', '127.255.255.')}ssh: {port: 1}\n`);
		const first = await opened({kind: 'plan', path, book: 'install'});
		expect(first.simulated).toBe(false);
		await first.leave();
		writeFileSync(path, 'name: [\n');

		const second = await opened({kind: 'resume', session: first.id});
		expect(second.plan.hosts).toEqual(first.plan.hosts);
		await second.leave();
	},
);

test('When the hosts cannot be kept any more, that is one sentence, and what was written stays', async () => {
	const trouble: string[] = [];
	const first = await opened(lab, {onTrouble: sentence => trouble.push(sentence)});
	const {lab: file, journal} = filesFor(first.id);
	rmSync(file, {force: true});
	mkdirSync(join(file, 'in-the-way'), {recursive: true});
	await first.engine.start({tasks: ['root']});
	await first.leave();

	expect(trouble).toHaveLength(1);
	expect(trouble[0]).toMatch(/^The lab cannot be written to .*\/lab\.json: .*\.$/);
	expect(readJournal(journal).some(event => event.type === 'task' && event.status === 'satisfied')).toBe(true);
});

test('A home that cannot be written is refused with the way out', async () => {
	writeFileSync(join(home(), 'sessions'), '');
	expect(await open(lab)).toMatchObject({code: 1, problems: [/set \$KUBEWALK_HOME to /]});
});

test('A session that is forgotten leaves nothing', async () => {
	const session = await opened();
	expect(readFileSync(filesFor(session.id).about, 'utf8')).toContain('"lab": "rehearsal"');
	await session.leave('done');
	session.forget();
	expect(existsSync(filesFor(session.id).directory)).toBe(false);
});
