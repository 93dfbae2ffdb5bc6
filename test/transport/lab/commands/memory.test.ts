import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

test('free counts in the unit that is asked for', async () => {
	const {say} = labShell();

	expect(await say('free -m | awk "/^Swap/ {print \\$2}"')).toBe('974');
	expect(await say('free | head -n 1')).toBe(
		'               total        used        free      shared  buff/cache   available',
	);
	expect(Number(await say('free -m | awk "/^Mem/ {print \\$2}"'))).toBeGreaterThan(3500);
	expect(await say('free -h | awk "/^Mem/ {print \\$2}"')).toBe('3.9Gi');
});

test('Swap goes off and on again as fstab says', async () => {
	const {say, run} = labShell();
	expect(await say('swapon --show')).toBe('NAME      TYPE      SIZE USED PRIO\n/dev/vda5 partition 975M   0B   -2');
	await say('swapoff -a');
	expect(await say('swapon --show; swapon -s; free -m | awk "/^Swap/ {print \\$2}"')).toBe('0');
	await say('swapon -a');
	expect(await say('swapon --noheadings --show=NAME,SIZE')).toBe('/dev/vda5 975M');

	expect((await run('swapon /dev/vda5')).stderr).toBe('swapon: /dev/vda5: swapon failed: Device or resource busy\n');
	expect((await run('swapon /nope')).stderr).toBe('swapon: cannot open /nope: No such file or directory\n');
	expect((await run('swapoff /nope')).exit).toBe(4);
});
