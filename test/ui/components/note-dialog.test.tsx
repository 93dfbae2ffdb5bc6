import {expect, test} from 'vitest';
import {walking} from '../../helpers/walking.tsx';

test('A note is typed on the walk, about the task in sight, and the walk is there again afterwards', async () => {
	const {press, type, text, session} = await walking();
	await press('n');
	expect(text()).toContain('About Turn off swap now, m1.');
	await type('power was cut');
	await press('return');

	expect(session.store.getState().notes).toMatchObject([
		{text: 'power was cut', by: 'tester', task: 'swap-now', host: 'm1'},
	]);
	expect(text()).toContain('Noted.');
	expect(text()).toContain('Turn off swap now');
});

test('In Chinese, on the hosts, about the host in sight; Esc takes nothing', async () => {
	const {press, type, text, session} = await walking({language: 'zh'});
	await press('4', 'j', 'n');
	expect(text()).toContain('关于 m2。');
	await type('q4 不是命令');
	await press('escape');

	expect(session.store.getState().notes).toEqual([]);
	expect(text()).toContain('最近应答');
});
