import {beforeAll, expect, test} from 'vitest';
import {cluster, type Hosts, write} from '../../../helpers/lab-hosts.ts';

let hosts: Hosts;
const pod = `apiVersion: v1
kind: Pod
metadata: {name: ask}
spec:
  containers:
  - {name: ask, image: "docker.io/library/busybox:1.36.1", command: [sleep, "3600"], env: [{name: COLOUR, value: blue}]}
`;
beforeAll(async () => {
	hosts = await cluster();
	await hosts.must(
		'm1',
		`${write('/tmp/ask.yaml', pod)}kubectl apply -f /tmp/ask.yaml && kubectl wait --for=condition=Ready pod/ask --timeout=60s`,
	);
});
const exec = (command: string) => hosts.run('m1', `kubectl exec ask -- ${command}`);

test('a command runs in the pod, with its name, files and variables', async () => {
	expect((await exec('hostname')).stdout).toBe('ask\n');
	expect((await exec("sh -c 'echo $COLOUR on $(hostname)'")).stdout).toBe('blue on ask\n');
	expect((await exec('cat /etc/resolv.conf')).stdout).toBe(
		'search default.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n',
	);
});

test('its exit code comes back, with a word', async () => {
	const done = await exec("sh -c 'exit 3'");
	expect([done.exit, done.stderr]).toEqual([3, 'command terminated with exit code 3\n']);
});

test('a program that the image lacks is not found', async () => {
	const done = await exec('curl http://web');
	expect(done.exit).toBe(1);
	expect(done.stderr).toContain('exec: "curl": executable file not found in $PATH');
	expect((await hosts.run('m1', 'kubectl -n kube-system exec deploy/coredns -- sh')).stderr).toContain(
		'executable file not found',
	);
});

test('standard input reaches it only when asked for', async () => {
	expect((await hosts.run('m1', 'echo hello | kubectl exec -i ask -- cat')).stdout).toBe('hello\n');
	expect((await hosts.run('m1', 'echo hello | kubectl exec ask -- cat')).stdout).toBe('');
});

test('etcdctl speaks in the pod of etcd', async () => {
	const pki = '/etc/kubernetes/pki/etcd';
	const line = `kubectl -n kube-system exec etcd-m1 -- etcdctl --endpoints=https://127.0.0.1:2379 --cacert=${pki}/ca.crt --cert=${pki}/server.crt --key=${pki}/server.key member list`;
	expect(await hosts.must('m1', line)).toMatch(
		/^\w{16}, started, m1, https:\/\/10\.77\.0\.11:2380, https:\/\/10\.77\.0\.11:2379, false\n$/,
	);
});

test('without the kubelet of its node nothing can be run there', async () => {
	const own = await cluster();
	await own.must(
		'm1',
		`${write('/tmp/ask.yaml', pod)}kubectl apply -f /tmp/ask.yaml && kubectl wait --for=condition=Ready pod/ask --timeout=60s`,
	);
	await own.must('w1', 'systemctl stop kubelet');
	expect((await own.run('m1', 'kubectl exec ask -- hostname')).stderr).toContain(
		'error dialing backend: dial tcp 10.77.0.21:10250: connect: connection refused',
	);
});

test('a pod for one command is made, asked and taken away', async () => {
	const done = await hosts.run(
		'm1',
		'kubectl run once --rm -i --image=docker.io/library/busybox:1.36.1 --restart=Never -- nslookup kubernetes.default',
	);
	expect(done.stdout).toContain('Address: 10.96.0.1\n');
	expect(done.stdout).toContain('pod "once" deleted');
	expect((await hosts.run('m1', 'kubectl get pod once')).exit).toBe(1);
});

test('a pod that does not exist, and a command that was forgotten', async () => {
	expect((await hosts.run('m1', 'kubectl exec nobody -- ls')).stderr).toBe(
		'Error from server (NotFound): pods "nobody" not found\n',
	);
	expect((await hosts.run('m1', 'kubectl exec ask')).stderr).toContain(
		'you must specify at least one command for the container',
	);
});
