import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

test('Keys are made, looked at, and shown by hosts that answer', async () => {
	const {say, run} = labShell(['m1', 'm2']);

	expect(
		await say(
			'ssh-keygen -q -t ed25519 -N "" -C mine -f /root/.ssh/id_ed25519; stat -c "%a" /root/.ssh/id_ed25519; cut -d " " -f 1,3 /root/.ssh/id_ed25519.pub; ssh-keyscan 10.77.0.12 | cut -d " " -f 1,2',
		),
	).toBe('600\nssh-ed25519 mine\n10.77.0.12 ssh-ed25519');
	expect(await say('ssh-keygen -y -f /root/.ssh/id_ed25519')).toBe(
		await say('cut -d " " -f 1,2 /root/.ssh/id_ed25519.pub'),
	);
	expect(await say('ssh-keygen -lf /root/.ssh/id_ed25519')).toMatch(/^256 SHA256:\S{43} mine \(ED25519\)$/);
	expect((await run('ssh-keygen -lf /nope')).exit).toBe(255);

	await say('systemctl stop ssh', 'm2');
	expect(await run('ssh-keyscan -T 1 10.77.0.12')).toMatchObject({stdout: '', exit: 1});
});
