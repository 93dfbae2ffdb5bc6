import {beforeAll, expect, test} from 'vitest';
import {cluster, type Hosts, write} from '../../../helpers/lab-hosts.ts';

let hosts: Hosts;
let web: string;
const pods = `apiVersion: v1
kind: Pod
metadata: {name: ask}
spec:
  containers: [{name: c, image: "docker.io/library/busybox:1.36.1", command: [sleep, infinity]}]
---
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeName: m1
  containers: [{name: c, image: "docker.io/library/nginx:1.27"}]
`;
beforeAll(async () => {
	hosts = await cluster();
	await hosts.must(
		'm1',
		`${write('/tmp/pods.yaml', pods)}kubectl apply -f /tmp/pods.yaml && kubectl wait --for=condition=Ready pod --all --timeout=90s`,
	);
	web = await hosts.must('m1', "kubectl get pod web -o jsonpath='{.status.podIP}'");
});
const ask = (line: string) => hosts.run('m1', `kubectl exec -i ask -- ${line}`);

test('nc sends what it is given and prints what comes back', async () => {
	const done = await hosts.run(
		'm1',
		`printf 'GET / HTTP/1.0\\r\\n\\r\\n' | kubectl exec -i ask -- nc -w 3 ${web} 80`,
	);
	expect(done.stdout).toMatch(/^HTTP\/1\.\d 200 OK\r\n[\s\S]*Welcome to nginx!/);
	expect((await ask(`nc -zv -w 2 ${web} 80`)).stderr).toContain('open');
	expect((await ask(`nc -z -w 2 ${web} 81`)).stderr).toContain('Connection refused');
});

test('ping counts what comes back', async () => {
	expect((await ask(`ping -c 2 ${web}`)).stdout).toContain(
		'2 packets transmitted, 2 packets received, 0% packet loss',
	);
	expect((await ask('ping -c 1 -W 1 10.244.9.9')).stdout).toContain('100% packet loss');
});

test('the pod knows its name, address and variables', async () => {
	expect((await ask('hostname -i')).stdout).toMatch(/^10\.244\.1\.\d+\n$/);
	expect((await ask('env')).stdout).toContain('KUBERNETES_SERVICE_HOST=10.96.0.1\n');
	expect((await ask('ip addr')).stdout).toContain('eth0@if');
});
