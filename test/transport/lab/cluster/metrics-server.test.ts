import {expect, test} from 'vitest';
import {metricsManifest} from '../../../../steps/addons/metrics-server-manifest.ts';
import {cluster, write} from '../../../helpers/lab-hosts.ts';
import {labPlan} from '../../../helpers/plans.ts';

const log = 'kubectl -n kube-system logs deployment/metrics-server --tail=3';

test('Kubelets that have signed their own certificates are not trusted, in the real words, unless it is told to trust anybody', async () => {
	const hosts = await cluster();
	await hosts.must(
		'm1',
		`${write('/tmp/metrics.yaml', metricsManifest(labPlan))}kubectl apply -f /tmp/metrics.yaml; sleep 60`,
	);

	expect(await hosts.must('m1', log)).toContain(
		`"Failed to scrape node" err="Get \\"https://10.77.0.21:10250/metrics/resource\\": tls: failed to verify certificate: x509: cannot validate certificate for 10.77.0.21 because it doesn't contain any IP SANs" node="w1"`,
	);
	expect(await hosts.must('m1', log)).toContain(
		'"Failed probe" probe="metric-storage-ready" err="no metrics to serve"',
	);
	expect(await hosts.must('m1', 'kubectl -n kube-system get pods -l k8s-app=metrics-server')).toMatch(
		/ 0\/1 +Running/,
	);
	expect((await hosts.run('m1', 'kubectl top nodes')).stderr).toContain('(ServiceUnavailable)');

	const trusting = {
		...labPlan,
		kubernetes: {...labPlan.kubernetes, kubeletCertificates: 'unverified-lab-only'},
	} as const;
	await hosts.must(
		'm1',
		`${write('/tmp/metrics.yaml', metricsManifest(trusting))}kubectl apply -f /tmp/metrics.yaml; sleep 90`,
	);

	expect(await hosts.must('m1', 'kubectl top nodes --no-headers')).toMatch(
		/^m1 +\d+m +\d+% +\d+Mi +\d+%\n.*^w1 +\d+m/ms,
	);
});
