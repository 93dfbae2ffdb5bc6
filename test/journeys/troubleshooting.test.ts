// Somebody arrives in the middle of an outage and sits down at a terminal: the cause, its cure, and the proof.
import {describe, expect, test} from 'vitest';
import {homeOf} from '../../source/session/home.ts';
import {createSession} from '../../source/session/sessions.ts';
import {writeFile} from '../../source/session/write-file.ts';
import {textsOf, type Language} from '../../source/texts/texts.ts';
import {labs} from '../../steps/labs/labs.ts';
import {findings} from '../../steps/findings/all.ts';
import {installedLab} from '../helpers/installed-lab.ts';
import {keyOf, sitDown, type Robot, type Size} from '../helpers/robot.ts';
import {hasTerminal} from '../helpers/terminal.ts';
import {makeHome} from '../session/story.ts';

const {enter, down} = keyOf;

const settings: readonly (Size & {readonly language: Language})[] = [
	{language: 'en', columns: 80, rows: 24},
	{language: 'zh', columns: 140, rows: 40},
	{language: 'en', columns: 60, rows: 20},
];

const stopped = findings.find(({id}) => id === 'kubelet-stopped')!;

/** A cluster that an earlier session has installed, and of which somebody has stopped a kubelet. */
const brokenHome = async (language: Language): Promise<string> => {
	const home = makeHome();
	const lab = await installedLab();
	await lab.open('w1').run('systemctl stop kubelet');
	await lab.clock.sleep(60_000, new AbortController().signal);
	const about = {book: 'install', planText: labs[0].plan, lab: labs[0].id, language};
	const {files} = createSession(homeOf({KUBEWALK_HOME: home}, home), 'lab', about, new Date());
	writeFile('lab', files.lab, lab.save());
	return home;
};

const paste = (lines: readonly string[]): string => `\u001B[200~${lines.join('\n')}\u001B[201~`;

/** Down the list until this is selected. */
const select = async (robot: Robot, words: string): Promise<void> => {
	const selected = (): boolean => new RegExp(`› ${words}`).test(robot.screen());
	while (!selected()) {
		const before = robot.screen();
		robot.press(down);
		await robot.changed(robot.screen, now => now !== before);
	}
	robot.press(enter);
};

describe.skipIf(!hasTerminal)('Troubleshooting on the screen (skipped without script)', () => {
	describe.each(settings)('in $language at $columns x $rows', ({language, columns, rows}) => {
		const texts = textsOf(language);
		const title = stopped.title[language].slice(0, 16);
		const cause = new RegExp(`1\\. ${title}`);

		test('from the start screen to the cause, the cure, the proof and the report', {timeout: 240_000}, async () => {
			const robot = sitDown([], await brokenHome(language), language, {columns, rows});
			await robot.sees(texts.start.rehearse, texts.keys.quit);
			await select(robot, texts.start.broken);
			await robot.sees(texts.start.pasteText);
			await select(robot, texts.start.troubleshootLab.slice(0, 8));

			await robot.sees(cause, texts.diagnose.confirmed, /w1/);
			robot.press('j');
			await robot.sees(/› +\S+.*[:：]/, 'systemctl restart kubelet');
			robot.press(enter);
			await robot.sees(texts.findings.confirm(texts.planBook.changes).slice(0, 10), texts.keys.no);
			robot.press('y');
			await robot.sees(texts.findings.cured, texts.findings.nothing);
			robot.press('7');
			await robot.sees(texts.ending.allCured, texts.ending.gone, 'kubewalk report');
			robot.press('q');
			expect(await robot.ended).toBe(0);
		});

		test(
			'killed before anything was cured, it is offered by its name, and asks again',
			{timeout: 240_000},
			async () => {
				const home = await brokenHome(language);
				const robot = sitDown(['diagnose', '--lab'], home, language, {columns, rows});
				await robot.sees(cause);
				robot.press('n');
				await robot.sees(texts.note.title);
				robot.press('seen by the robot');
				await robot.sees('seen by the robot');
				robot.press(enter);
				await robot.sees(texts.note.taken);
				robot.kill('SIGKILL');
				await robot.ended;

				const again = sitDown(['diagnose', '--resume'], home, language, {columns, rows});
				await again.sees(cause, texts.keys.lookAgain);
				again.press('7');
				await again.sees(texts.ending.stillWrong(1), texts.ending.notes(1));
				again.press('S');
				await again.sees(texts.start.resumeTroubleshooting('lab', true).slice(0, 36));
				again.press('q');
				expect(await again.ended).toBe(0);
			},
		);

		test('thousands of pasted lines are read as --from reads them', {timeout: 240_000}, async () => {
			const robot = sitDown([], makeHome(), language, {columns, rows});
			await robot.sees(texts.start.rehearse, texts.keys.quit);
			await select(robot, texts.start.broken);
			await robot.sees(texts.start.pasteText);
			await select(robot, texts.start.pasteText);
			await robot.sees(texts.start.pasteHint.slice(0, 12));
			const journal = Array.from(
				{length: 3000},
				(_, at) =>
					`Mar 10 09:14:55 node-7 kubelet[41007]: I0310 09:14:55.${at} reconciler.go:253] volume x-${at}`,
			);
			robot.press(
				paste([
					...journal,
					'Mar 10 09:14:55 node-7 kubelet[41007]: E0310 09:14:55.1 run.go:72] "command failed" err="failed to run Kubelet: running with swap on is not supported, please disable swap or set --fail-swap-on flag to false"',
				]),
			);
			await robot.sees('3001');
			robot.press(enter);
			const swap = findings.find(({id}) => id === 'swap-on')!;
			await robot.sees(`1. ${swap.title[language]}`, 'node-7', texts.walk.pasted);
			robot.press('q');
			expect(await robot.ended).toBe(0);
		});
	});
});
