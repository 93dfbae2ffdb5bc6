// A person at a real terminal: from questions to a plan, from a few letters to anything, and a host that only this person reaches.
import {globSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {spawnSync} from 'node:child_process';
import {cpSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {keyOf, type Robot} from '../helpers/robot.ts';
import {homeWithPlan, leave, seatOf, settings, stageOf, start, stoppedByOperator, taskOf} from '../helpers/seated.ts';
import {hasTerminal} from '../helpers/terminal.ts';
import {runInShell} from '../hosts/operator.ts';
import {makeHome} from '../session/story.ts';

const {enter, escape, down} = keyOf;

const handPlan = `name: hand
endpoint: {kind: single}
hosts:
  - {name: m1, address: 127.0.0.1, role: control-plane, transport: by-hand}
`;

/** A mount namespace of one's own is needed to show a host that is this machine and does not change it. */
const canStandIn = process.getuid?.() === 0 && spawnSync('unshare', ['-m', 'true']).status === 0;

/** A host of its own as far as /etc is concerned: what is done there is there for the next command, and nowhere else. */
const standIn = (home: string): ((script: string) => string) => {
	const etc = join(home, 'etc');
	cpSync('/etc', etc, {recursive: true, verbatimSymlinks: true});
	const shell = ['unshare', '-m', 'sh', '-c', 'mount --bind "$0" /etc && exec sh', etc];
	return script => runInShell(script, shell);
};

describe.skipIf(!hasTerminal)('On the screen, with plans (skipped without script)', () => {
	describe.concurrent.each(settings)('in $language at $columns x $rows', setting => {
		const {texts, sit, walk, goTo} = seatOf(setting);
		const {language} = setting;

		test('a few answers become a plan, typed ahead of the screen, which is read, written, and then opened', async () => {
			const home = makeHome();
			const robot = sit(['new'], home);
			await robot.sees(texts.form.kind, 'keepalived-haproxy');
			robot.press(`${enter}10.77.0.11 10.77.0.12${enter}`);
			await robot.sees(language === 'en' ? 'write 1 or 3' : '请写 1 个或 3 个');
			robot.press(` 10.77.0.13${enter}10.77.0.21 db=10.77.0.22${enter}`);
			const shown = await robot.sees(`› ${texts.form.user}`, /m1 +m2 +m3/, '10.77.0.22');
			expect(shown).toContain('?');
			robot.press(`${enter}${enter}`);
			await robot.sees(`› ${texts.form.address}`);
			robot.press(`10.77.0.100${enter}${enter}${enter}\u0015shop${enter}`);
			await robot.sees(`› ${texts.form.path}`, 'shop');
			robot.press(enter);
			await robot.sees('name: shop', texts.form.write('cluster.yaml'), texts.keys.reviewDown);
			robot.press(`${down}${down}${down}${down}${down}${down}${down}${down}`);
			await robot.sees('{name: db, address: 10.77.0.22, role: worker}');
			robot.press(enter);
			await robot.sees(`› ${texts.start.openFound('cluster.yaml')}`);
			expect(readFileSync(join(home, 'cluster.yaml'), 'utf8')).toContain('address: 10.77.0.100');
			robot.press('q');
			expect(await robot.ended).toBe(0);
		});

		test('anything is found by a few letters: an action, a stage, a task in the other language, a host', async () => {
			const {robot} = await walk();
			const find = async (letters: string, first: RegExp): Promise<void> => {
				robot.press(':');
				await robot.sees(texts.keys.closePalette);
				robot.press(letters);
				await robot.sees(first);
				robot.press(enter);
			};
			const other = language === 'en' ? 'zh' : 'en';
			await find(
				taskOf('modules-at-boot').title[other],
				new RegExp(`› .*${start(taskOf('modules-at-boot').title[language])}`),
			);
			await robot.sees(`› ${start(taskOf('modules-at-boot').title[language])}`, texts.walk.commands);
			await find('swap', new RegExp(`› .*${stageOf('swap').title[language]}`));
			await robot.sees(new RegExp(`› \\. ${start(stageOf('swap').title[language], 4)}`));
			await find('0.21', /› .*w1 .*10\.77\.0\.21/);
			await robot.sees(texts.walk.on('w1 (2/2)'));
			await find(texts.keys.showValues, new RegExp(`› .*${texts.keys.showValues}`));
			await robot.sees(texts.values.title);
			robot.press(':');
			robot.press('zzzzzz');
			await robot.sees(texts.list.nothingFound);
			robot.press(escape);
			await robot.sees(texts.values.title);
			expect(await leave(robot, texts)).toBe(stoppedByOperator);
		});

		test.skipIf(!canStandIn)(
			'a host that only a person reaches is asked and changed by what is pasted (skipped without root)',
			async () => {
				const home = homeWithPlan(handPlan);
				const host = standIn(home);
				const sheets = (): readonly string[] => globSync(join(home, 'sessions/*/by-hand/*.sh'));
				/** Writes the sheet to a file, runs it on the host, and pastes what it printed as a terminal does. */
				const obey = async (robot: Robot): Promise<string> => {
					robot.press('w');
					const shown = await robot.sees('.sh');
					const [sheet] = sheets();
					const printed = host(readFileSync(sheet!, 'utf8'));
					robot.press(`\u001B[200~${printed}\u001B[201~`);
					await robot.sees('end ---');
					return shown;
				};

				const robot = sit(['--plan', 'cluster.yaml'], home);
				await robot.sees(texts.walk.real, texts.keys.quit);
				await goTo(robot, 'modules-at-boot');
				robot.press('r');
				await robot.sees(texts.byHand.questions('m1', 2));
				await obey(robot);
				await robot.sees(texts.keys.takePaste);
				robot.press(enter);
				await robot.sees(texts.byHand.questions('m1', 1));
				await obey(robot);
				robot.press(enter);
				await robot.sees(start(texts.byHand.job('m1', '')), '/etc/modules-load.d');
				await obey(robot);
				robot.press(enter);
				await robot.sees(
					texts.walk.commands,
					new RegExp(`› ${start(taskOf('modules-at-boot').title[language], 4)}.*✓`),
				);
				expect(readFileSync(join(home, 'etc/modules-load.d/kubewalk.conf'), 'utf8')).toContain('br_netfilter');
				expect(await leave(robot, texts)).toBe(stoppedByOperator);
			},
		);
	});
});
