// Contestants take turns, round after round, so that what else the machine does meets all of them; the median counts.
import {cpus} from 'node:os';
import {performance} from 'node:perf_hooks';
import {median} from './median.ts';

export type Contestant = {
	readonly name: string;
	readonly run: () => Promise<void>;
	/** Before each turn, not measured. */
	readonly prepare?: () => Promise<void>;
	readonly rounds: number;
};

export type Result = {readonly seconds: number; readonly cpu: number};

/** Every contestant runs once before anything is measured. `cpu` counts CPU seconds. */
export const contest = async (
	contestants: readonly Contestant[],
	cpu: (() => number) | undefined,
): Promise<readonly Result[]> => {
	const found = contestants.map((): Result[] => []);
	const last = Math.max(...contestants.map(({rounds}) => rounds));
	for (let round = 0; round <= last; round++) {
		for (const [index, {run, prepare, rounds}] of contestants.entries()) {
			if (round > rounds) continue;
			await prepare?.();
			const [start, used] = [performance.now(), cpu?.() ?? Number.NaN];
			await run();
			const seconds = (performance.now() - start) / 1000;
			if (round > 0) found[index]!.push({seconds, cpu: (cpu?.() ?? Number.NaN) - used});
		}
	}
	return found.map(results => ({
		seconds: median(results.map(({seconds}) => seconds)),
		cpu: median(results.map(({cpu}) => cpu)),
	}));
};

const figure = (value: number): string => (Number.isNaN(value) ? 'not counted' : `${value.toFixed(3)} s`);

export const print = (contestants: readonly Contestant[], results: readonly Result[]): readonly Result[] => {
	for (const [index, {name, rounds}] of contestants.entries()) {
		const {seconds, cpu} = results[index]!;
		console.log(
			`  ${name.padEnd(34)} ${figure(seconds).padStart(9)}   CPU ${figure(cpu).padStart(9)}   (median of ${rounds})`,
		);
	}
	return results;
};

export const machine = (): string => `${cpus().length} x ${cpus()[0]?.model ?? 'unknown CPU'}, Node ${process.version}`;
