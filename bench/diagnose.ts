// kubewalk diagnose --from, as a whole process: ordinary texts, 5 MB of journal with a cause in it, and 1 GB.
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {corpus} from '../test/helpers/corpus.ts';
import {median} from './median.ts';

const folder = mkdtempSync(join(tmpdir(), 'kubewalk-bench-'));
const program = 'build/source/bin.js';

/** Milliseconds, and the id that came first. */
const run = (file: string): {readonly took: number; readonly first: string} => {
	const began = performance.now();
	const out = execFileSync(process.execPath, [program, 'diagnose', '--from', file, '--json'], {
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const {findings} = JSON.parse(out) as {findings: readonly {readonly id: string}[]};
	return {took: performance.now() - began, first: findings[0]?.id ?? 'nothing'};
};

const say = (name: string, runs: readonly ReturnType<typeof run>[]): void =>
	console.log(`${name}: ${Math.round(median(runs.map(({took}) => took)))} ms, first ${runs[0]!.first}`);

const journal = (at: number): string =>
	`Mar 10 09:${String(at % 60).padStart(2, '0')}:55 node-7 kubelet[41007]: I0310 09:14:55.${at} 41007 reconciler_common.go:253] "operationExecutor.VerifyControllerAttachedVolume started for volume" volumeName="kube-proxy-${(at * 31) % 977}" pod="kube-system/kube-proxy-${at % 97}"`;
const cause =
	'Mar 10 09:14:55 node-7 kubelet[41007]: E0310 09:14:55.108211   41007 run.go:72] "command failed" err="failed to run Kubelet: running with swap on is not supported, please disable swap or set --fail-swap-on flag to false"';

try {
	const ordinary = corpus.filter((_, at) => at % 80 === 0).map(({file}) => file);
	say('ordinary', ordinary.map(run));
	const lines = Array.from({length: 23_000}, (_, at) => (at % 400 === 0 ? cause : journal(at)));
	const large = join(folder, 'large.txt');
	writeFileSync(large, lines.join('\n'));
	say(`${(lines.join('\n').length / 1024 / 1024).toFixed(1)} MB`, [run(large), run(large), run(large)]);
	truncateSync(large, 1024 ** 3);
	say('1 GB', [run(large)]);
} finally {
	rmSync(folder, {recursive: true});
}
