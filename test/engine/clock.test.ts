import {expect, test} from 'vitest';
import {systemClock} from '../../source/engine/clock.ts';

test('A sleep ends at once when it is aborted, before or meanwhile', async () => {
	const controller = new AbortController();
	const sleeping = systemClock.sleep(3_600_000, controller.signal);
	controller.abort();

	await sleeping;
	await systemClock.sleep(3_600_000, controller.signal);

	expect(controller.signal.aborted).toBe(true);
});

test('A sleep takes its time', async () => {
	const before = systemClock.now();
	await systemClock.sleep(20);

	expect(systemClock.now() - before).toBeGreaterThanOrEqual(19);
});
