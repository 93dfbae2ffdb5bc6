import {expect, test} from 'vitest';
import {unknownFlag} from '../../../../source/transport/lab/cluster/component-flags.ts';

const api = (...flags: string[]): string | undefined => unknownFlag(['kube-apiserver', ...flags], 'v1.36.4');

test('A flag that is misspelt or gone is not known', () => {
	expect(api('--etcd-servers=https://127.0.0.1:2379', '--audit-log-path=/var/log/audit.log')).toBeUndefined();
	expect(api('--etcd-server=https://127.0.0.1:2379')).toBe('etcd-server');
	expect(api('--insecure-port=0')).toBe('insecure-port');
	expect(unknownFlag(['kube-apiserver', '--insecure-port=0'], 'v1.20.2')).toBeUndefined();
});

test('Each program has flags of its own, and others are not looked at', () => {
	const scheduler = ['kube-scheduler', '--leader-elect=true', '--kubeconfig=/etc/kubernetes/scheduler.conf'];

	expect(unknownFlag(scheduler, 'v1.36.4')).toBeUndefined();
	expect(unknownFlag([...scheduler, '--cluster-cidr=10.0.0.0/8'], 'v1.36.4')).toBe('cluster-cidr');
	expect(unknownFlag(['flanneld', '--ip-masq'], 'v1.36.4')).toBeUndefined();
});
