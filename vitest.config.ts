import {defineConfig} from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.{ts,tsx}'],
		// Whole installations are walked here, beside each other, on whatever machine there is: these only end what hangs.
		testTimeout: 120_000,
		hookTimeout: 120_000,
		// vitest leaves a CPU idle by default; many of these tests wait for programs and not for a CPU.
		maxWorkers: '150%',
	},
});
