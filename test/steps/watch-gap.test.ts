import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {longestGap, watchGap} from '../../steps/watch-gap.ts';
import {runWithPrograms} from '../helpers/fake-programs.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';

/** In simulated time: a look at the clock takes 1 ms, a sleep 50. The API answers but between two moments. */
const watch = (from: number, to: number, seconds: number) => {
	const home = mkdtempSync(join(tmpdir(), 'kubewalk-gap-'));
	const time = join(home, 'time');
	writeFileSync(time, '0');
	const pass = (milliseconds: number): string => `echo $(($(cat ${time}) + ${milliseconds})) > ${time}`;
	try {
		return runWithPrograms(
			{
				date: `${pass(1)}; cat ${time}`,
				sleep: pass(50),
				ip: "echo '2: eth0    inet 10.77.0.10/24 scope global eth0'",
				curl: `now=$(cat ${time}); [ "$now" -lt ${from} ] || [ "$now" -ge ${to} ]`,
			},
			`${watchGap(givenFor(labPlan, 'm1')).bash}\nwatch_gap ${seconds} away\necho "$? $gap"`,
		).output.trim();
	} finally {
		rmSync(home, {recursive: true});
	}
};

it('measures the longest time without an answer, and is content after ten answers in a row', () => {
	const [exit, gap] = watch(100, 1100, 30).split(' ').map(Number);
	expect(exit).toBe(0);
	expect(gap).toBeGreaterThanOrEqual(1000);
	expect(gap).toBeLessThan(1200);
});

it('gives up when its seconds are over, and counts the silence until then', () => {
	const [exit, gap] = watch(100, 1_000_000, 6).split(' ').map(Number);
	expect(exit).toBe(1);
	expect(gap).toBeGreaterThan(longestGap);
});
