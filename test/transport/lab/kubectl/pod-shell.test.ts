import {beforeAll, expect, test} from 'vitest';
import {cluster, type Hosts, write} from '../../../helpers/lab-hosts.ts';

let hosts: Hosts;
const pod =
	'apiVersion: v1\nkind: Pod\nmetadata: {name: ask}\nspec:\n  containers: [{name: c, image: "docker.io/library/busybox:1.36.1", command: [sleep, infinity]}]\n';
beforeAll(async () => {
	hosts = await cluster();
	await hosts.must(
		'm1',
		`${write('/tmp/ask.yaml', pod)}kubectl apply -f /tmp/ask.yaml && kubectl wait --for=condition=Ready pod/ask --timeout=60s`,
	);
});
const sh = (script: string) =>
	hosts.run('m1', `kubectl exec -i ask -- sh -c ${JSON.stringify(script).replaceAll('$', String.raw`\$`)}`);

test('a shell runs loops, pipes and the pod’s own programs', async () => {
	expect((await sh('for i in 1 2 3; do echo $i; done | wc -l')).stdout.trim()).toBe('3');
	expect((await sh('nslookup kubernetes.default | grep Address | tail -n 1')).stdout).toBe('Address: 10.96.0.1\n');
	expect((await sh('false || echo no; true && hostname')).stdout).toBe('no\nask\n');
});

test('a wait in the pod passes simulated time', async () => {
	const began = hosts.lab.world.now;
	await sh('sleep 5');
	expect(hosts.lab.world.now - began).toBeGreaterThanOrEqual(5000);
});

test('components’ images have no shell, only themselves', async () => {
	const done = await hosts.run('m1', 'kubectl -n kube-system exec kube-apiserver-m1 -- kube-apiserver --version');
	expect(done.stdout).toMatch(/^Kubernetes v1\.36\.\d+\n$/);
	expect((await hosts.run('m1', 'kubectl -n kube-system exec kube-apiserver-m1 -- sh -c ls')).stderr).toContain(
		'exec: "sh": executable file not found',
	);
});
