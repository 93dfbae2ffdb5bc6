import {beforeAll, expect, test} from 'vitest';
import {cluster, type Hosts} from '../../../helpers/lab-hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
	hosts = await cluster();
});

test('flags may stand before the verb', async () => {
	expect(await hosts.must('m1', 'kubectl -n kube-system --request-timeout=5s get deploy -o name')).toBe(
		'deployment.apps/coredns\n',
	);
	expect(await hosts.must('w1', 'kubectl --kubeconfig /etc/kubernetes/kubelet.conf get node w1 -o name')).toBe(
		'node/w1\n',
	);
});

test('without a verb it explains itself, an unknown one is named', async () => {
	expect(await hosts.must('m1', 'kubectl')).toContain('kubectl controls the Kubernetes cluster manager.');
	expect((await hosts.run('m1', 'kubectl dance')).stderr).toBe('error: unknown command "dance" for "kubectl"\n');
});

test('its completion is there for bash', async () => {
	expect(await hosts.must('m1', 'kubectl completion bash')).toContain(
		'complete -o default -F __start_kubectl kubectl',
	);
});

test('on a host without its package there is no kubectl', async () => {
	await hosts.must('w1', 'apt-get remove -y kubectl');
	expect((await hosts.run('w1', 'kubectl version')).exit).toBe(127);
});
