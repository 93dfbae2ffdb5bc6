import {beforeEach, expect, test} from 'vitest';
import {cluster, type Hosts} from '../../../helpers/lab-hosts.ts';

let hosts: Hosts;
beforeEach(async () => {
	hosts = await cluster();
});

const said = async (line: string, host = 'm1'): Promise<string> => {
	const done = await hosts.run(host, line);
	expect(done.exit).toBe(1);
	return done.stderr;
};

test('without a kubeconfig it asks localhost:8080', async () => {
	expect(await said('kubectl get nodes', 'w1')).toContain(
		'The connection to the server localhost:8080 was refused - did you specify the right host or port?',
	);
	expect(await said('KUBECONFIG=/nowhere kubectl get nodes')).toContain('localhost:8080 was refused');
});

test('a file that was named and is not there is an error', async () => {
	expect(await said('kubectl --kubeconfig /nowhere get nodes')).toBe(
		'error: stat /nowhere: no such file or directory\n',
	);
});

test('a stopped API server refuses', async () => {
	await hosts.must('m1', 'mv /etc/kubernetes/manifests/kube-apiserver.yaml /root/; sleep 30');
	const words = await said('kubectl get nodes');
	expect(words).toContain(
		`couldn't get current server API group list: Get \\"https://10.77.0.11:6443/api?timeout=32s\\": dial tcp 10.77.0.11:6443: connect: connection refused`,
	);
	expect(words).toContain(
		'The connection to the server 10.77.0.11:6443 was refused - did you specify the right host or port?',
	);
});

test('a firewall makes it wait for half a minute, or as long as was asked for', async () => {
	await hosts.must('w1', 'mkdir -p ~/.kube');
	hosts.lab.filesOf('w1').write('/root/.kube/config', hosts.lab.filesOf('m1').read('/etc/kubernetes/admin.conf')!);
	await hosts.must('m1', 'iptables -A INPUT -p tcp --dport 6443 -j DROP');
	const began = hosts.lab.world.now;
	expect(await said('kubectl get nodes', 'w1')).toContain(
		'Unable to connect to the server: dial tcp 10.77.0.11:6443: i/o timeout',
	);
	expect(hosts.lab.world.now - began).toBeGreaterThanOrEqual(30_000);
	expect(await said('kubectl get nodes --request-timeout=5s', 'w1')).toContain(
		'Client.Timeout exceeded while awaiting headers',
	);
});

test('an address nobody has, and a name nobody knows', async () => {
	expect(await said('kubectl --server https://10.77.0.99:6443 get nodes')).toContain(
		'dial tcp 10.77.0.99:6443: connect: no route to host',
	);
	expect(await said('kubectl --server https://nobody:6443 get nodes')).toContain(
		'dial tcp: lookup nobody on 10.77.0.1:53: no such host',
	);
});

test('another authority is not trusted', async () => {
	await hosts.must(
		'm1',
		'sed "s|certificate-authority-data: .*|certificate-authority-data: $(base64 -w0 < /etc/kubernetes/pki/etcd/ca.crt)|" /etc/kubernetes/admin.conf > /tmp/other.conf',
	);
	expect(await said('kubectl --kubeconfig /tmp/other.conf get nodes')).toContain(
		'x509: certificate signed by unknown authority',
	);
});

test('a server without its database gives up after ten seconds', async () => {
	await hosts.must('m1', 'mv /etc/kubernetes/manifests/etcd.yaml /root/; sleep 5');
	expect(await said('kubectl get nodes')).toContain(
		'Error from server (Timeout): the server was unable to return a response in the time allotted',
	);
});

test('a node may read itself and no other node', async () => {
	const node = 'kubectl --kubeconfig /etc/kubernetes/kubelet.conf';
	expect(await hosts.must('w1', `${node} get node w1 -o name`)).toBe('node/w1\n');
	expect(await said(`${node} get node m1`, 'w1')).toContain(
		'nodes "m1" is forbidden: User "system:node:w1" cannot get resource "nodes" in API group "" at the cluster scope',
	);
	expect(await said(`${node} get secrets -n kube-system`, 'w1')).toContain('Error from server (Forbidden)');
});
