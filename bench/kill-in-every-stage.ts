// Walks a plan on real hosts, kills kubewalk with SIGKILL in the middle of every stage, and goes on each time.
// Run: node bench/kill-in-every-stage.ts PLAN [OPTIONS of `kubewalk run`]   (hosts that may be changed; a session of its own)
import {spawn} from 'node:child_process';
import {join} from 'node:path';
import {performance} from 'node:perf_hooks';
import {createInterface} from 'node:readline';
import {books} from '../steps/books.ts';
import type {EngineEvent} from '../source/engine/event.ts';

const bin = join(import.meta.dirname, '../build/source/bin.js');
const [plan, ...options] = process.argv.slice(2);
if (!plan) throw new Error('Say which plan: node bench/kill-in-every-stage.ts cluster.yaml');

const stageOf = new Map(books[0]!.stages.flatMap(stage => stage.tasks.map(task => [task.id, stage.id] as const)));
const killed = new Set<string>();
/** Milliseconds after the first command of a stage began. */
const moment = 700;

type End = {readonly code: number | null; readonly killedIn?: string; readonly session: string};

const runOnce = (args: readonly string[]): Promise<End> =>
	new Promise(resolve => {
		const child = spawn(process.execPath, [bin, 'run', '--yes', '--json', ...options, ...args], {
			stdio: ['ignore', 'pipe', 'ignore'],
		});
		let session = '';
		let killedIn: string | undefined;
		createInterface({input: child.stdout}).on('line', line => {
			const event = JSON.parse(line) as EngineEvent;
			if (event.type === 'session-opened') session = event.session;
			if (event.type !== 'task' || event.status !== 'running') return;
			const stage = stageOf.get(event.task);
			if (stage === undefined || killed.has(stage) || killedIn) return;
			killed.add(stage);
			killedIn = stage;
			setTimeout(() => child.kill('SIGKILL'), moment);
		});
		child.on('exit', code => resolve({code, session, ...(killedIn && {killedIn})}));
	});

const began = performance.now();
let end = await runOnce(['--plan', plan]);
const session = end.session;
for (let round = 1; end.code === null && round < 100; round += 1) {
	console.log(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  killed in ${end.killedIn}`);
	end = await runOnce(['--resume', session]);
}
console.log(
	`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ended with exit code ${end.code} after ${killed.size} kills (session ${session})`,
);
process.exitCode = end.code ?? 1;
