import {expect, test} from 'vitest';
import {rowOf} from '../../../source/engine/state.ts';
import {settle} from '../../helpers/screen.tsx';
import {walking} from '../../helpers/walking.tsx';

const running = async (language: 'en' | 'zh' = 'en', simulated = false, size = {columns: 80, rows: 24}) => {
	const walk = await walking({language, simulated, ...size});
	const ends: (() => void)[] = [];
	walk.world.onRun = (_host, _script, signal) =>
		new Promise<void>(resolve => {
			ends.push(resolve);
			signal.addEventListener('abort', () => resolve());
		});
	await walk.press('a');
	const end = async (): Promise<void> => {
		delete walk.world.onRun;
		for (const done of ends) done();
		await settle();
	};
	return {...walk, end};
};

test.each([
	['en', false, 'If you leave, they run on where they are'],
	['zh', false, '退出后它们会在主机上继续运行'],
	['en', true, 'The simulated hosts are kept with the session'],
] as const)('In %s it says what stays running (simulated: %s)', async (language, simulated, words) => {
	const {press, text, end} = await running(language, simulated);
	await press('q');

	expect(text()).toContain(words);
	expect(text()).toContain('m1 m2 m3 w1 w2');
	await end();
});

test.each([
	['en', 'Esc stay  q leave; they run on  c let them end  a abort them'],
	['zh', 'Esc 留下  q 退出，命令继续运行  c 等它们结束  a 中止它们'],
] as const)('In %s every way to go about it is named in the smallest window', async (language, keys) => {
	const {press, lines, end} = await running(language, false, {columns: 60, rows: 20});
	await press('q');

	expect(lines().at(-1)).toBe(keys);
	await end();
});

test('Letting them end starts nothing more', async () => {
	const {press, text, end, session} = await running();
	await press('q', 'c');
	expect(text()).toContain('Stopping: what runs may end');
	await end();

	expect(rowOf(session.store.getState(), 'swap-now', 'm1').status).toBe('done');
	expect(rowOf(session.store.getState(), 'swap-boot', 'm1').status).toBe('pending');
	expect(text()).toContain('Stopped. Enter goes on.');
});

test('Aborting ends them, and what is not known is marked so', async () => {
	const {press, text, session, left} = await running();
	await press('q', 'a');
	await settle();

	expect(rowOf(session.store.getState(), 'swap-now', 'm1').status).toBe('cancelled');
	expect(text()).toMatch(/Turn off swap now +~ +~/);
	expect(left()).toBe(false);
});
