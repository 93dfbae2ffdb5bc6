import {beforeAll, expect, test} from 'vitest';
import {cluster, type Hosts, write} from '../../../helpers/lab-hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
	hosts = await cluster();
});
const logs = (line: string) => hosts.run('m1', `kubectl -n kube-system logs ${line}`);

test('of a pod, of a workload, of a selector', async () => {
	expect((await logs('deploy/coredns')).stdout).toContain('.:53\n');
	expect((await logs('deploy/coredns')).stderr).toMatch(/^Found 2 pods, using pod\/coredns-/);
	expect((await logs('-l k8s-app=kube-dns --tail=1')).stdout.match(/CoreDNS/g)).toHaveLength(2);
	expect((await logs('kube-scheduler-m1 --tail=1')).stdout.trim().split('\n')).toHaveLength(1);
});

test('a container may be chosen; a wrong one is named with the right ones', async () => {
	const done = await logs('etcd-m1 -c nobody');
	expect([done.exit, done.stderr]).toEqual([
		1,
		'error: container nobody is not valid for pod etcd-m1 out of: etcd\n',
	]);
});

test('a container that has not started has no log', async () => {
	await hosts.must('m1', 'kubectl run bad --image=registry.k8s.io/nothing:1 --restart=Never; sleep 5');
	expect((await hosts.run('m1', 'kubectl logs bad')).stderr).toBe(
		'Error from server (BadRequest): container "bad" in pod "bad" is waiting to start: trying and failing to pull image\n',
	);
});

test('the log before the last restart is there when asked for', async () => {
	const pod =
		'apiVersion: v1\nkind: Pod\nmetadata: {name: crash}\nspec:\n  containers:\n  - {name: c, image: "docker.io/library/busybox:1.36.1", command: [sh, -c, "echo once more; exit 2"]}\n';
	await hosts.must('m1', `${write('/tmp/crash.yaml', pod)}kubectl apply -f /tmp/crash.yaml; sleep 40`);
	expect((await hosts.run('m1', 'kubectl logs crash --previous')).stdout).toContain('once more');
	expect((await hosts.run('m1', 'kubectl get pod crash')).stdout).toMatch(/CrashLoopBackOff +[1-9]/);
});

test('a kubelet that does not answer keeps its logs', async () => {
	const own = await cluster();
	await own.must('w1', 'iptables -A INPUT -p tcp --dport 10250 -j DROP');
	const pod = (
		await own.must('m1', 'kubectl -n kube-flannel get pods --field-selector spec.nodeName=w1 -o name')
	).trim();
	expect((await own.run('m1', `kubectl -n kube-flannel logs ${pod}`)).stderr).toContain(
		'dial tcp 10.77.0.21:10250: i/o timeout',
	);
});
