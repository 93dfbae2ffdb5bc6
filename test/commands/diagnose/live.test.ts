import {expect, test} from 'vitest';
import {diagnoseLive, type LiveOptions} from '../../../source/commands/diagnose/live.ts';
import {homeOf} from '../../../source/session/home.ts';
import {listSessions} from '../../../source/session/sessions.ts';
import {turnOffSwap} from '../../../steps/turn-off-swap.ts';
import {finding, question} from '../../helpers/declared.ts';
import {ownHome} from '../../helpers/own-home.ts';

const home = ownHome();

const swap = finding('swap-on', {
	confirms: [{says: /^\S+\s+partition/, in: ['swaps']}],
	remedies: turnOffSwap.tasks,
});
const wipe = finding('old-disk', {
	confirms: [{says: /^\S+\s+partition/, in: ['swaps']}],
	remedies: [{...turnOffSwap.tasks[0]!, risk: 'destructive', loses: {en: 'All of it is lost.', zh: '全部丢失。'}}],
});
const knowledge = {
	findings: [swap, wipe],
	questions: [question('swaps', /swaps/, {first: true, ask: () => 'cat /proc/swaps'})],
};

const look = async (options: Partial<LiveOptions>) => {
	const said: string[] = [];
	const live = await diagnoseLive({language: 'en', ...options}, knowledge, sentence => said.push(sentence));
	return {live, said};
};

test('Simulated hosts are asked in a session of its own, which is kept', async () => {
	const {live, said} = await look({lab: true});

	expect(said).toEqual([]);
	expect(live).toMatchObject({
		code: 0,
		told: [{id: 'old-disk'}, {id: 'swap-on', hosts: ['m1', 'm2', 'm3', 'w1', 'w2']}],
	});
	expect(listSessions(homeOf({KUBEWALK_HOME: home()}, home())).map(({about}) => about.book)).toEqual(['diagnose']);
});

test('A cure runs its remedies one after the other until the finding is gone, and proves it', async () => {
	const {live, said} = await look({lab: true, cure: 'swap-on'});

	expect(said.slice(0, 2)).toEqual(['m1  Swap off, now: done', 'm2  Swap off, now: done']);
	expect(said.at(-1)).toBe('“swap-on” is gone.');
	expect(live).toMatchObject({code: 0, told: []});
});

test('What destroys runs only when it is named itself, and says what is lost', async () => {
	const {live, said} = await look({lab: true, cure: 'old-disk'});

	expect(said).toEqual([
		'“Swap off, now” is not run unless it is named: All of it is lost. If that is wanted, say --cure old-disk.swap-off-now.',
	]);
	expect(live).toMatchObject({code: 1});
	expect((await look({lab: true, cure: 'old-disk.swap-off-now'})).live).toMatchObject({code: 0, told: []});
});

test('What was not found cannot be cured, and real hosts are not changed without being asked', async () => {
	expect((await look({lab: true, cure: 'rain'})).said).toEqual([expect.stringMatching(/^rain was not found here/)]);
	expect((await look({plan: 'cluster.yaml', cure: 'swap-on'})).live).toMatchObject({
		code: 2,
		problems: [expect.stringContaining('--yes')],
	});
	expect((await look({plan: 'none.yaml'})).live).toMatchObject({code: 2});
});
