// A person at a real terminal whose host fails a task: the cause is named, cured, and the walk goes on.
import {cpSync} from 'node:fs';
import {beforeAll, describe, expect, test} from 'vitest';
import {findings} from '../../steps/findings/all.ts';
import {kubewalk} from '../helpers/program.ts';
import {keyOf} from '../helpers/robot.ts';
import {homeWithPlan, lab, leave, seatOf, settings, start, stoppedByOperator} from '../helpers/seated.ts';
import {hasTerminal} from '../helpers/terminal.ts';
import {makeHome} from '../session/story.ts';

const {enter} = keyOf;

describe.skipIf(!hasTerminal)('On the screen, in trouble (skipped without script)', () => {
	/** A session in which all is well up to the runtime, for each person to go on from. */
	let prepared = '';
	beforeAll(async () => {
		prepared = homeWithPlan();
		const {code, stdout} = await kubewalk(['run', ...lab, '--yes', '--until', 'packages'], {home: prepared});
		if (code !== 0) throw new Error(stdout);
	});

	test.concurrent.each(settings)(
		'a failed task is diagnosed and cured, in $language at $columns x $rows',
		async setting => {
			const {texts, title, sit} = seatOf(setting);
			const home = makeHome();
			cpSync(prepared, home, {recursive: true});
			const robot = sit([], home);
			await robot.sees(texts.walk.simulated, `› ${title('control-plane-images')}`);

			// Somebody stops the runtime of the worker.
			robot.press('4');
			await robot.sees(texts.hosts.contact);
			robot.press('js');
			await robot.sees('root@w1:~#');
			robot.press('systemctl stop containerd\r');
			await robot.sees(/stop containerd\n+root@w1:~#/);
			robot.press('exit\r');
			await robot.sees(texts.hosts.contact, '› ');

			robot.press('1s');
			const containerd = findings.find(({id}) => id === 'runtime-stopped')!.title[setting.language];
			await robot.sees(
				`› ${title('worker-images')}`,
				'✗',
				containerd,
				texts.diagnose.confirmed,
				'containerd.sock',
			);
			robot.press('3');
			await robot.sees(texts.places.findings, `› 1. ${containerd}`, texts.findings.cure(''));
			robot.press(enter);
			await robot.sees(texts.keys.yes, 'systemctl restart containerd');
			robot.press('y');
			await robot.sees(texts.findings.cured);
			await robot.changed(robot.screen, shown => !shown.includes(`1. ${containerd}`));
			robot.press('1');
			await robot.sees(start(texts.walk.retry('', 1), 6), title('worker-images'));
			robot.press(enter);
			await robot.sees(`› ${title('kubeadm-config')}`);
			expect(await leave(robot, texts)).toBe(stoppedByOperator);
		},
	);
});
