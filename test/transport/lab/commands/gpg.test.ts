import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

const prepared = async () => {
	const shell = labShell();
	await shell.say(
		'apt-get update; apt-get install -y gpg; printf -- "-----BEGIN PGP PUBLIC KEY BLOCK-----\\n\\nmQENBGMHoXcBCADuk\\n=8fOQ\\n-----END PGP PUBLIC KEY BLOCK-----\\n" > /tmp/k.asc',
	);
	return shell;
};

test('A key tells whose it is and when it ends', async () => {
	const {say} = await prepared();

	expect(await say(`gpg --show-keys --with-colons /tmp/k.asc | awk -F: '$1 == "pub" {print $2, $5, $7}'`)).toBe(
		'- 234654DA9A296436 1798567200',
	);
	expect(await say('gpg --show-keys /tmp/k.asc | head -n 1')).toBe(
		'pub   rsa2048 2022-08-25 [SC] [expires: 2026-12-29]',
	);
});

test('A key that is over is marked so', async () => {
	const {lab, say} = await prepared();
	lab.world.now = Date.UTC(2027, 0, 2);

	expect(
		await say('gpg --show-keys --with-colons /tmp/k.asc | head -c 5; gpg --show-keys /tmp/k.asc | head -n 1'),
	).toBe('pub:epub   rsa2048 2022-08-25 [SC] [expired: 2026-12-29]');
});

test('Armour is taken off, once', async () => {
	const {run, say} = await prepared();
	expect((await run('gpg --dearmor -o /tmp/k.gpg < /tmp/k.asc')).exit).toBe(0);
	expect(await say('gpg --show-keys --with-colons /tmp/k.gpg | head -n 1 | cut -d: -f5')).toBe('234654DA9A296436');
	expect((await run('gpg --dearmor -o /tmp/k.gpg < /tmp/k.asc')).stderr).toBe(
		'gpg: dearmoring failed: File exists\n',
	);

	expect((await run('echo no | gpg --dearmor')).stderr).toBe('gpg: no valid OpenPGP data found.\n');
	expect((await run('gpg --show-keys /nope')).exit).toBe(2);
});
