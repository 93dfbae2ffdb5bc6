import {beforeAll, expect, test} from 'vitest';
import {cluster, type Hosts, write} from '../../../helpers/lab-hosts.ts';

let hosts: Hosts;
const pod = `apiVersion: v1
kind: ConfigMap
metadata: {name: page}
data: {index.html: "hello from a map\\n"}
---
apiVersion: v1
kind: Pod
metadata: {name: files}
spec:
  volumes:
  - {name: page, configMap: {name: page}}
  - {name: host, hostPath: {path: /etc}}
  containers:
  - name: c
    image: docker.io/library/busybox:1.36.1
    command: [sleep, infinity]
    volumeMounts:
    - {name: page, mountPath: /www}
    - {name: host, mountPath: /host/etc}
`;
beforeAll(async () => {
	hosts = await cluster();
	await hosts.must(
		'm1',
		`${write('/tmp/files.yaml', pod)}kubectl apply -f /tmp/files.yaml && kubectl wait --for=condition=Ready pod/files --timeout=60s`,
	);
});
const cat = (path: string) => hosts.run('m1', `kubectl exec files -- cat ${path}`);

test('volumes come from maps and from the host', async () => {
	expect((await cat('/www/index.html')).stdout).toBe('hello from a map\n');
	expect((await cat('/host/etc/hostname')).stdout).toBe('w1\n');
});

test('its own names come from the kubelet', async () => {
	expect((await cat('/etc/hostname')).stdout).toBe('files\n');
	expect((await cat('/etc/hosts')).stdout).toMatch(/10\.244\.1\.\d+\tfiles\n/);
	expect((await cat('/var/run/secrets/kubernetes.io/serviceaccount/namespace')).stdout).toBe('default');
});

test('what is not there is not there', async () => {
	const done = await cat('/nothing');
	expect([done.exit, done.stderr]).toEqual([
		1,
		"cat: can't open '/nothing': No such file or directory\ncommand terminated with exit code 1\n",
	]);
});
