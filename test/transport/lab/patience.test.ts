import {expect, test} from 'vitest';
import {atEase, spend, withPatience} from '../../../source/transport/lab/patience.ts';

test('Nobody is impatient unless somebody says so', () => {
	expect(spend(5000)).toBe(5000);
});

test('Waiting is granted until patience is at its end, then the work is told to stop', async () => {
	await withPatience(3000, async signal => {
		expect(spend(2000)).toBe(2000);
		expect(signal.aborted).toBe(false);
		expect(spend(2000)).toBe(1000);
		expect(signal.aborted).toBe(true);
	});
});

test('Patience within patience: the shorter one counts, and both are used up', async () => {
	await withPatience(5000, async outer => {
		await withPatience(2000, async inner => {
			expect(spend(4000)).toBe(2000);
			expect(inner.aborted).toBe(true);
			expect(outer.aborted).toBe(false);
		});
		expect(spend(9000)).toBe(3000);
		expect(outer.aborted).toBe(true);
	});
});

test('What others do meanwhile costs no patience', async () => {
	await withPatience(1000, async signal => {
		expect(await atEase(async () => spend(5000))).toBe(5000);
		expect(signal.aborted).toBe(false);
		expect(spend(1000)).toBe(1000);
	});
});
