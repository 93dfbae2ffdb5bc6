import {expect, test} from 'vitest';
import {firstLine, isTooSmall, layoutOf, splitOf} from '../../source/ui/layout.ts';

test.each([
	[60, 18],
	[80, 24],
	[109, 60],
	[140, 40],
	[300, 90],
])('At %i by %i every pane has room and together they fill the screen', (columns, rows) => {
	for (const tasks of [1, 6, 40]) {
		const {
			wide,
			body,
			stages,
			main,
			side,
			tasks: list,
			why,
			commands,
			output,
			pane,
		} = layoutOf(columns, rows, tasks);

		expect(stages + 2 + main + (side === 0 ? 0 : side + 2)).toBe(columns);
		expect(main).toBeGreaterThanOrEqual(38);
		expect(wide ? list + why + commands + output + 5 : list + pane + 3).toBe(body);
		expect(Math.min(list, wide ? Math.min(commands, output) : pane)).toBeGreaterThanOrEqual(3);
	}
});

test('A list shows its selected line in the middle, and never past its ends', () => {
	expect(firstLine(100, 50, 10)).toBe(45);
	expect(firstLine(100, 99, 10)).toBe(90);
	expect(firstLine(5, 4, 10)).toBe(0);
});

test('Too small is less than 60 by 18', () => {
	expect([isTooSmall(60, 18), isTooSmall(59, 18), isTooSmall(60, 17)]).toEqual([false, true, true]);
});

test('A list and its selected row stand beside each other where there is room for two, and fill the lines either way', () => {
	for (const columns of [60, 80, 140, 159]) {
		const {beside, list, detail} = splitOf(columns, 30, 10);
		expect({beside, columns: [list.columns, detail.columns]}).toEqual({beside: false, columns: [columns, columns]});
		expect(list.rows + detail.rows).toBe(30);
	}
	for (const columns of [160, 200, 320]) {
		const {beside, list, detail} = splitOf(columns, 30, 10);
		expect(beside).toBe(true);
		expect(list.columns + 3 + detail.columns).toBe(columns);
		// The titles and the line between them are no longer between them.
		expect([list.rows, detail.rows]).toEqual([31, 32]);
	}
	expect(splitOf(80, 3, 8).list.rows).toBe(1);
});
