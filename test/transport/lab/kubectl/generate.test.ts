import {beforeEach, expect, test} from 'vitest';
import {cluster, type Hosts} from '../../../helpers/lab-hosts.ts';

let hosts: Hosts;
beforeEach(async () => {
	hosts = await cluster();
});
const kubectl = (line: string): Promise<string> => hosts.must('m1', `kubectl ${line}`);

test('a deployment from the command line runs', async () => {
	expect(await kubectl('create deployment web --image=docker.io/library/nginx:1.27 --replicas=2')).toBe(
		'deployment.apps/web created\n',
	);
	expect(await kubectl('rollout status deployment/web --timeout=120s')).toContain(
		'deployment "web" successfully rolled out',
	);
	expect((await kubectl('get pods -l app=web --no-headers')).match(/1\/1 +Running/g)).toHaveLength(2);
});

test('exposed, it answers at its Service', async () => {
	await kubectl('create deployment web --image=docker.io/library/nginx:1.27');
	expect(await kubectl('expose deployment web --port=80')).toBe('service/web exposed\n');
	await kubectl('rollout status deployment/web --timeout=120s');
	const address = await kubectl("get service web -o jsonpath='{.spec.clusterIP}'");
	expect(await hosts.must('w1', `sleep 2; curl -s http://${address}/`)).toContain('Welcome to nginx!');
});

test('small objects of every kind', async () => {
	expect(await kubectl('create namespace shop')).toBe('namespace/shop created\n');
	expect(await kubectl('-n shop create configmap c --from-literal=a=1')).toBe('configmap/c created\n');
	expect(await kubectl('-n shop create secret generic s --from-literal=password=x')).toBe('secret/s created\n');
	expect(await kubectl('-n shop create serviceaccount robot')).toBe('serviceaccount/robot created\n');
	expect(await kubectl('-n shop create service nodeport web --tcp=80:8080')).toBe('service/web created\n');
	expect(await kubectl("-n shop get secret s -o jsonpath='{.data.password}'")).toBe('eA==');
	expect(await kubectl('-n shop get service web')).toMatch(/NodePort +10\.\d+\.\d+\.\d+ +<none> +80:3\d{4}\/TCP/);
});

test('what is missing or there already is said', async () => {
	expect((await hosts.run('m1', 'kubectl create deployment web')).stderr).toBe(
		'error: required flag(s) "image" not set\n',
	);
	expect((await hosts.run('m1', 'kubectl create namespace default')).stderr).toBe(
		'error: failed to create namespace: namespaces "default" already exists\n',
	);
	expect((await hosts.run('m1', 'kubectl run')).stderr).toContain('error: NAME is required for run');
});

test('a token is made for an account that there is', async () => {
	expect(await kubectl('-n kube-system create token default --duration=10m')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
	expect((await hosts.run('m1', 'kubectl create token nobody')).stderr).toBe(
		'error: failed to create token: serviceaccounts "nobody" not found\n',
	);
});
