import {expect, test} from 'vitest';
import {labShell} from '../../helpers/lab-shell.ts';

const strict =
	'-F /dev/null -i key -oIdentitiesOnly=yes -oStrictHostKeyChecking=yes -oUserKnownHostsFile=known -oHostKeyAlias=m2';

const twoHosts = async () => {
	const shell = labShell(['m1', 'm2']);
	await shell.say("ssh-keygen -q -t ed25519 -N '' -f key");
	await shell.say('ssh-keyscan 10.77.0.12 | awk \'{print "m2", $2, $3}\' > known');
	return {...shell, go: () => shell.run(`ssh ${strict} root@10.77.0.12 hostname`)};
};

test('A key goes in where authorized_keys has its public half, from where it says', async () => {
	const {go, say} = await twoHosts();
	expect(await go()).toMatchObject({exit: 255, stderr: 'root@10.77.0.12: Permission denied (publickey).\n'});

	const open = await say('cat key.pub');
	await say(`echo 'restrict,from="10.77.0.13" ${open}' > /root/.ssh/authorized_keys`, 'm2');
	expect((await go()).exit).toBe(255);
	await say(`echo 'restrict,from="10.77.0.11" ${open}' > /root/.ssh/authorized_keys`, 'm2');
	expect(await go()).toMatchObject({exit: 0, stdout: 'm2\n'});

	await say('chmod 644 key');
	expect((await go()).stderr).toContain("Permissions 0644 for 'key' are too open.");
	await say('rm key');
	expect((await go()).stderr).toContain('Identity file key not accessible: No such file or directory.');
});

test('A host key that is not known, or has changed, is refused before anybody logs in', async () => {
	const {go, say} = await twoHosts();
	await say('cat key.pub > /tmp/pub; scp /tmp/pub 10.77.0.12:/root/.ssh/authorized_keys');
	expect((await go()).exit).toBe(0);

	await say("ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/ssh_host_ed25519_key", 'm2');
	const fingerprint = (await say('ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub', 'm2')).split(' ')[1]!;
	const {exit, stderr} = await go();
	expect(exit).toBe(255);
	expect(stderr).toContain('WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!');
	expect(stderr).toContain(fingerprint);
	await say(': > known');
	expect((await go()).stderr).toBe(
		'No ED25519 host key is known for m2 and you have requested strict checking.\nHost key verification failed.\n',
	);
});
