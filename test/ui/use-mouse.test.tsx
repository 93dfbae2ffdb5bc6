import {expect, test} from 'vitest';
import {reporting} from '../../source/ui/use-mouse.ts';
import type {Liked} from '../../source/ui/doors.ts';
import {settle, widthOf} from '../helpers/screen.tsx';
import {showProgram, walking, type Options, type Showing} from '../helpers/walking.tsx';

const send = ({mouse}: Showing['ui'], bytes: string): void => {
	for (const part of mouse.read(bytes)) if (typeof part === 'object') mouse.happened(part);
};

/** Clicks on words, and turns the wheel over them: where they stand is read off the screen. */
const handOn = ({ui, lines}: Showing) => {
	const point = async (button: number, words: string, into = 0): Promise<void> => {
		const y = lines().findIndex(line => line.includes(words));
		expect(y, `${words} in\n${lines().join('\n')}`).not.toBe(-1);
		const x = widthOf(lines()[y]!.slice(0, lines()[y]!.indexOf(words))) + into;
		send(ui, `\u001B[<${button};${x + 1};${y + 1}M`);
		await settle();
	};
	return {
		click: point.bind(undefined, 0),
		wheelDown: point.bind(undefined, 65),
		wheelUp: point.bind(undefined, 64),
	};
};

const clicking = async (options: Options = {}) => {
	const shown = await walking(options);
	await shown.press('M');
	return {...shown, ...handOn(shown)};
};

test('The mouse is off until M; then text is said to be selected with Shift; both are remembered', async () => {
	const liked: Liked[] = [];
	const {press, text, written, ui} = await walking({doors: {remember: one => liked.push(one)}});
	expect(written()).not.toContain('[?1000');
	expect(ui.mouse.read('\u001B[<0;1;1M')).toEqual(['\u001B[<0;1;1M']);

	await press('M');
	expect(written()).toContain(reporting(true));
	expect(written()).not.toContain(reporting(false));
	expect(text()).toContain('The mouse is on. Hold Shift (iTerm2: Option) while you drag to select text.');

	await press('?');
	expect(text()).toContain('Keys  The mouse is on. Hold Shift');
	await press('escape', 'M');
	expect(written()).toContain(reporting(false));
	expect(text()).toContain('The mouse is off');
	expect(liked).toEqual([{mouse: true}, {mouse: false}]);
});

test.each(['en', 'zh'] as const)(
	'In %s a click selects a task, a stage, a pane and a screen, and runs nothing',
	async language => {
		const {click, text, world, session} = await clicking({language});
		const [init, boot, values] = {
			en: ['Initialise the', 'Keep swap off after', 'Values'],
			zh: ['初始化第一个', '重启后保持', '取值'],
		}[language] as [string, string, string];
		await click(boot, 1);
		expect(session.walk.get().task).toBe('swap-boot');
		await click(boot);
		await click(init, 1);
		expect(session.walk.get().task).toBe('init');
		expect(text()).toMatch(/› (?:Initialise|初始化)/);
		await click(language === 'en' ? ' Output ' : ' 输出 ', 1);
		expect(text()).toContain(language === 'en' ? '[Output]' : '[输出]');
		await click(`5 ${values}`, 2);
		expect(session.view.get()).toBe('values');
		expect(world.log).toEqual([]);
	},
);

test('A click on a key of the footer is that key, also where what it does is written out', async () => {
	const {click, text, world} = await clicking();
	await click('? help');
	expect(text()).toContain('close help');
	await click('close help', 2);
	await click('Enter run “Turn off');
	expect(world.log.filter(line => line.includes('run make swap-now'))).toHaveLength(5);
	await click('e edit', 4);
	expect(text()).toContain('Ctrl+S');
});

test('On a list a click selects, and on the selected row it goes where Enter goes', async () => {
	const {click, wheelDown, wheelUp, press, text, session} = await clicking({rows: 30});
	await session.engine.start({tasks: ['swap-now', 'swap-boot']});
	await press('2');
	await wheelDown('Turn off swap now');
	expect(text()).toContain('› Join');
	await wheelUp('› Join');
	expect(text()).toContain('› Turn off swap now');
	await click('Initialise', 2);
	expect(text()).toContain('› Initialise');
	expect(session.view.get()).toBe('survey');
	await click('Initialise', 2);
	expect(session.view.get()).toBe('walk');
	expect(session.walk.get().task).toBe('init');
});

test('A cell of the survey is chosen with its host, and clicked again leads to its task', async () => {
	const {click, text, session, press, lines} = await clicking({columns: 140, rows: 30});
	await session.engine.start({tasks: ['swap-now', 'swap-boot']});
	await press('2');
	const row = lines().find(line => line.includes('  Join'))!;
	const last = row.trimEnd().length - 1 - row.indexOf('  Join');
	await click('  Join', last);
	expect(text()).toContain('w2 ✗ not so: no join on w2');
	await click('› Join', last);
	expect(session.view.get()).toBe('walk');
	expect(session.walk.get()).toMatchObject({task: 'join', host: 'w2'});
});

test('The wheel scrolls the pane that is under it', async () => {
	const {click, wheelUp, wheelDown, session, text} = await clicking({columns: 140, rows: 40});
	await session.engine.start({tasks: ['init']});
	await click('Initialise the', 1);
	await wheelUp('Output', 2);
	expect(session.walk.get()).toMatchObject({pane: 'output'});
	expect(text()).toContain('[Output]');
	// Two lines were printed, of which one stays in sight.
	expect(session.walk.get().scroll).toBe(1);
	await wheelDown('[Output]');
	expect(session.walk.get().scroll).toBe(0);
	await click('Commands', 2);
	expect(text()).toContain('[Commands]');
	await wheelUp('Turn off swap', 1);
	expect(session.walk.get().task).toBe('swap-now');
});

test('What is open on top keeps the screen below from being clicked', async () => {
	const {click, session, press, type, text, ui} = await clicking();
	await press('x');
	await type('because');
	await click('5 Values', 2);
	expect(session.view.get()).toBe('walk');
	expect(session.walk.get().dialog).toMatchObject({field: {text: 'because'}});
	await press('escape', '?');
	const before = session.walk.get().task;
	for (let row = 2; row < 24; row++) send(ui, `\u001B[<0;30;${row}M`);
	await settle();
	expect(session.walk.get().task).toBe(before);
	expect(text()).toContain('close help');
});

test('On the start screen and in the palette a click selects; the wizard turns a choice', async () => {
	const shown = await showProgram(undefined);
	await shown.press('M');
	const {click, wheelUp} = handOn(shown);
	await click('Open a plan', 2);
	expect(shown.text()).toContain('› Open a plan');
	await wheelUp('› Open a plan');
	expect(shown.text()).toContain('› Rehearse');
	await click('New plan', 2);
	await click('Enter New plan');
	await click('keepalived-haproxy');
	expect(shown.text()).toContain('kube-vip');
	await click('Name');
	expect(shown.text()).toMatch(/› Name/);
});

test('In the palette the selected task is gone to, but an action waits for Enter', async () => {
	const {click, press, type, text, session, world} = await clicking();
	await press(':');
	await type('join');
	await click('stage ', 1);
	expect(text()).toMatch(/› stage +Join the others/);
	await click('› stage', 20);
	expect(session.walk.get().task).toBe('join');

	await press(':');
	await type('run to the end');
	await click('run to the end', 30);
	await click('run to the end', 30);
	expect(world.log).toEqual([]);
});
