import {expect, test} from 'vitest';
import {severalValues} from '../../helpers/walk-book.ts';
import {walking} from '../../helpers/walking.tsx';
import {widthOf} from '../../helpers/screen.tsx';

test.each([
	['en', 80, ['What tasks read', 'first', 'm1', 'one', 'expires in 5:00', '********', 'From “Give” on m1']],
	['zh', 80, ['任务从主机输出中读取的值', '5:00 后过期', '尚未取得', '来自 m1 上的“给出”']],
	['en', 140, ['expires in 5:00', 'not captured yet']],
] as const)(
	'Captured values in %s on %i columns: value or mask, host, and how long they last',
	async (language, columns, words) => {
		const {session, press, text, lines} = await walking({book: severalValues, language, columns});
		await session.engine.start({tasks: ['give']});
		await press('5');

		for (const word of words) expect(text()).toContain(word);
		expect(text()).not.toContain('hush');
		for (const line of lines()) expect(widthOf(line)).toBeLessThanOrEqual(columns);
	},
);

test('In the smallest window a mask, a clock and the sentence below are whole', async () => {
	const {session, press, text, lines} = await walking({book: severalValues, columns: 60, rows: 20});
	await session.engine.start({tasks: ['give']});
	await press('5', 'j');

	expect(text()).toMatch(/m1 +\*{8} .*(?:does not expire|expires in [\d:]+)$/m);
	expect(lines().map(line => line.trim())).toContain('Secret: kept in memory and in the session’s private file,');
});

test('What is secret says why it is not shown', async () => {
	const {session, press, text} = await walking({book: severalValues});
	await session.engine.start({tasks: ['give']});
	await press('5', 'j');

	expect(text()).toContain('Secret: kept in memory');
});

test('A book without values says so', async () => {
	const {press, text} = await walking({book: {...severalValues, stages: [severalValues.stages[1]!]}});
	await press('5');

	expect(text()).toContain('No task of this plan captures a value.');
});
