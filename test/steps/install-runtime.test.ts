import {expect, test} from 'vitest';
import {installRuntime} from '../../steps/install-runtime.ts';
import {bareHosts} from '../helpers/lab-hosts.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';
import {tasksFor} from '../helpers/scripts.ts';
import {keepsTheRules} from '../helpers/stage-rules.ts';

keepsTheRules(installRuntime);

test('Docker and cri-dockerd come and go, and leave an operator’s own settings as they were', async () => {
	const given = givenFor({...labPlan, runtime: 'docker'}, 'm1');
	const tasks = tasksFor(installRuntime, given);
	const {run, must} = bareHosts('m1');
	const own = '{"bip": "10.99.0.1/16"}\n';
	await must(
		'm1',
		`apt-get update && apt-get install -y curl; mkdir -p /etc/docker; printf '%s' '${own}' > /etc/docker/daemon.json`,
	);

	for (const task of tasks) {
		if ((await run('m1', task.check.ask(given))).exit === 0) continue;
		await must('m1', `set -euo pipefail\n${task.run(given)}`);
		await must('m1', (task.verify ?? task.check).ask(given));
	}
	expect(await must('m1', 'cat /etc/docker/daemon.json')).toMatch(
		/"bip": "10\.99\.0\.1\/16"[\s\S]*native\.cgroupdriver=systemd/,
	);

	for (const {undo} of tasks.toReversed())
		if (undo !== 'nothing-to-undo') await must('m1', `set -euo pipefail\n${undo(given)}`);

	expect(await must('m1', 'cat /etc/docker/daemon.json')).toBe(own);
	expect(await must('m1', 'ls /etc/docker /usr/local/bin; ls /etc/systemd/system')).not.toMatch(/kubewalk|cri-/);
	expect((await run('m1', 'command -v docker containerd cri-dockerd')).exit).not.toBe(0);
});
