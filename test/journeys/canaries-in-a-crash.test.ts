// A kubewalk that is struck down while it holds secrets: what the kernel and node leave behind must not hold them.
import {globSync, mkdtempSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {kubewalk, type Ended} from '../helpers/program.ts';

const home = mkdtempSync(join(tmpdir(), 'kubewalk-crash-'));
let ended: Ended;

/** Dies the moment it tells that it has captured the certificate key; the kernel's answer to that is a core file. */
const fatal = `
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = (chunk, ...rest) => {
	if (/"captured".*"certificate-key"/.test(chunk)) process.kill(process.pid, 'SIGSEGV');
	return write(chunk, ...rest);
};`;

beforeAll(async () => {
	ended = await kubewalk(['run', '--lab', '--json'], {
		home,
		node: ['--import', `data:text/javascript,${encodeURIComponent(fatal)}`],
	});
}, 120_000);
afterAll(() => rmSync(home, {recursive: true, force: true}));

test('A crash leaves its secrets in no core file, report, heap snapshot or message', () => {
	const files = globSync('**', {cwd: home, withFileTypes: true}).filter(entry => entry.isFile());
	const paths = files.map(({parentPath, name}) => join(parentPath, name));
	const secrets = JSON.parse(
		readFileSync(
			paths.find(path => path.endsWith('/secrets'))!,
			'utf8',
		),
	) as Record<string, Record<string, string>>;
	const canaries = Object.values(secrets).flatMap(Object.values);
	// The simulated hosts' disks are in lab.json.
	const others = paths.filter(path => !/\/(?:secrets|lab\.json)$/.test(path));

	expect(ended.signal).toBe('SIGSEGV');
	expect(canaries.length).toBeGreaterThan(1);
	expect(others.length).toBeGreaterThan(2);
	expect(others.filter(path => canaries.some(canary => readFileSync(path, 'latin1').includes(canary)))).toEqual([]);
	expect(canaries.filter(canary => ended.stderr.includes(canary) || ended.stdout.includes(canary))).toEqual([]);
	expect(paths.filter(path => /\/(?:core[^/]*|report\.[^/]*|[^/]*\.heapsnapshot)$/.test(path))).toEqual([]);
	expect(paths.filter(path => (statSync(path).mode & 0o077) !== 0)).toEqual([]);
});
