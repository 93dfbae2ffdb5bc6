import {beforeEach, describe, expect, test} from 'vitest';
import {cluster, type Hosts, write} from '../../../helpers/lab-hosts.ts';

let hosts: Hosts;
beforeEach(async () => {
	hosts = await cluster();
});
const kubectl = (line: string): Promise<string> => hosts.must('m1', `kubectl ${line}`);

const web = `apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: shop}
data: {a: "1"}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  containers:
  - {name: web, image: "docker.io/library/nginx:1.27"}
`;

describe('apply and create', () => {
	test('every object is named with what became of it', async () => {
		await hosts.must('m1', write('/tmp/web.yaml', web));
		expect(await kubectl('apply -f /tmp/web.yaml')).toBe(
			'namespace/shop created\nconfigmap/settings created\npod/web created\n',
		);
		expect(await kubectl('apply -f /tmp/web.yaml')).toBe(
			'namespace/shop unchanged\nconfigmap/settings unchanged\npod/web unchanged\n',
		);
	});

	test('creating twice is refused', async () => {
		await hosts.must('m1', `${write('/tmp/web.yaml', web)}kubectl create -f /tmp/web.yaml`);
		const again = await hosts.run('m1', 'kubectl create -f /tmp/web.yaml');
		expect(again.exit).toBe(1);
		expect(again.stderr).toContain(
			'Error from server (AlreadyExists): error when creating "/tmp/web.yaml": namespaces "shop" already exists',
		);
	});

	test('a dry run changes nothing', async () => {
		expect(await kubectl('create namespace dry --dry-run=client')).toBe('namespace/dry created (dry run)\n');
		expect((await hosts.run('m1', 'kubectl get ns dry')).exit).toBe(1);
		expect(
			await kubectl('create configmap c --from-literal=a=b --dry-run=client -o yaml | kubectl apply -f -'),
		).toBe('configmap/c created\n');
	});
});

describe('delete', () => {
	beforeEach(async () => {
		await hosts.must(
			'm1',
			`${write('/tmp/web.yaml', web)}kubectl apply -f /tmp/web.yaml; kubectl -n shop wait --for=condition=Ready pod/web --timeout=60s`,
		);
	});

	test('a pod is gone when its kubelet has stopped it', async () => {
		expect(await kubectl('-n shop delete pod web')).toBe('pod "web" deleted from shop namespace\n');
		expect((await hosts.run('m1', 'kubectl -n shop get pod web')).stderr).toContain('pods "web" not found');
		expect(hosts.lab.world.machines['w1']!.containers.some(container => container.pod === 'web')).toBe(false);
	});

	test('a pod of a dead node stays until it is forced away', async () => {
		hosts.lab.powerOff('w1');
		const waited = await hosts.run('m1', 'kubectl -n shop delete pod web --timeout=20s');
		expect(waited.stderr).toContain('timed out waiting for the condition on pod/web');
		expect(await kubectl('-n shop get pod web')).toContain('Terminating');
		expect(await kubectl('-n shop delete pod web --force --grace-period=0')).toBe(
			'pod "web" force deleted from shop namespace\n',
		);
		expect((await hosts.run('m1', 'kubectl -n shop get pod web')).exit).toBe(1);
	});

	test('a namespace takes everything in it along', async () => {
		expect(await kubectl('delete namespace shop')).toBe('namespace "shop" deleted\n');
		expect((await hosts.run('m1', 'kubectl -n shop get configmap settings')).exit).toBe(1);
	});

	test('what is not there is an error, unless that does not matter', async () => {
		expect((await hosts.run('m1', 'kubectl delete ns nobody')).stderr).toBe(
			'Error from server (NotFound): namespaces "nobody" not found\n',
		);
		expect((await hosts.run('m1', 'kubectl delete ns nobody --ignore-not-found')).exit).toBe(0);
		expect((await hosts.run('m1', 'kubectl delete pods')).stderr).toBe(
			'error: resource(s) were provided, but no name was specified\n',
		);
	});
});

test('a patch merges, and JSON patches change one place', async () => {
	await hosts.must('m1', write('/tmp/web.yaml', web));
	await kubectl('apply -f /tmp/web.yaml');
	expect(await kubectl(`-n shop patch configmap settings -p '{"data":{"b":"2"}}'`)).toBe(
		'configmap/settings patched\n',
	);
	expect(await kubectl(`-n shop patch configmap settings -p '{"data":{"b":"2"}}'`)).toBe(
		'configmap/settings patched (no change)\n',
	);
	await kubectl(`-n shop patch configmap settings --type=json -p '[{"op":"remove","path":"/data/a"}]'`);
	expect(await kubectl("-n shop get configmap settings -o jsonpath='{.data}'")).toBe('{"b":"2"}');
});
