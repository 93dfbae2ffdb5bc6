import {expect, test} from 'vitest';
import {walking} from '../../helpers/walking.tsx';

test.each([
	['en', '1 Walk   2 Survey   3 Findings   4 Hosts   5 Values   6 Log   7 Report'],
	['zh', '1 执行   2 勘察   3 故障   4 主机   5 取值   6 日志   7 报告'],
] as const)('The second line in %s names the screens and their keys', async (language, words) => {
	const {lines} = await walking({language});

	expect(lines()[1]?.trim()).toBe(words);
});

test.each([
	['en', '1 Walk 2 Survey 3 Findings 4 Hosts 5 Values 6 Log 7 Report'],
	['zh', '1 执行 2 勘察 3 故障 4 主机 5 取值 6 日志 7 报告'],
] as const)('On sixty columns all of them fit, in %s', async (language, words) => {
	const {lines} = await walking({language, columns: 60, rows: 20});

	expect(lines()[1]?.trim()).toBe(words);
});

test('A digit shows its screen from any other, and typing a digit does not', async () => {
	const {press, type, text} = await walking();
	await press('5');
	expect(text()).toContain('What tasks read');
	await press('1', 'x');
	await type('5');
	expect(text()).toContain('Reason');
});
