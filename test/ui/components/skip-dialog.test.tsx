import {expect, test} from 'vitest';
import {rowOf} from '../../../source/engine/state.ts';
import {walking} from '../../helpers/walking.tsx';

test('A task is skipped only with a reason, and letters that are keys elsewhere are letters here', async () => {
	const {press, type, text, session} = await walking();
	await press('x', 'return');
	expect(text()).toContain('Skip “Turn off swap now”');

	await type('quiet already');
	await press('return');
	expect(rowOf(session.store.getState(), 'swap-now', 'm1').note).toBe('quiet already');
	expect(text()).toContain('Enter run “Keep swap off after reboot”');
});

test('Esc skips nothing', async () => {
	const {press, type, text} = await walking({language: 'zh'});
	await press('x');
	await type('不');
	expect(text()).toContain('跳过“立即关闭交换分区”');
	await press('escape');
	expect(text()).toContain('Enter 在 5 台主机上运行“立即关闭交换分区”');
});
