// A person at a real terminal, in both languages and two sizes. What is asserted is what that person reads.
import {describe, expect, test} from 'vitest';
import {textsOf, type Language} from '../../source/texts/texts.ts';
import {keyOf} from '../helpers/robot.ts';
import {isStraight, leave, seatOf, settings, stageOf, start, stoppedByOperator, taskOf} from '../helpers/seated.ts';
import {hasTerminal} from '../helpers/terminal.ts';
import {makeHome} from '../session/story.ts';

const {enter, escape, save} = keyOf;

describe.skipIf(!hasTerminal)('On the screen (skipped without script)', () => {
	describe.concurrent.each(settings)('in $language at $columns x $rows', ({language, columns, rows}) => {
		const {texts, title, sit, walk, goTo} = seatOf({language, columns, rows});

		test('the start screen has the rehearsal selected, and Enter opens it', async () => {
			const robot = sit([], makeHome());
			await robot.sees(
				texts.start.rehearse,
				start(texts.start.rehearseWhy),
				texts.start.open,
				texts.start.create,
			);
			robot.press(enter);
			await robot.sees(texts.walk.simulated, /m1 m2 m3|m1 +m2 +m3/);
			expect(isStraight(robot)).toBe(true);
			expect(await leave(robot, texts)).toBe(stoppedByOperator);
		});

		test('a session that was killed goes on where it was, without a question', async () => {
			const {robot, home} = await walk();
			robot.press('s');
			await robot.sees(`✓ ${start(stageOf('connect').title[language], 6)}`);
			robot.kill('SIGKILL');
			await robot.ended;

			// The start screen selects it and opens it by itself: nobody is sure to see that frame.
			const again = sit([], home);
			await again.sees(`✓ ${start(stageOf('connect').title[language], 6)}`, texts.walk.simulated);
			expect(isStraight(again)).toBe(true);
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
					expect(robot.screen()).not.toMatch(/\d{3,}:\d\d:\d\d/);
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

		test('commands that were edited are what runs', async () => {
			const {robot} = await walk();
			await goTo(robot, 'modules-now');
			robot.press('e');
			await robot.sees(start(texts.dialog.editTitle(taskOf('modules-now').title[language])));
			robot.press('echo edited-by-the-robot; ');
			await robot.sees('edited-by-the-robot');
			robot.press(save);
			await robot.sees(`› ${title('modules-now')}`, 'edited-by-the-robot');
			expect(isStraight(robot)).toBe(true);
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
			expect(isStraight(robot)).toBe(true);
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
