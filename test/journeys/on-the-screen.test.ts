// A person at a real terminal, in both languages and two sizes. What is asserted is what that person reads.
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {textsOf, type Language, type Texts} from '../../source/texts/texts.ts';
import {books} from '../../steps/books.ts';
import {keyOf, sitDown, type Robot, type Size} from '../helpers/robot.ts';
import {hasTerminal} from '../helpers/terminal.ts';
import {makeHome} from '../session/story.ts';

const install = books[0]!;
const {enter, escape, save} = keyOf;

const taskOf = (id: string) => install.stages.flatMap(({tasks}) => tasks).find(task => task.id === id)!;
const stageOf = (id: string) => install.stages.find(stage => stage.id === id)!;

/** Wide enough to be told from others in a narrow column. */
const start = (text: string, length = 12): string => text.slice(0, length);

const smallPlan = `name: small
endpoint: {kind: single}
hosts:
  - {name: m1, address: 10.77.0.11, role: control-plane}
  - {name: w1, address: 10.77.0.21, role: worker}
`;

const homeWithPlan = (): string => {
	const home = makeHome();
	writeFileSync(join(home, 'cluster.yaml'), smallPlan);
	return home;
};

const escapeRegExp = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);

const lab = ['--lab', '--plan', 'cluster.yaml'];

const sizes: readonly Size[] = [
	{columns: 80, rows: 24},
	{columns: 140, rows: 40},
];
const settings = (['en', 'zh'] as const).flatMap(language => sizes.map(size => ({language, ...size})));

/** The session stays open: it was stopped by its operator. */
const stoppedByOperator = 4;

/** A session that was just resumed may still ask its hosts, and says so before it lets go. */
const leave = async (robot: Robot, texts: Texts): Promise<number | null> => {
	robot.press('q');
	const asks = robot.sees(texts.keys.leave).then(
		() => robot.press('q'),
		() => undefined,
	);
	const code = await robot.ended;
	await asks;
	return code;
};

/** The line between the stages and the tasks runs straight down, whatever wide letters stand left of it. */
const expectStraight = (robot: Robot): void => {
	const columns = robot
		.columnsOf('│')
		.map(found => found[0])
		.filter(column => column !== undefined);
	expect(columns.length).toBeGreaterThan(5);
	expect(new Set(columns).size).toBe(1);
};

