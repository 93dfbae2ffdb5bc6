import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

test('Units that run are listed, others when all are asked for', async () => {
	const {say} = labShell();
	await say('systemctl stop cron');

	expect(await say('systemctl list-units --no-legend | grep -c cron')).toBe('0');
	expect(await say('systemctl list-units --all --no-legend cron')).toMatch(
		/cron\.service +loaded inactive dead +Regular background program processing daemon/,
	);
	expect(await say('systemctl list-units --type=service --state=running | tail -n 1')).toMatch(
		/^\d+ loaded units listed\.$/,
	);
});

test('Unit files are listed by type and state', async () => {
	const {say} = labShell();

	expect(await say('systemctl list-unit-files --type=swap --no-legend')).toMatch(
		/^dev-disk-by\\x2duuid-.*\.swap generated -$/,
	);
	expect(await say('systemctl list-unit-files --type=swap --state=enabled,static --no-legend')).toBe('');
	expect(await say('systemctl list-unit-files ssh.service | head -n 2')).toMatch(
		/^UNIT FILE +STATE +PRESET\nssh\.service enabled enabled$/,
	);
});
