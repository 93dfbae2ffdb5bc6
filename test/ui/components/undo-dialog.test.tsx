import {expect, test, vi} from 'vitest';
import {walking} from '../../helpers/walking.tsx';

test('What will run is shown before it runs, and Enter does not start it', async () => {
	const {press, text, world} = await walking();
	await press('return', 'g', 'u');
	expect(text()).toContain('This will run to take it back, last first');
	expect(text()).toContain('Turn off swap now — m1 m2 m3 w1 w2');
	expect(text()).toContain('remove swap-now');

	world.log.length = 0;
	await press('return', 'n');
	expect(world.log).toEqual([]);
	await press('u', 'y');
	expect(world.log).toContain('w2 run remove swap-now');
	expect(text()).toContain('Taken back.');
	expect(text()).toMatch(/› Turn off swap now +u +u +u +u +u/);
});

test('In a small window no command is cut that is about to run', async () => {
	const {press, text, session} = await walking({columns: 60, rows: 20});
	const long = `remove swap-now ${'--with-a-long-flag '.repeat(5)}--to-the-end`;
	vi.spyOn(session.engine, 'undoPreview').mockReturnValue(long);
	await press('return', 'g', 'u');

	expect(text().replaceAll(/\n */g, '')).toContain(long);
});

test('Everything this session did is taken back from the end, and a long preview scrolls', async () => {
	const {press, text} = await walking({rows: 18, columns: 80, language: 'zh'});
	await press('a', 'escape', 'U');
	const order = ['remove join', 'remove init', 'remove swap-boot', 'remove swap-now'].map(line =>
		text().indexOf(line),
	);

	expect(order).toEqual(order.toSorted((one, other) => one - other));
	expect(text()).toContain('将运行以下命令来回退，后做的先退');
});
