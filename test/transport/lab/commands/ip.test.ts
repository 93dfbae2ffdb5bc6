import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

test('Objects may be said short, and an unknown one is refused', async () => {
	const {say, run} = labShell();

	expect(await say('ip -br -4 a; ip r | wc -l')).toBe(
		'lo               UNKNOWN        127.0.0.1/8 \neth0             UP             10.77.0.11/24 \n2',
	);
	expect((await run('ip dance')).stderr).toBe('Object "dance" is unknown, try "ip help".\n');
	expect((await run('ip addr show dev eth9')).stderr).toBe('Device "eth9" does not exist.\n');
	expect((await run('ip')).exit).toBe(255);
});
