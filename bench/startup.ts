// How long until kubewalk answers, beside `node -e 0` on the same machine. Run: npm run bench:startup
import {spawn, spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {performance} from 'node:perf_hooks';
import {median} from './median.ts';

const bin = join(import.meta.dirname, '../build/source/bin.js');
const rounds = 15;

const timeOf = (args: readonly string[]): number => {
	const start = performance.now();
	spawnSync(process.execPath, args);
	return performance.now() - start;
};

/** Milliseconds until the start screen's first words are on a pseudo-terminal of 80x24. */
const firstFrame = (home: string): Promise<number> =>
	new Promise(resolve => {
		const start = performance.now();
		const command = `stty cols 80 rows 24; exec '${process.execPath}' '${bin}'`;
		const child = spawn('script', ['-qec', command, '/dev/null'], {
			env: {...process.env, KUBEWALK_HOME: home, TERM: 'xterm-256color', CI: ''},
		});
		let seen = '';
		child.stdout.on('data', (chunk: Buffer) => {
			seen += chunk.toString();
			if (!seen.includes('kubewalk')) return;
			child.stdout.removeAllListeners('data');
			const taken = performance.now() - start;
			child.once('exit', () => resolve(taken));
			child.kill('SIGKILL');
		});
	});

const home = mkdtempSync(join(tmpdir(), 'kubewalk-bench-'));
const bare: number[] = [];
const version: number[] = [];
const frames: number[] = [];
for (let round = 0; round < rounds; round += 1) {
	bare.push(timeOf(['-e', '0']));
	version.push(timeOf([bin, '--version']));
	frames.push(await firstFrame(home));
}
rmSync(home, {recursive: true, force: true});

const ratio = median(version) / median(bare);
console.log(`node -e 0            ${median(bare).toFixed(0)} ms`);
console.log(
	`kubewalk --version   ${median(version).toFixed(0)} ms   ${ratio.toFixed(2)}x node -e 0 (goal: at most 2x)`,
);
console.log(`first frame          ${median(frames).toFixed(0)} ms   (goal: at most 400 ms)`);
