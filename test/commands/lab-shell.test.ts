import {spawn} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';

const program = `
import {talkToLab} from ${JSON.stringify(fileURLToPath(new URL('../../source/commands/lab-shell.ts', import.meta.url)))};
const run = async line => ({stdout: 'ran ' + line + '\\n', stderr: '', exit: 0});
await talkToLab({run, prompt: () => '$ '}, 'Welcome.');
`;

test('Lines are run one after another until somebody leaves, and a pipe is welcomed by nothing', async () => {
	const child = spawn(process.execPath, ['--input-type=module', '-e', program], {stdio: ['pipe', 'pipe', 'pipe']});
	let said = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (said += String(chunk)));
	child.stdin.end('one\ntwo\nexit\nthree\n');
	await new Promise(resolve => child.on('close', resolve));

	expect(said).toContain('ran one\nran two\n');
	expect(said).not.toMatch(/three|Welcome/);
});
