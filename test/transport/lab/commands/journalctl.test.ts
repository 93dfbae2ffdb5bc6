import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

test('Lines are chosen by unit, number, time and words', async () => {
	const {say} = labShell();
	await say('logger -t demo one; sleep 60; logger -t demo two; systemctl restart cron');

	expect(await say('journalctl -t demo -o cat')).toBe('one\ntwo');
	expect(await say('journalctl -t demo -o cat --since "30 seconds ago"')).toBe('two');
	expect(await say('journalctl -t demo -o cat -n 1')).toBe('two');
	expect(await say('journalctl -u cron -o cat -n 1 --no-pager')).toBe(
		'Started cron.service - Regular background program processing daemon.',
	);
	expect(await say('journalctl -u cron -o cat -r | head -n 1')).toContain('Started');
	expect(await say('journalctl -t demo -g ONE -o cat; journalctl -t demo -g one -o cat')).toBe('one');
	expect(await say('journalctl -t demo -b -o short-iso | head -n 1')).toMatch(
		/^2026-11-23T09:00:00\+0000 m1 demo\[1\]: one$/,
	);
});

test('Nothing to show is said, a bad format and a bad time are refused', async () => {
	const {run, say} = labShell();

	expect(await say('journalctl -u nope')).toBe('-- No entries --');
	expect(await run('journalctl -o dance')).toMatchObject({stderr: "Unknown output format 'dance'.\n", exit: 1});
	expect((await run('journalctl --since never')).stderr).toBe('Failed to parse timestamp: never\n');
	expect(
		await say('logger -t j x; journalctl -t j -o json | jq -r .MESSAGE 2>/dev/null || journalctl -t j -o json'),
	).toContain('"MESSAGE":"x"');
});