describe.skipIf(!hasTerminal)('On the screen (skipped without script)', () => {
	describe.concurrent.each(settings)('in $language at $columns x $rows', ({language, columns, rows}) => {
		const size: Size = {columns, rows};
		const texts = textsOf(language);
		const title = (id: string): string => start(taskOf(id).title[language]);

		const walk = async (home = homeWithPlan()): Promise<{robot: Robot; home: string}> => {
			const robot = sitDown(lab, home, language, size);
			await robot.sees(texts.walk.simulated, title('root'), texts.keys.quit);
			return {robot, home};
		};

		test('the start screen has the rehearsal selected, and Enter opens it', async () => {
			const robot = sitDown([], makeHome(), language, size);
			await robot.sees(
				texts.start.rehearse,
				start(texts.start.rehearseWhy),
				texts.start.open,
				texts.start.create,
			);
			robot.press(enter);
			await robot.sees(texts.walk.simulated, /m1 m2 m3|m1 +m2 +m3/);
			expectStraight(robot);
			expect(await leave(robot, texts)).toBe(stoppedByOperator);
		});

		test('a session that was killed is offered first, and goes on where it was', async () => {
			const {robot, home} = await walk();
			robot.press('s');
			await robot.sees(`✓ ${start(stageOf('connect').title[language], 6)}`);
			robot.kill('SIGKILL');
			await robot.ended;

			const again = sitDown([], home, language, size);
			await again.sees(start(texts.start.resume('small', true), 8));
			again.press(enter);
			await again.sees(`✓ ${start(stageOf('connect').title[language], 6)}`, texts.walk.simulated);
			expectStraight(again);
			expect(await leave(again, texts)).toBe(stoppedByOperator);
		});

		// Some hundred presses: once in each language, and once in each size.
		test.runIf((language === 'en') === (columns === 80))(
			'Enter alone, pressed again and again, installs the cluster',
			{timeout: 400_000},
			async () => {
				const {robot} = await walk();
				/** What Enter does next, as the screen names it, until there is nothing more to do. */
				const offer = (): string | undefined =>
					robot.screen().includes(texts.ending.rehearsed)
						? texts.ending.rehearsed
						: /^Enter .*$/m.exec(robot.screen())?.[0];
				let offered = offer();
				let presses = 0;
				while (offered !== texts.ending.rehearsed) {
					robot.press(enter);
					presses++;
					const last = offered;
					offered = await robot.changed(offer, now => now !== undefined && now !== last);
				}
				expect(presses).toBeGreaterThan(60);
				robot.press('q');
				expect(await robot.ended).toBe(0);
			},
		);

		/** By the palette, as somebody would who knows its name. */
		const goTo = async (robot: Robot, id: string): Promise<void> => {
			robot.press(':');
			await robot.sees(texts.keys.closePalette);
			robot.press(id);
			await robot.sees(new RegExp(`› .*${escapeRegExp(title(id))}`));
			robot.press(enter);
			await robot.sees(`› ${title(id)}`, texts.walk.commands);
		};

		test('commands that were edited are what runs', async () => {
			const {robot} = await walk();
			await goTo(robot, 'modules-now');
			robot.press('e');
			await robot.sees(start(texts.dialog.editTitle(taskOf('modules-now').title[language])));
			robot.press('echo edited-by-the-robot; ');
			await robot.sees('edited-by-the-robot');
			robot.press(save);
			await robot.sees(`› ${title('modules-now')}`, 'edited-by-the-robot');
			expectStraight(robot);
			robot.press('r');
			await robot.sees(/✓ +✓/);
			robot.press('o');
			await robot.sees(/│ *edited-by-the-robot *$/m);
			expect(await leave(robot, texts)).toBe(stoppedByOperator);
		});

		test('what a task changed is shown before it is taken back, and then it is', async () => {
			const {robot} = await walk();
			await goTo(robot, 'modules-now');
			robot.press('r');
			await robot.sees(/✓ +✓/);
			robot.press('u');
			await robot.sees(start(texts.dialog.undoTitle), 'modprobe');
			robot.press('y');
			await robot.sees(texts.walk.undone);
			expect(await leave(robot, texts)).toBe(stoppedByOperator);
		});

		test('the language changes in the middle of a run', async () => {
			const {robot} = await walk();
			const other: Language = language === 'en' ? 'zh' : 'en';
			robot.press('s');
			robot.press('L');
			await robot.sees(textsOf(other).walk.simulated, start(stageOf('swap').title[other], 4));
			expectStraight(robot);
			await robot.sees(`✓ ${start(stageOf('connect').title[other], 6)}`);
			expect(await leave(robot, textsOf(other))).toBe(stoppedByOperator);
		});

		test('the output of two hosts is followed, one after the other', async () => {
			const {robot} = await walk();
			robot.press('s');
			await robot.sees(`✓ ${start(stageOf('connect').title[language], 6)}`);
			robot.press('6');
			await robot.sees(texts.log.command, texts.keys.narrow, /\d\d:\d\d:\d\d m1 /, /\d\d:\d\d:\d\d w1 /);
			for (const host of ['m1', 'w1']) {
				robot.press('/');
				await robot.sees(texts.keys.dropQuery);
				robot.press(host);
				robot.press(enter);
				const shown = await robot.sees(texts.keys.narrow, new RegExp(`› \\d\\d:\\d\\d:\\d\\d ${host} `));
				expect(shown).toContain('Setting up curl');
				robot.press(escape);
				await robot.sees(/\d\d:\d\d:\d\d m1 /, /\d\d:\d\d:\d\d w1 /);
			}
			robot.press('1');
			await robot.sees(texts.walk.commands);
			expect(await leave(robot, texts)).toBe(stoppedByOperator);
		});
	});
});
