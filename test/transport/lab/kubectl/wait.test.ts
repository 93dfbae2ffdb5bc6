import {beforeAll, expect, test} from 'vitest';
import {isAvailable} from '../../../../source/transport/lab/kubectl/wait.ts';
import {get} from '../../../../source/transport/lab/cluster/objects.ts';
import {cluster, type Hosts} from '../../../helpers/lab-hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
	hosts = await cluster();
});
const wait = (line: string) => hosts.run('m1', `kubectl wait ${line}`);

test('what is so already is said at once', async () => {
	const began = hosts.lab.world.now;
	expect((await wait('--for=condition=Ready node --all --timeout=60s')).stdout).toBe(
		'node/m1 condition met\nnode/w1 condition met\n',
	);
	expect(hosts.lab.world.now - began).toBeLessThan(1000);
});

test('the wait lasts as long as the world needs', async () => {
	await hosts.must('m1', 'kubectl run web --image=docker.io/library/nginx:1.27');
	const began = hosts.lab.world.now;
	expect((await wait('--for=condition=Ready pod/web --timeout=90s')).stdout).toBe('pod/web condition met\n');
	expect(hosts.lab.world.now - began).toBeGreaterThan(1000);
});

test('patience ends in simulated time', async () => {
	const began = hosts.lab.world.now;
	const done = await wait('--for=condition=Wonderful pod/web --timeout=20s');
	expect([done.exit, done.stderr]).toEqual([1, 'error: timed out waiting for the condition on pods/web\n']);
	expect(hosts.lab.world.now - began).toBeGreaterThanOrEqual(20_000);
});

test('one can wait for a value, and for something to go', async () => {
	expect((await wait(`--for=jsonpath='{.status.phase}'=Running pod/web`)).stdout).toBe('pod/web condition met\n');
	await hosts.must('m1', 'kubectl delete pod web --wait=false');
	expect((await wait('--for=delete pod/web --timeout=60s')).exit).toBe(0);
	expect((await hosts.run('m1', 'kubectl get pod web')).exit).toBe(1);
});

test('what is not there, and a condition that is none, are errors', async () => {
	expect((await wait('--for=condition=Ready pod/nobody')).stderr).toBe(
		'Error from server (NotFound): pods "nobody" not found\n',
	);
	expect((await wait('--for=nonsense pod/nobody')).stderr).toBe('error: unrecognized condition: "nonsense"\n');
	expect((await wait('--for=condition=Ready pods -l app=none')).stderr).toBe('error: no matching resources found\n');
});

test('a deployment is available when it says so', () => {
	expect(isAvailable(get(hosts.lab.world, 'Deployment', 'coredns', 'kube-system')!)).toBe(true);
});
