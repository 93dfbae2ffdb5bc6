import {existsSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {openSession, type OpenedSession, type Wanted} from '../../source/commands/open-session.ts';
import {openSessions} from '../../source/commands/open-sessions.ts';
import {isOfOtherVersion, savedLab} from '../../source/commands/saved-lab.ts';
import {labPlan} from '../helpers/plans.ts';
import {ownHome} from '../helpers/own-home.ts';

const home = ownHome();
const {hosts} = labPlan;

test('Without a file the hosts are fresh, with one they are as they were', async () => {
	const first = await savedLab({hosts}, undefined, 'en');
	await first.open('m1').run('echo hello > /root/note');
	const path = join(home(), 'lab.json');
	writeFileSync(path, first.save());
	const second = await savedLab({hosts}, path, 'en');
	expect((await second.open('m1').run('cat /root/note')).stdout).toBe('hello\n');
});

test.each(['{"version":0}', '{"half', ''])('A file that holds %j is a sentence with the way out', async text => {
	const path = join(home(), 'lab.json');
	writeFileSync(path, text);
	await expect(savedLab({hosts}, path, 'en')).rejects.toThrow(
		`The simulated hosts in ${path} cannot be read, perhaps because another version wrote them: remove the file, and they begin afresh.`,
	);
	await expect(savedLab({hosts}, path, 'zh')).rejects.toThrow('删除该文件即可重新开始');
});

const open = (wanted: Wanted = {kind: 'lab', lab: true, book: 'install'}) =>
	openSession(wanted, {language: 'en', ask: async () => undefined, onTrouble: () => undefined});

const opened = async (): Promise<OpenedSession> => {
	const session = await open();
	if ('problems' in session) throw new Error(session.problems.join('\n'));
	return session;
};

const labOf = (session: string): string => join(home(), 'sessions', session, 'lab.json');

test('A new rehearsal whose last hosts are of another version has fresh ones and says so; the old session is refused', async () => {
	const first = await opened();
	await first.engine.start({tasks: ['hosts-file']});
	await first.leave();
	expect(isOfOtherVersion(labOf(first.id))).toBe(false);
	expect(openSessions()[0]).not.toHaveProperty('hostsGone');
	writeFileSync(labOf(first.id), '{"version":1,"hosts":[]}');
	expect(isOfOtherVersion(labOf(first.id))).toBe(true);
	expect(openSessions()).toMatchObject([{id: first.id, hostsGone: true}]);

	const second = await opened();
	expect(second.notice).toBe(
		'The simulated hosts of the last session were of another version of kubewalk, so these are fresh ones.',
	);
	await second.engine.start({tasks: ['hosts-file']});
	expect(second.store.getState().rows['hosts-file']?.['m1']?.status).toBe('done');
	await second.leave('done');
	expect((await opened()).notice).toBeUndefined();

	expect(await open({kind: 'resume', session: first.id})).toMatchObject({
		code: 1,
		problems: [/^The simulated hosts in .* cannot be read.*: remove the file, and they begin afresh\.$/],
	});
	expect(existsSync(join(home(), 'sessions', first.id, 'lock'))).toBe(false);
});
