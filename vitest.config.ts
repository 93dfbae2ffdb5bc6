import {defineConfig} from 'vitest/config';

/** Functions of what they are given, and simulated hosts: they leave nothing behind, so a worker loads the modules once for all. */
const together = ['engine', 'session', 'steps', 'texts', 'transport/lab'].map(room => `test/${room}/**/*.test.ts`);

export default defineConfig({
	test: {
		// Whole installations are walked here, beside each other, on whatever machine there is: these only end what hangs.
		testTimeout: 120_000,
		hookTimeout: 120_000,
		// vitest leaves a CPU idle by default; many of these tests wait for programs and not for a CPU.
		maxWorkers: '150%',
		projects: [
			{extends: true, test: {name: 'together', include: together, isolate: false}},
			{extends: true, test: {name: 'apart', include: ['test/**/*.test.{ts,tsx}'], exclude: together}},
		],
	},
});
