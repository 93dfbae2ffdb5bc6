import {beforeAll, expect, test} from 'vitest';
import {cluster, type Hosts} from '../../../helpers/lab-hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
	hosts = await cluster();
});
const describeText = (line: string): Promise<string> => hosts.must('m1', `kubectl describe ${line}`);

test('several objects stand apart, each with its events', async () => {
	const text = await describeText('pods -n kube-system -l k8s-app=kube-dns');
	expect(text.match(/^Name: +coredns-/gm)).toHaveLength(2);
	expect(text.match(/^Events:/gm)).toHaveLength(2);
	expect(text).toMatch(/\n\n\nName: +coredns-/);
});

test('the beginning of a name is enough', async () => {
	expect(await describeText('pod -n kube-system etcd')).toMatch(/^Name: +etcd-m1$/m);
});

test('a configuration shows its data, a secret only how long it is', async () => {
	expect(await describeText('configmap -n kube-system coredns')).toContain('Corefile:\n----\n.:53 {');
	await hosts.must('m1', 'kubectl create secret generic s --from-literal=password=12345');
	const secret = await describeText('secret s');
	expect(secret).toContain('password:  5 bytes');
	expect(secret).not.toContain('12345');
});

test('nothing of that name is an error', async () => {
	const done = await hosts.run('m1', 'kubectl describe pod nobody');
	expect([done.exit, done.stderr]).toEqual([1, 'Error from server (NotFound): pods "nobody" not found\n']);
});
