// Counts full-screen clears and bytes while a rehearsal runs on the screen, 80x24. Run: npm run bench:calm
import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {performance} from 'node:perf_hooks';

const bin = join(import.meta.dirname, '../build/source/bin.js');
const home = mkdtempSync(join(tmpdir(), 'kubewalk-bench-'));
/** Beyond this the rehearsal is taken to hang. */
const limit = 180_000;

const child = spawn(
	'script',
	['-qec', `stty cols 80 rows 24; exec '${process.execPath}' '${bin}' --lang en`, '/dev/null'],
	{
		env: {...process.env, KUBEWALK_HOME: home, TERM: 'xterm-256color'},
	},
);
const until = async (words: string, from: number): Promise<number> => {
	const start = performance.now();
	while (!screen.slice(from).includes(words)) {
		if (performance.now() - start > limit) throw new Error(`“${words}” did not come.`);
		await new Promise(resolve => setTimeout(resolve, 20));
	}
	return screen.length;
};

let screen = '';
child.stdout.on('data', (chunk: Buffer) => {
	screen += chunk.toString();
});
let mark = await until('Rehearse', 0);
child.stdin.write('\r');
mark = await until('run the stage', mark);
const start = performance.now();
child.stdin.write('a');
await until('Everything is done', mark);
const seconds = (performance.now() - start) / 1000;
child.stdin.write('q');
child.kill();
rmSync(home, {recursive: true, force: true});

const walked = screen.slice(mark);
// oxlint-disable-next-line no-control-regex -- escape sequences are what is counted
const clears = walked.match(/\u001B\[[23]J/g)?.length ?? 0;
console.log(`rehearsal on the screen   ${seconds.toFixed(1)} s`);
console.log(`full-screen clears        ${clears} (goal: 0)`);
console.log(`bytes sent                ${walked.length}, ${(walked.length / seconds / 1024).toFixed(1)} KiB a second`);
