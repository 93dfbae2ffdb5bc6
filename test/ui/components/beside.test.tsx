import {Box} from 'ink';
import {expect, test} from 'vitest';
import {Beside} from '../../../source/ui/components/beside.tsx';
import {Say} from '../../../source/ui/components/say.tsx';
import {splitOf} from '../../../source/ui/layout.ts';
import {onScreen} from '../../helpers/on-screen.tsx';
import {walking} from '../../helpers/walking.tsx';

const shown = async (columns: number): Promise<readonly string[]> => {
	const rows = ['titles', 'one', 'two'].map(row => (
		<Box key={row} height={1} flexShrink={0}>
			<Say>{row}</Say>
		</Box>
	));
	const split = splitOf(columns, 4, 2);
	const screen = await onScreen(
		<Beside split={split} detail={<Say>what is known</Say>}>
			{rows}
		</Beside>,
		columns,
		7,
	);
	return screen.lines().map(line => line.trimEnd());
};

test('What is known of a row stands below the list, and beside it where there is room', async () => {
	const [titles, one, two, rule, below] = await shown(80);
	expect([titles, one, two, below]).toEqual(['titles', 'one', 'two', 'what is known']);
	expect(rule).toBe('─'.repeat(80));

	const wide = await shown(200);
	expect(wide[0]).toMatch(/^titles +│ what is known$/);
	expect(wide[0]!.indexOf('│')).toBe(97);
	expect(wide[2]).toMatch(/^two +│$/);
});

test.each(['en', 'zh'] as const)(
	'In %s a window of 200 by 60 shows a row’s own lines beside survey, log and findings',
	async language => {
		const {press, lines, session} = await walking({columns: 200, rows: 60, language});
		await session.engine.start({});
		for (const [digit, line] of [
			['2', 30],
			['6', 20],
			['3', 10],
		] as const) {
			await press(digit);
			expect(lines()[line]).toMatch(/ │/);
			expect(lines()).toHaveLength(60);
		}
		await press('6');
		expect(lines()[2]).toMatch(/ │ \S/);
	},
);

test('A window that is made smaller and larger in the middle of reading keeps the selected row', async () => {
	const {press, text, resize, session} = await walking({columns: 200, rows: 60});
	await session.engine.start({});
	await press('6', 'k');
	const [, chosen] = /› (\S+ +\S+)/.exec(text())!;
	for (const [columns, rows] of [
		[80, 24],
		[60, 20],
		[200, 60],
	] as const) {
		await resize(columns, rows);
		expect(text()).toContain(`› ${chosen}`);
	}
});
