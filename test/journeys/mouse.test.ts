// A hand on the mouse, before a real pseudo-terminal: what a terminal sends is sent, byte for byte.
import {describe, expect, test} from 'vitest';
import {keyOf, type Robot} from '../helpers/robot.ts';
import {widthOf} from '../helpers/screen.tsx';
import {isStraight, leave, seatOf, settings, stageOf, start, stoppedByOperator} from '../helpers/seated.ts';
import {hasTerminal} from '../helpers/terminal.ts';

const left = 0;
const up = 64;
const down = 65;

/** Does something with the mouse on these words, once they stand on the screen. */
const handOn =
	(robot: Robot) =>
	async (button: number, words: string | RegExp, times = 1): Promise<void> => {
		const rows = (await robot.sees(words)).split('\n');
		const places = rows.map(row => (typeof words === 'string' ? row.indexOf(words) : row.search(words)));
		const row = places.findIndex(place => place !== -1);
		const column = widthOf(rows[row]!.slice(0, places[row])) + 2;
		const at = `\u001B[<${button};${column};${row + 1}`;
		robot.press(`${at}M${at}m`.repeat(times));
	};

describe.skipIf(!hasTerminal)('The mouse (skipped without script)', () => {
	describe.concurrent.each(settings)('in $language at $columns x $rows', ({language, columns, rows}) => {
		const {texts, title, walk, goTo} = seatOf({language, columns, rows});

		test('clicks on a stage, a task, a screen, a host and a key', async () => {
			const {robot} = await walk();
			const point = handOn(robot);
			robot.press('M');
			await robot.sees(texts.app.mouseOn);

			await point(left, start(stageOf('modules').title[language], 6));
			await robot.sees(`› ${title('modules-now')}`);
			await point(left, `  ${title('modules-at-boot')}`);
			await robot.sees(`› ${title('modules-at-boot')}`);
			expect(isStraight(robot)).toBe(true);

			await point(left, `4 ${texts.views.hosts}`);
			await robot.sees(/^› +m1 /m, texts.keys.hostShell);
			await point(left, /^ +w1 +\S/m);
			await point(left, /^› +w1 /m);
			await robot.sees(texts.keys.closeHost);
			await point(left, `1 ${texts.views.walk}`);
			await robot.sees(`› ${title('modules-at-boot')}`);

			await robot.sees(`s ${texts.keys.stage}`);
			await point(left, `? ${texts.keys.help}`);
			await robot.sees(texts.keys.closeHelp);
			await point(left, `Esc ${texts.keys.closeHelp}`);
			await robot.sees(`› ${title('modules-at-boot')}`);
			expect(await leave(robot, texts)).toBe(stoppedByOperator);
		});

		test('turns the wheel over what a command has printed', async () => {
			const {robot} = await walk();
			const point = handOn(robot);
			robot.press('M');
			await goTo(robot, 'modules-now');
			robot.press('e');
			await robot.sees(texts.dialog.editHosts('m1 w1'));
			robot.press('for i in $(seq 70); do echo "line $i"; done; ');
			await robot.sees('line $i');
			robot.press(keyOf.save);
			await robot.sees(`› ${title('modules-now')}`);
			robot.press('r');
			await robot.sees(/✓ +✓/);
			robot.press('o');
			await robot.sees('line 70');
			const first = (): number => Number(/│ line (\d+)/.exec(robot.screen())?.[1]);
			const before = first();
			await point(up, 'line 70');
			await robot.changed(first, now => now === before - 3);
			await point(up, `line ${before}`, 5);
			await robot.changed(first, now => now === before - 18);
			await point(down, `line ${before - 18}`);
			await robot.changed(first, now => now === before - 15);
			expect(await leave(robot, texts)).toBe(stoppedByOperator);
		});

		// What is typed is the same in all of them.
		test.runIf(columns === 80)('is no text where text is typed, whatever the terminal makes of it', async () => {
			const {robot} = await walk();
			robot.press('M');
			await robot.sees(texts.app.mouseOn);
			robot.press('n');
			await robot.sees(texts.keys.cancel);
			robot.press('before');
			await robot.sees('before');
			for (const bytes of ['[<0;10;5M', '[<0;10;5m', '[M *%', '[<35;10;5M', '[<0;1'])
				robot.press(`\u001B${bytes}`);
			// A slow line.
			for (const byte of '\u001B[<0;10;5M') robot.press(byte);
			robot.press(' after');
			await robot.sees('before after');
			robot.press(keyOf.enter);
			await robot.sees(texts.note.taken);
			expect(await leave(robot, texts)).toBe(stoppedByOperator);
		});
	});
});
