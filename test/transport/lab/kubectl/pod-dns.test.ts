import {beforeEach, expect, test} from 'vitest';
import {cluster, type Hosts, write} from '../../../helpers/lab-hosts.ts';

let hosts: Hosts;
const pod =
	'apiVersion: v1\nkind: Pod\nmetadata: {name: ask}\nspec:\n  containers:\n  - {name: c, image: "docker.io/library/busybox:1.36.1", command: [sleep, infinity]}\n';
beforeEach(async () => {
	hosts = await cluster();
	await hosts.must(
		'm1',
		`${write('/tmp/ask.yaml', pod)}kubectl apply -f /tmp/ask.yaml && kubectl wait --for=condition=Ready pod/ask --timeout=60s`,
	);
});
const nslookup = (name: string) => hosts.run('m1', `kubectl exec ask -- nslookup ${name}`);

test('Services have names, short ones through the search list', async () => {
	for (const name of ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc.cluster.local'])
		expect((await nslookup(name)).stdout).toBe(
			'Server:\t\t10.96.0.10\nAddress:\t10.96.0.10:53\n\nName:\tkubernetes.default.svc.cluster.local\nAddress: 10.96.0.1\n\n',
		);
	expect((await nslookup('github.com')).stdout).toContain(`Address: ${hosts.lab.world.outside.names['github.com']!}`);
});

test('a name nobody has is answered with no', async () => {
	const done = await nslookup('nobody.default.svc.cluster.local');
	expect(done.exit).toBe(1);
	expect(done.stdout).toContain("** server can't find nobody.default.svc.cluster.local: NXDOMAIN");
});

test('without CoreDNS nobody answers', async () => {
	await hosts.must('m1', 'kubectl -n kube-system scale deployment coredns --replicas=0; sleep 10');
	const done = await nslookup('kubernetes.default');
	expect([done.exit, done.stdout]).toEqual([1, ';; connection timed out; no servers could be reached\n\n']);
});

test('without kube-proxy the address of the name server leads nowhere', async () => {
	await hosts.must('m1', 'kubectl -n kube-system delete daemonset kube-proxy; sleep 5');
	expect((await nslookup('kubernetes.default')).exit).toBe(1);
});
