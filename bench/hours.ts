// Eight hours of a session on a pseudo-terminal of 80x24, in a time that passes faster: does the memory grow?
// Run: npm run bench:hours [hours]
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {cpus, loadavg, tmpdir} from 'node:os';
import {join} from 'node:path';
import {performance} from 'node:perf_hooks';
import {build} from 'rolldown';
import rolldownConfig from '../rolldown.config.ts';
import {countFrames} from './frames.ts';
import {onTerminal, pause} from './terminal.ts';

const hours = Number(process.argv[2] ?? 8);
const speed = 160;
/** Keys of a person who looks around now and then: panes, hosts, tasks, help, the other screens and back. */
const keys = ['\t', 'l', 'h', 'j', 'k', '?', '\u001B', '\t', '4', '1', '3', '1'];

const directory = mkdtempSync(join(tmpdir(), 'kubewalk-bench-'));
const program = join(directory, 'program');
await build({
	...rolldownConfig,
	input: join(import.meta.dirname, 'hours-walk.ts'),
	output: {dir: program, format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs'},
});
const told = (): readonly {rss: number; heapUsed: number}[] => {
	const path = join(directory, 'hours');
	if (!existsSync(path)) return [];
	return readFileSync(path, 'utf8')
		.trim()
		.split('\n')
		.map(line => JSON.parse(line) as {rss: number; heapUsed: number});
};

// The last hour has nothing to do: it is the screen alone.
const walk = [process.execPath, join(program, 'hours-walk.mjs'), directory, String(hours - 1)];
const terminal = await onTerminal(walk, 'help', {environment: {NODE_ENV: 'production', BENCH_SPEED: String(speed)}});
await terminal.press('a', 'running');
const written = [...terminal.take()];
// The first frame clears the screen: a console without a second one has what stood there before.
const opened = performance.now();
for (let at = 0; told().length < hours; at += 1) {
	terminal.type(keys[at % keys.length]!);
	await pause(500);
	written.push(...terminal.take());
}
const found = told();
await terminal.end();
rmSync(directory, {recursive: true, force: true});

const all = countFrames(written, opened);
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
for (const [index, {rss, heapUsed}] of found.entries())
	console.log(
		`after ${String(index + 1).padStart(2)} h    ${megabytes(rss)}, of which ${(heapUsed / 1e6).toFixed(1)} MB are in use`,
	);
const most = Math.max(...found.map(({rss}) => rss));
console.log(`at most       ${megabytes(most)} (goal: less than 120)`);
console.log(
	`${all.frames} frames, ${all.clears} full-screen clears, ${all.rewritten} rows written unchanged (goals: 0, 0)`,
);
console.log(`the machine's load ${loadavg()[0]?.toFixed(1)} on ${cpus().length} processors`);
