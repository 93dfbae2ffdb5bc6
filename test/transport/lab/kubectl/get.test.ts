import {beforeAll, describe, expect, test} from 'vitest';
import {cluster, type Hosts} from '../../../helpers/lab-hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
	hosts = await cluster();
});
const kubectl = (line: string): Promise<string> => hosts.must('m1', `kubectl ${line}`);

describe('tables', () => {
	test('nodes with their roles, ages and versions', async () => {
		const [head, m1, w1] = (await kubectl('get nodes')).split('\n');
		expect(head).toBe('NAME   STATUS   ROLES           AGE   VERSION');
		expect(m1).toMatch(/^m1     Ready    control-plane   \d+s   v1\.36\.\d+$/);
		expect(w1).toMatch(/^w1     Ready    <none>          \d+s   v1\.36\.\d+$/);
	});

	test('wide ones say where and on what', async () => {
		expect(await kubectl('get nodes -o wide')).toMatch(
			/INTERNAL-IP   EXTERNAL-IP   OS-IMAGE +KERNEL-VERSION +CONTAINER-RUNTIME\n.*10\.77\.0\.11 +<none> +Debian GNU\/Linux 12 \(bookworm\) +6\.1\.\S+ +containerd:\/\/2\./,
		);
	});

	test('pods of all namespaces begin with the namespace', async () => {
		const lines = (await kubectl('get pods -A')).split('\n');
		expect(lines[0]).toMatch(/^NAMESPACE +NAME +READY +STATUS +RESTARTS +AGE$/);
		expect(lines.filter(line => /^kube-system +coredns-\S+ +1\/1 +Running +0 /.test(line))).toHaveLength(2);
	});

	test('several kinds are told apart by their names', async () => {
		const text = await kubectl('-n kube-system get deploy,rs,ep');
		expect(text).toMatch(/^deployment\.apps\/coredns +2\/2 +2 +2 /m);
		expect(text).toMatch(/^replicaset\.apps\/coredns-\w+ +2 +2 +2 /m);
		expect(text).toMatch(/^endpoints\/kube-dns +\S+ \+ 3 more\.\.\. /m);
	});

	test('nothing found is said on standard error', async () => {
		const done = await hosts.run('m1', 'kubectl get pods');
		expect([done.exit, done.stdout, done.stderr]).toEqual([0, '', 'No resources found in default namespace.\n']);
	});

	test('heads can be left out, labels shown', async () => {
		expect(await kubectl('get ns default --no-headers --show-labels')).toMatch(
			/^default +Active +\S+ +kubernetes\.io\/metadata\.name=default\n$/,
		);
	});
});

describe('selectors', () => {
	test('labels choose', async () => {
		expect(await kubectl('get nodes -l node-role.kubernetes.io/control-plane -o name')).toBe('node/m1\n');
		expect(await kubectl("get nodes -l '!node-role.kubernetes.io/control-plane' -o name")).toBe('node/w1\n');
		expect(await kubectl("get nodes -l 'kubernetes.io/hostname in (w1,w9)' -o name")).toBe('node/w1\n');
	});

	test('fields choose', async () => {
		expect((await kubectl('get pods -A --field-selector status.phase!=Running -o name')).trim()).toBe('');
		expect(await kubectl('get pods -A --field-selector spec.nodeName=w1 -o name')).toMatch(
			/^pod\/kube-flannel-ds-\w+$/m,
		);
	});
});

describe('formats', () => {
	test('JSONPath over a list and over one object', async () => {
		expect(
			await kubectl(
				`get nodes -o jsonpath='{range .items[*]}{.metadata.name}={.status.conditions[?(@.type=="Ready")].status}{"\\n"}{end}'`,
			),
		).toBe('m1=True\nw1=True\n');
		expect(await kubectl("get svc kubernetes -o jsonpath='{.spec.clusterIP}'")).toBe('10.96.0.1');
	});

	test('custom columns', async () => {
		expect(await kubectl('get nodes -o custom-columns=NAME:.metadata.name,CIDR:.spec.podCIDR')).toBe(
			'NAME   CIDR\nm1     10.244.0.0/24\nw1     10.244.1.0/24\n',
		);
	});

	test('YAML and JSON are the object itself', async () => {
		expect(await kubectl('get ns default -o yaml')).toMatch(/^apiVersion: v1\nkind: Namespace\nmetadata:\n/);
		expect(JSON.parse(await kubectl('get nodes -o json'))).toMatchObject({
			kind: 'List',
			items: [{metadata: {name: 'm1'}}, {metadata: {name: 'w1'}}],
		});
	});

	test('a format nobody knows is refused', async () => {
		expect((await hosts.run('m1', 'kubectl get nodes -o fancy')).stderr).toContain(
			'unable to match a printer suitable for the output format "fancy"',
		);
	});
});

describe('errors', () => {
	test.each([
		['get pod nobody', 'Error from server (NotFound): pods "nobody" not found\n'],
		['get deploy nobody', 'Error from server (NotFound): deployments.apps "nobody" not found\n'],
		['get wizards', 'error: the server doesn\'t have a resource type "wizards"\n'],
		['get nodes --colour', "error: unknown flag: --colour\nSee 'kubectl get --help' for usage.\n"],
		['get pod a -A', 'error: a resource cannot be retrieved by name across all namespaces\n'],
	])('%s', async (line, words) => {
		const done = await hosts.run('m1', `kubectl ${line}`);
		expect([done.exit, done.stderr]).toEqual([1, words]);
	});

	test('what is found is printed although something is missing', async () => {
		const done = await hosts.run('m1', 'kubectl get nodes m1 m9 -o name');
		expect([done.exit, done.stdout]).toEqual([1, 'node/m1\n']);
		expect(done.stderr).toContain('nodes "m9" not found');
	});
});
