import {expect, test} from 'vitest';
import {cluster} from '../../../helpers/lab-hosts.ts';

test('components are listed, with the warning that nobody should look here any more', async () => {
	const {run} = await cluster();
	const done = await run('m1', 'kubectl get cs');
	expect(done.stderr).toBe('Warning: v1 ComponentStatus is deprecated in v1.19+\n');
	expect(done.stdout).toMatch(/^NAME +STATUS +MESSAGE +ERROR\n/);
	expect(done.stdout).toMatch(/^controller-manager +Healthy +ok +$/m);
});

test('a scheduler that does not run is unhealthy', async () => {
	const {must} = await cluster();
	await must('m1', 'mv /etc/kubernetes/manifests/kube-scheduler.yaml /root/; sleep 30');
	expect(await must('m1', 'kubectl get componentstatuses')).toMatch(
		/^scheduler +Unhealthy +Get "https:\/\/127\.0\.0\.1:10259\/healthz": dial tcp 127\.0\.0\.1:10259: connect: connection refused/m,
	);
});
