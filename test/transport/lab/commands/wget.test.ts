import {beforeAll, expect, test} from 'vitest';
import {cluster, type Hosts} from '../../../helpers/lab-hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
	hosts = await cluster();
});
const wget = (args: string) => hosts.run('m1', `wget ${args}`);

test('a page is printed or saved', async () => {
	expect((await wget('-qO- http://127.0.0.1:10248/healthz')).stdout).toBe('ok');
	const done = await wget('-O /tmp/key https://download.docker.com/linux/debian/gpg');
	expect(done.stderr).toMatch(
		/^Connecting to download\.docker\.com:443\.\.\. connected\.\nHTTP request sent, awaiting response\.\.\. 200 OK\n/,
	);
	expect(hosts.lab.filesOf('m1').read('/tmp/key')).toContain('BEGIN PGP');
});

test.each([
	['http://nobody.example/', 4, 'wget: unable to resolve host address ‘nobody.example’\n'],
	['http://127.0.0.1:7000/', 4, 'failed: Connection refused.'],
	['https://127.0.0.1:6443/', 5, "doesn't have a known issuer"],
	['--no-check-certificate https://127.0.0.1:6443/api', 8, 'ERROR 403: Forbidden.'],
	['--colour http://a', 2, "wget: unrecognized option '--colour'"],
])('%s', async (args, exit, words) => {
	const done = await wget(args);
	expect(done.exit).toBe(exit);
	expect(done.stderr).toContain(words);
});
