import {defineConfig} from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.{ts,tsx}'],
		testTimeout: 30_000,
		// vitest leaves a CPU idle by default; many of these tests wait for programs and not for a CPU.
		maxWorkers: '150%',
	},
});
