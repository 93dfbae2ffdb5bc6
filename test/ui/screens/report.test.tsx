import {expect, test} from 'vitest';
import {walking} from '../../helpers/walking.tsx';

test.each([
	[
		'en',
		['Everything is done, on simulated hosts.', '4 tasks · 5 hosts', '✓ 13 done', 'The report: kubewalk report s1'],
	],
	['zh', ['在模拟主机上全部完成。', '4 个任务 · 5 台主机', '✓ 13 项已完成', '报告： kubewalk report s1']],
] as const)('The end in %s says what was done and where the report is', async (language, words) => {
	const {press, text} = await walking({language});
	await press('a');

	for (const word of words) expect(text()).toContain(word);
});

test('What was left out is named, and Esc goes back to the tasks', async () => {
	const {press, type, text} = await walking();
	await press('x');
	await type('no swap here');
	await press('return', 'a');

	expect(text()).toContain('Skipped: Turn off swap now');
	await press('escape');
	expect(text()).toContain('Enter all done: show the report');
	await press('return');
	expect(text()).toContain('Skipped: Turn off swap now');
});

test('Before the end it says how much is left, and claims nothing', async () => {
	const {press, text} = await walking();
	await press('7');

	expect(text()).toContain('So far; 4 tasks are not done yet.');
	expect(text()).not.toContain('Everything is done');
});
