import {beforeAll, expect, test} from 'vitest';
import {cluster, type Hosts, write} from '../../../helpers/lab-hosts.ts';

let hosts: Hosts;
const pods = `apiVersion: v1
kind: Pod
metadata: {name: ask}
spec:
  containers: [{name: c, image: "docker.io/library/busybox:1.36.1", command: [sleep, infinity]}]
---
apiVersion: v1
kind: Pod
metadata: {name: tools}
spec:
  containers: [{name: c, image: "docker.io/nicolaka/netshoot:latest", command: [sleep, infinity]}]
---
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
  containers: [{name: c, image: "docker.io/library/nginx:1.27"}]
`;
beforeAll(async () => {
	hosts = await cluster();
	await hosts.must(
		'm1',
		`${write('/tmp/pods.yaml', pods)}kubectl apply -f /tmp/pods.yaml && kubectl wait --for=condition=Ready pod --all --timeout=90s && kubectl expose pod web --port=80; sleep 2`,
	);
});
const curl = (args: string) => hosts.run('m1', `kubectl exec tools -- curl ${args}`);
const wget = (args: string) => hosts.run('m1', `kubectl exec ask -- wget ${args}`);

test('wget fetches a page by name', async () => {
	expect((await wget('-qO- http://web')).stdout).toContain('Welcome to nginx!');
	expect((await wget('-q -O - http://web.default.svc.cluster.local/')).stdout).toContain('Welcome to nginx!');
});

test('its troubles are busybox’s', async () => {
	expect((await wget('-qO- http://nobody')).stderr).toContain("wget: bad address 'nobody'");
	expect((await wget('-qO- http://web/nothing')).stderr).toContain(
		'wget: server returned error: HTTP/1.1 404 Not Found',
	);
	const address = await hosts.must('m1', "kubectl get pod web -o jsonpath='{.status.podIP}'");
	expect((await wget(`-qO- http://${address}:81/`)).stderr).toContain(
		`wget: can't connect to remote host (${address}): Connection refused`,
	);
});

test('curl says its numbers', async () => {
	expect((await curl("-s -o /dev/null -w '%{http_code}' http://web")).stdout).toBe('200');
	expect((await curl('-sf http://web/nothing')).exit).toBe(22);
	expect((await curl('http://nobody')).stderr).toContain('curl: (6) Could not resolve host: nobody');
});
