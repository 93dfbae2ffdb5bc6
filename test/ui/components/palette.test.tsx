import {expect, test} from 'vitest';
import {widthOf} from '../../helpers/screen.tsx';
import {closedDoors, walking, showProgram} from '../../helpers/walking.tsx';

test.each([
	['en', 'find anything', 'Turn off swap now', 'task'],
	['zh', '查找任何内容', '立即关闭交换分区', '任务'],
] as const)('In %s the palette finds a task by its id, and Enter goes there', async (language, _, title, kind) => {
	const {press, type, text, lines} = await walking({language});
	await press(':');
	await type('swap-now');
	const line = lines().find(one => one.startsWith('›'));
	expect(line).toContain(title);
	expect(line).toContain(kind);
	for (const one of lines()) expect(widthOf(one)).toBeLessThanOrEqual(80);

	await press('return');
	expect(text()).toContain(`› ${title}`);
});

test('An action is done as if its key had been pressed', async () => {
	const {press, type, text} = await walking();
	await press('ctrl+k');
	await type('skip');
	await press('return');

	expect(text()).toContain('Skip “Turn off swap now”');
});

test('Esc closes it, and nothing has happened', async () => {
	const {press, type, text, world} = await walking();
	await press(':');
	await type('run to the end');
	await press('escape');

	expect(text()).toContain('Enter run “Turn off swap now” on 5 hosts');
	expect(world.log).toEqual([]);
});

test('It is there on the start screen too, with what can be done there', async () => {
	const {press, type, text} = await showProgram(undefined, {doors: closedDoors});
	await press(':');
	await type('zhong wen');
	expect(text()).toContain('Nothing matches.');
	await press('escape', ':');
	await type('中文');
	await press('return');

	expect(text()).toContain('在模拟主机上演练');
});
