import {beforeAll, expect, test} from 'vitest';
import {cluster, type Hosts} from '../../../helpers/lab-hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
	hosts = await cluster();
});
const describeText = (line: string): Promise<string> => hosts.must('m1', `kubectl -n kube-system describe ${line}`);

test('a deployment shows its replicas and its sets', async () => {
	const text = await describeText('deployment coredns');
	expect(text).toMatch(/^Replicas: +2 desired \| 2 updated \| 2 total \| 2 available \| 0 unavailable$/m);
	expect(text).toMatch(/^NewReplicaSet: {3}coredns-\w+ \(2\/2 replicas created\)$/m);
	expect(text).toMatch(/^OldReplicaSets: {2}<none>$/m);
});

test('a daemon set counts nodes', async () => {
	const text = await describeText('daemonset kube-proxy');
	expect(text).toContain('Desired Number of Nodes Scheduled: 2\n');
	expect(text).toContain('Pods Status:  2 Running / 0 Waiting / 0 Succeeded / 0 Failed\n');
});

test('a Service shows its ports and who is behind them', async () => {
	const text = await describeText('service kube-dns');
	expect(text).toMatch(/^IP: +10\.96\.0\.10$/m);
	expect(text).toMatch(/^Port: +dns {2}53\/UDP$/m);
	expect(text).toMatch(/^Endpoints: +10\.244\.\d+\.\d+:/m);
});
