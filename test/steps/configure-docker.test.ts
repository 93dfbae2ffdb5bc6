import {expect, test} from 'vitest';
import {dockerRuns} from '../../steps/configure-docker.ts';
import {criDockerdPlan, dockershimPlan, givenFor, labPlan} from '../helpers/plans.ts';
import {runHere} from '../helpers/scripts.ts';

const asked = (plan: typeof labPlan, driver: string, mirrors: string) =>
	runHere(
		`systemctl() { echo 'ActiveEnterTimestamp=Mon 2026-11-23 09:00:14 UTC'; }; docker() { case $3 in *CgroupDriver*) echo ${driver} ;; *) echo '${mirrors}' ;; esac; }\n${dockerRuns.check.ask(givenFor(plan, 'm1'))}`,
	);

test('What the running daemon reports counts: the driver, and the mirror of the plan', () => {
	expect(asked(dockershimPlan, 'systemd', 'null').exit).toBe(0);
	expect(asked(dockershimPlan, 'cgroupfs', 'null').exit).toBe(1);
	expect(asked(criDockerdPlan, 'systemd', '["https://hub.example/"]').exit).toBe(0);
	expect(asked(criDockerdPlan, 'systemd', 'null').exit).toBe(1);
});

test('A daemon that does not answer is not taken for a good one', () => {
	expect(
		runHere(`systemctl() { :; }; docker() { return 1; }\n${dockerRuns.check.ask(givenFor(dockershimPlan, 'm1'))}`)
			.exit,
	).toBe(1);
});
