import {expect, test} from 'vitest';
import {labShell} from '../../../helpers/lab-shell.ts';

const withSource = async (line: string) => {
	const shell = labShell();
	await shell.say(`echo '${line}' > /etc/apt/sources.list.d/k.list`);
	return shell;
};

const kubernetes = 'deb [signed-by=/etc/apt/keyrings/k.asc] https://pkgs.k8s.io/core:/stable:/v1.36/deb/ /';

test('Sources are fetched once, and asked again afterwards', async () => {
	const {run} = labShell();

	expect((await run('apt-get update')).stdout).toContain('Get:1 http://deb.debian.org/debian bookworm InRelease');
	expect(await run('apt-get update')).toMatchObject({exit: 0, stderr: ''});
	expect((await run('apt-get update')).stdout).toContain('Hit:1 http://deb.debian.org/debian bookworm InRelease\n');
});

test('A source without its key is not signed, with it it is', async () => {
	const {run} = await withSource(kubernetes);
	const {stderr, exit} = await run('apt-get update');
	expect(exit).toBe(100);
	expect(stderr).toContain('the public key is not available: NO_PUBKEY 234654DA9A296436');
	expect(stderr).toContain('is not signed.');
	await run('printf -- "-----BEGIN PGP PUBLIC KEY BLOCK-----\\n" > /etc/apt/keyrings/k.asc');

	expect((await run('apt-get update')).exit).toBe(0);
});

test('A key that has expired signs nothing any more', async () => {
	const {lab, run} = await withSource(kubernetes);
	await run('printf -- "-----BEGIN PGP PUBLIC KEY BLOCK-----\\n" > /etc/apt/keyrings/k.asc');
	lab.world.now = Date.UTC(2027, 0, 2);

	expect((await run('apt-get update')).stderr).toContain('EXPKEYSIG 234654DA9A296436');
});

test('What cannot be reached or is not there is told apart', async () => {
	const {lab, run} = await withSource('deb [trusted=yes] https://pkgs.k8s.io/core:/stable:/v1.99/deb/ /');
	expect(await run('apt-get update')).toMatchObject({exit: 100});
	expect((await run('apt-get update')).stderr).toContain('does not have a Release file.');
	await run('echo "deb http://nowhere.example/debian x main" > /etc/apt/sources.list.d/k.list');
	expect((await run('apt-get update')).stderr).toContain("Temporary failure resolving 'nowhere.example'");
	lab.world.outside.packageSources['http://deb.debian.org/debian']!.reachable = false;

	expect(await run('rm /etc/apt/sources.list.d/k.list; apt-get update')).toMatchObject({exit: 0});
	expect((await run('apt-get update')).stderr).toContain('W: Some index files failed to download.');
});
