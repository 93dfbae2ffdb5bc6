import {expect, test} from 'vitest';
import {ui} from '../../source/texts/ui-zh.ts';

test('What is inserted stands in the Chinese sentence', () => {
	expect(ui.walk.run('关闭 swap', 5)).toBe('在 5 台主机上运行“关闭 swap”');
	expect(ui.walk.waitingFor('镜像仓库')).toBe('正在等待：镜像仓库');
	expect(ui.app.moreRoom(60, 18)).toBe('窗口有点小，请放大到至少 60 列、18 行。');
});
