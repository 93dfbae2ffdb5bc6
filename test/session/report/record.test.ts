import {expect, test} from 'vitest';
import {recordOf} from '../../../source/session/report/record.ts';
import {book, start, story} from '../story.ts';

const record = recordOf(story, book, 'en', (task, host) => `do ${task} on ${host}`);

test('Each task and host has one entry with its last run', () => {
	expect(record.entries).toEqual([
		{
			stage: 'Swap',
			task: 'swap-off',
			title: 'Turn off swap',
			host: 'm1',
			status: 'done',
			attempts: 1,
			started: start + 2000,
			ended: start + 6200,
			exit: 0,
			command: 'do swap-off on m1',
		},
		{
			stage: 'Swap',
			task: 'swap-off',
			title: 'Turn off swap',
			host: '<m|2>',
			status: 'satisfied',
			attempts: 0,
			ended: start + 6300,
		},
		{
			stage: 'Swap',
			task: 'init',
			title: 'Initialise',
			host: 'm1',
			status: 'done',
			attempts: 2,
			started: start + 9000,
			ended: start + 209_000,
			exit: 0,
			edited: 'kubeadm init # mine',
		},
	]);
});

test('Captured values are told by name and time only', () => {
	expect(record.captured).toEqual([
		{name: 'join-token', task: 'init', host: 'm1', at: start + 200_000, expires: start + 86_400_000},
		{name: 'ca-cert-hash', task: 'init', host: 'm1', at: start + 200_000},
	]);
});

test('A session that goes on has each of its openings, and is not closed', () => {
	const again = {...story[0]!, at: start + 300_000, resumed: true as const, by: 'ben@bastion'};
	const {openings, outcome, closed} = recordOf([...story, again], book, 'zh', () => undefined);

	expect(openings.map(({by}) => by)).toEqual(['ann@bastion', 'ben@bastion']);
	expect([outcome, closed]).toEqual([undefined, undefined]);
});

test('What was done by hand has no command of ours', () => {
	const byHand = {
		type: 'task',
		at: start,
		task: 'init',
		host: 'm1',
		status: 'done',
		byHand: true,
		attempt: 1,
	} as const;

	expect(recordOf([story[0]!, byHand], book, 'en', () => 'do it').entries[0]).toMatchObject({byHand: true});
	expect(recordOf([story[0]!, byHand], book, 'en', () => 'do it').entries[0]).not.toHaveProperty('command');
});
