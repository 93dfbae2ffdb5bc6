import {beforeEach, describe, expect, test} from 'vitest';
import {cluster, type Hosts} from '../../../helpers/lab-hosts.ts';

let hosts: Hosts;
beforeEach(async () => {
	hosts = await cluster();
});
const kubectl = (line: string): Promise<string> => hosts.must('m1', `kubectl ${line}`);

describe('labels and annotations', () => {
	test('are set, kept unless overwritten, and taken away', async () => {
		expect(await kubectl('label node/w1 node-role.kubernetes.io/worker= --overwrite')).toBe('node/w1 labeled\n');
		expect(await kubectl('get node w1')).toMatch(/Ready +worker /);
		expect(await kubectl('label node w1 kubernetes.io/rack=a')).toBe('node/w1 labeled\n');
		expect((await hosts.run('m1', 'kubectl label node w1 kubernetes.io/rack=b')).stderr).toContain(
			"'kubernetes.io/rack' already has a value (a), and --overwrite is false",
		);
		expect(await kubectl('label node w1 kubernetes.io/rack-')).toBe('node/w1 unlabeled\n');
		expect(await kubectl('annotate node w1 note=hello')).toBe('node/w1 annotated\n');
	});
});

describe('taints', () => {
	test('come and go', async () => {
		expect(await kubectl('taint nodes w1 gpu=yes:NoSchedule')).toBe('node/w1 tainted\n');
		expect(await kubectl('describe node w1')).toMatch(/^Taints: +gpu=yes:NoSchedule$/m);
		expect(await kubectl('taint nodes w1 gpu=yes:NoSchedule-')).toBe('node/w1 untainted\n');
		expect((await hosts.run('m1', 'kubectl taint nodes w1 gpu-')).stderr).toContain('taint "gpu" not found');
	});

	test('without its taint the control plane takes ordinary pods', async () => {
		await kubectl('cordon w1');
		await kubectl('create deployment web --image=docker.io/library/nginx:1.27');
		await hosts.must('m1', 'sleep 5');
		expect(await kubectl('get pods')).toMatch(/Pending/);
		await kubectl('taint nodes m1 node-role.kubernetes.io/control-plane-');
		expect(await kubectl('rollout status deployment/web --timeout=60s')).toContain('successfully rolled out');
	});
});

describe('leaving a node', () => {
	test('cordoned, it takes nothing new', async () => {
		expect(await kubectl('cordon w1')).toBe('node/w1 cordoned\n');
		expect(await kubectl('cordon w1')).toBe('node/w1 already cordoned\n');
		expect(await kubectl('get node w1')).toContain('Ready,SchedulingDisabled');
		expect(await kubectl('uncordon w1')).toBe('node/w1 uncordoned\n');
	});

	test('a drain asks about pods of daemon sets and orphans first', async () => {
		await kubectl('run lonely --image=docker.io/library/nginx:1.27');
		await kubectl('wait --for=condition=Ready pod/lonely --timeout=60s');
		const refused = await hosts.run('m1', 'kubectl drain w1');
		expect(refused.exit).toBe(1);
		expect(refused.stderr).toContain('cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore)');
		expect(refused.stderr).toContain(
			'cannot delete Pods that declare no controller (use --force to override): default/lonely',
		);
		const said = await kubectl('drain w1 --ignore-daemonsets --force --delete-emptydir-data --timeout=120s');
		expect(said).toContain('evicting pod default/lonely');
		expect(said).toMatch(/node\/w1 drained\n$/);
		expect(await kubectl('get pods -A --field-selector spec.nodeName=w1 -o name')).not.toMatch(/coredns|lonely/);
	});
});

test('replicas follow the number', async () => {
	expect(await kubectl('-n kube-system scale deployment coredns --replicas=1')).toBe(
		'deployment.apps/coredns scaled\n',
	);
	await hosts.must('m1', 'sleep 5');
	expect(await kubectl('-n kube-system get deployment coredns --no-headers')).toMatch(/^coredns +1\/1 +1 +1 /);
	expect((await hosts.run('m1', 'kubectl scale deployment coredns')).stderr).toBe(
		'error: required flag(s) "replicas" not set\n',
	);
});
