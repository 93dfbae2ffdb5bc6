import {existsSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {openSession} from '../../source/commands/open-session.ts';
import {savedLab} from '../../source/commands/saved-lab.ts';
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

const open = () =>
	openSession(
		{kind: 'lab', lab: true, book: 'install'},
		{language: 'en', ask: async () => undefined, onTrouble: () => undefined},
	);

test('A new rehearsal that cannot read the hosts of the last one is refused, leaves nothing', async () => {
	const first = await open();
	if ('problems' in first) throw new Error(first.problems.join('\n'));
	await first.leave('done');
	writeFileSync(join(home(), 'sessions', first.id, 'lab.json'), '{"version":0}');

	expect(await open()).toMatchObject({code: 1, problems: [/^The simulated hosts in .* cannot be read/]});
	expect(readdirSync(join(home(), 'sessions'))).toEqual([first.id]);
	expect(existsSync(join(home(), 'sessions', first.id, 'lock'))).toBe(false);
});
