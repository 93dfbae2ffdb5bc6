import {beforeAll, expect, test} from 'vitest';
import {cluster, type Hosts} from '../../../helpers/lab-hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
	hosts = await cluster();
});
const kubectl = (line: string): Promise<string> => hosts.must('m1', `kubectl ${line}`);

test('versions of client and server', async () => {
	expect(await kubectl('version')).toMatch(
		/^Client Version: v1\.36\.\d+\nKustomize Version: v5\.\d\.\d\nServer Version: v1\.36\.\d+\n$/,
	);
	expect(JSON.parse(await kubectl('version --client -o json'))).toMatchObject({
		clientVersion: {major: '1', minor: '36'},
	});
	const alone = await hosts.run('w1', 'kubectl version');
	expect(alone.exit).toBe(1);
	expect(alone.stdout).toMatch(/^Client Version/);
});

test('where the cluster is', async () => {
	expect(await kubectl('cluster-info')).toContain('Kubernetes control plane is running at https://10.77.0.11:6443\n');
});

test('a kubeconfig is shown without its secrets, and its contexts can be chosen', async () => {
	const shown = await kubectl('config view');
	expect(shown).toContain('server: https://10.77.0.11:6443');
	expect(shown).toContain('client-key-data: DATA+OMITTED');
	expect(shown).not.toContain('LS0t');
	expect(await kubectl('config current-context')).toBe('kubernetes-admin@kubernetes\n');
	expect((await hosts.run('m1', 'kubectl config use-context other')).stderr).toBe(
		'error: no context exists with the name: "other"\n',
	);
	expect((await hosts.run('w1', 'kubectl config current-context')).stderr).toBe(
		'error: current-context is not set\n',
	);
});

test('the health of the API server, raw', async () => {
	expect(await kubectl('get --raw /readyz')).toBe('ok');
	expect(await kubectl("get --raw '/readyz?verbose'")).toContain('[+]etcd ok');
	expect(JSON.parse(await kubectl('get --raw /api/v1/nodes'))).toMatchObject({kind: 'NodeList'});
	expect((await hosts.run('m1', 'kubectl get --raw /nothing')).stderr).toBe(
		'Error from server (NotFound): the server could not find the requested resource\n',
	);
});

test('resources, rights, and metrics that nobody collects', async () => {
	expect(await kubectl('api-resources')).toMatch(/^pods +po +v1 +true +Pod$/m);
	expect(await kubectl('auth can-i create pods')).toBe('yes\n');
	expect(
		(await hosts.run('w1', 'kubectl --kubeconfig /etc/kubernetes/kubelet.conf auth can-i delete nodes')).stdout,
	).toBe('no\n');
	expect((await hosts.run('m1', 'kubectl top nodes')).stderr).toBe('error: Metrics API not available\n');
});
