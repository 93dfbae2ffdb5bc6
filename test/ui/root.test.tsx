import {expect, test} from 'vitest';
import type {Liked} from '../../source/ui/doors.ts';
import {createFakeWorld} from '../helpers/fake-world.ts';
import {widthOf} from '../helpers/screen.tsx';
import {views} from '../../source/ui/views.ts';
import {openBook, showProgram, walking} from '../helpers/walking.tsx';

test('From the start screen, Enter alone reaches the end', async () => {
	const {press, text} = await showProgram(undefined, {doors: {rehearse: async () => openBook(createFakeWorld())}});
	for (let turn = 0; turn < 7; turn++) await press('return');

	expect(text()).toContain('Everything is done, on simulated hosts.');
	expect(text()).toContain('The report: kubewalk report s1');
});

test('The language switches at once, everywhere, and is remembered', async () => {
	const saved: Liked[] = [];
	const {press, text} = await walking({doors: {remember: liked => saved.push(liked)}});
	await press('L');

	expect(text()).toContain('在 5 台主机上运行“立即关闭交换分区”');
	expect(saved).toEqual([{language: 'zh'}]);
});

test('A terminal of 40 by 10 gets one calm sentence, and comes back when there is room', async () => {
	const {resize, text, press, world} = await walking();
	await resize(40, 10);

	expect(text().trim()).toBe(
		'Please give kubewalk a little more room:\nat least 60 columns and 18 rows.\nWhat is running goes on.',
	);
	await press('return');
	expect(world.log).toEqual([]);

	await resize(80, 24);
	expect(text()).toContain('Enter run “Turn off swap now” on 5 hosts');
});

test.each([
	[60, 18],
	[80, 24],
	[140, 40],
	[200, 20],
])('At %i by %i the frame is exactly as tall as the terminal and no wider', async (columns, rows) => {
	for (const language of ['en', 'zh'] as const) {
		const {lines, press} = await walking({columns, rows, language});
		for (const key of ['', '?', 'escape', 'e', 'escape', 'x', 'escape', 'tab', 'tab', 'return', 'u', 'escape']) {
			if (key !== '') await press(key);
			expect(lines()).toHaveLength(rows);
			expect(Math.max(...lines().map(widthOf))).toBeLessThanOrEqual(columns);
		}
	}
});

test('With nothing running, q and Ctrl+C leave at once', async () => {
	for (const key of ['q', 'ctrl+c']) {
		const {press, left} = await walking();
		await press(key);

		expect(left()).toBe(true);
	}
});

test('While something runs, leaving says what stays running; Ctrl+C again leaves', async () => {
	const {press, text, left, world} = await walking();
	const ends: (() => void)[] = [];
	world.onRun = () => new Promise<void>(resolve => ends.push(resolve));
	await press('return', 'ctrl+c');

	expect(text()).toContain('Something is still running');
	expect(text()).toContain('Turn off swap now — m1 m2 m3 w1 w2');
	expect(left()).toBe(false);

	await press('escape');
	expect(text()).toContain('on m1 m2 m3 w1 w2 · Turn off swap now');
	await press('ctrl+c', 'ctrl+c');
	expect(left()).toBe(true);
	for (const end of ends) end();
});

test('Ctrl+C works while something is being typed, and loses nothing', async () => {
	const {press, type, left, session} = await walking();
	await press('x');
	await type('quit');
	await press('ctrl+c');

	expect(left()).toBe(true);
	expect(session.walk.get().dialog).toMatchObject({field: {text: 'quit'}});
});

test('Without colours the marks still speak', async () => {
	const {press, text} = await walking({colour: false});
	await press('return');

	expect(text()).toMatch(/Turn off swap now +✓ +✓ +✓ +✓ +✓/);
	expect(text()).toMatch(/Keep swap off after reboot +\. +\. +\. +\. +\./);
});

test.each(['en', 'zh'] as const)(
	'In %s every screen of a session says in the smallest window what is next and how to get help',
	async language => {
		const {press, lines, ui} = await walking({language, columns: 60, rows: 20});
		const help = language === 'en' ? '? help' : '? 帮助';
		for (const [digit, view] of Object.keys(views).entries()) {
			await press(String(digit + 1));
			expect(ui.shell.get().session?.view.get()).toBe(view);
			expect(lines().at(-1)).toContain(help);
			expect(lines().at(-1)).not.toContain('…');
		}
	},
);
