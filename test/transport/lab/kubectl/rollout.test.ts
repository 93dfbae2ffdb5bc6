import {beforeEach, expect, test} from 'vitest';
import {cluster, type Hosts} from '../../../helpers/lab-hosts.ts';

let hosts: Hosts;
beforeEach(async () => {
	hosts = await cluster();
	await hosts.must('m1', 'kubectl create deployment web --image=docker.io/library/nginx:1.27 --replicas=2');
});
const kubectl = (line: string): Promise<string> => hosts.must('m1', `kubectl ${line}`);

test('progress is told until the last replica is there', async () => {
	const said = await kubectl('rollout status deployment/web --timeout=120s');
	expect(said).toMatch(/^Waiting for deployment/);
	expect(said).toMatch(/deployment "web" successfully rolled out\n$/);
	expect(await kubectl('-n kube-system rollout status daemonset/kube-proxy')).toBe(
		'daemon set "kube-proxy" successfully rolled out\n',
	);
});

test('an image that cannot be pulled never gets there', async () => {
	await kubectl('rollout status deployment/web --timeout=120s');
	expect(await kubectl('set image deployment/web nginx=docker.io/library/nginx:nothing')).toBe(
		'deployment.apps/web image updated\n',
	);
	const done = await hosts.run('m1', 'kubectl rollout status deployment/web --timeout=30s');
	expect([done.exit, done.stderr]).toEqual([1, 'error: timed out waiting for the condition\n']);
	expect(await kubectl('get pods')).toMatch(/ErrImagePull|ImagePullBackOff/);
	expect((await kubectl('get pods')).match(/1\/1 +Running/g)!.length).toBeGreaterThan(0);
});

test('undone, the old image runs again; the history lists both', async () => {
	await kubectl('rollout status deployment/web --timeout=120s');
	await kubectl('set image deployment/web nginx=docker.io/library/nginx:1.28');
	await kubectl('rollout status deployment/web --timeout=120s');
	expect(await kubectl('rollout history deployment/web')).toMatch(
		/^deployment\.apps\/web \nREVISION  CHANGE-CAUSE\n1 +<none>\n2 +<none>\n/,
	);
	expect(await kubectl('rollout undo deployment/web')).toBe('deployment.apps/web rolled back\n');
	await kubectl('rollout status deployment/web --timeout=120s');
	expect(await kubectl("get deployment web -o jsonpath='{.spec.template.spec.containers[0].image}'")).toBe(
		'docker.io/library/nginx:1.27',
	);
});

test('a restart replaces the pods', async () => {
	await kubectl('rollout status deployment/web --timeout=120s');
	const before = await kubectl('get pods -o name');
	expect(await kubectl('rollout restart deployment/web')).toBe('deployment.apps/web restarted\n');
	await kubectl('rollout status deployment/web --timeout=120s');
	const after = (await kubectl('get pods -o name')).split('\n').filter(name => name !== '');
	expect(after.filter(name => before.includes(name))).toEqual([]);
});

test('what cannot be rolled out is said', async () => {
	expect((await hosts.run('m1', 'kubectl rollout status service/kubernetes')).stderr).toBe(
		'error: no status viewer has been implemented for Service\n',
	);
	expect((await hosts.run('m1', 'kubectl rollout dance deployment/web')).stderr).toContain('unknown command "dance"');
});
