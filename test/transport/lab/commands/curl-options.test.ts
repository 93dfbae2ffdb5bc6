import {expect, test} from 'vitest';
import {cluster} from '../../../helpers/lab-hosts.ts';

test('short switches may stand together, a value behind the last', async () => {
	const {run, lab} = await cluster();
	await run('m1', 'curl -kfsSLo /tmp/a https://127.0.0.1:6443/version');
	expect(lab.filesOf('m1').read('/tmp/a')).toContain('"gitVersion"');
});

test.each([
	['--colour http://a', 2, 'curl: option --colour: is unknown\n'],
	['-o', 2, 'curl: option -o: requires parameter\n'],
	['-s', 2, 'curl: no URL specified!\n'],
])('%s', async (args, exit, words) => {
	const {run} = await cluster();
	const done = await run('m1', `curl ${args}`);
	expect(done.exit).toBe(exit);
	expect(done.stderr).toContain(words);
});

test('an address can be given to a name', async () => {
	const {must} = await cluster();
	expect(await must('m1', 'curl -ks --resolve api.lab:6443:10.77.0.11 https://api.lab:6443/readyz')).toBe('ok');
});

test('a client certificate that is not there is named', async () => {
	const {run} = await cluster();
	expect((await run('m1', 'curl -ks --cert /nowhere https://127.0.0.1:2379/')).stderr).toContain(
		'curl: (58) could not load PEM client certificate from /nowhere',
	);
});

test('options may come from a file, or on standard input', async () => {
	const {run} = await cluster();
	const done = await run(
		'm1',
		`printf 'header = "Authorization: Bearer x"\\nmax-time = 2\\n' | curl -sS -K - http://10.99.99.99/`,
	);
	expect(done.stderr).toContain('timed out after 2001 milliseconds');
});
