import {expect, test} from 'vitest';
import {walking} from '../../helpers/walking.tsx';

test('The edited commands are what runs, and the record says so', async () => {
	const {press, type, text, world, session} = await walking();
	await press('e');
	expect(text()).toContain('For m1 m2 m3 w1 w2. Recorded, but not passwords and <secret:text>.');
	await type('say mine');
	await press('return', 'ctrl+s', 'return');

	expect(world.log).toContain('m1 run say mine');
	expect(session.store.getState().rows['swap-now']?.['m1']?.edited).toBe('say mine\nmake swap-now');
});

test('Esc discards, Ctrl+R goes back to the original', async () => {
	const {press, type, text, session} = await walking();
	await press('e');
	await type('x');
	await press('escape');
	expect(session.engine.preview('swap-now', 'm1').edited).toBe(false);

	await press('e');
	await type('x');
	await press('ctrl+s');
	expect(text()).toContain('xmake swap-now');
	await press('e', 'ctrl+r');
	expect(text()).not.toContain('xmake');
});

test('The person’s own editor is used when there is one', async () => {
	const {press, text} = await walking({doors: {editor: async before => `${before}\nsay from vi`}});
	await press('e', 'ctrl+o');

	expect(text()).toContain('say from vi');
	expect(text()).toContain('Ctrl+O open in $EDITOR');
});

test('In a long text the line with the cursor is in sight', async () => {
	const {press, type, text} = await walking();
	await press('e');
	for (let line = 0; line < 30; line++) {
		await type(`say ${line}`);
		await press('return');
	}
	expect(text()).toContain('make swap-now');
	await press('up');
	expect(text()).toContain('say 29');
});

test.each([
	['Latin', 'x', 70],
	['Chinese', '好', 40],
] as const)('On a line longer than the window the cursor stays in sight after %s letters', async (_, letter, count) => {
	const {press, type, lines} = await walking({columns: 60, rows: 20});
	await press('e');
	await type(`# ${letter.repeat(count)}END`);
	await press('left');

	expect(lines().find(line => line.includes('END'))).toBeDefined();
});
