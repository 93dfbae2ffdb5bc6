import {expect, test} from 'vitest';
import {get, list} from '../../../../source/transport/lab/cluster/objects.ts';
import {isReady} from '../../../../source/transport/lab/cluster/pod.ts';
import {programOf} from '../../../../source/transport/lab/cluster/programs.ts';
import type {World} from '../../../../source/transport/lab/world.ts';
import {newKey} from '../../../../source/transport/lab/cluster/x509.ts';
import {cluster, connected, newest, oldest} from '../../../helpers/machines.ts';

const coredns = (world: World) => list(world, 'Pod').filter(pod => pod.metadata.labels?.['k8s-app'] === 'kube-dns');
const logs = (machine: {containers: {name: string; log: {text: string}[]}[]}, name: string): string =>
	machine.containers
		.filter(container => container.name === name)
		.flatMap(container => container.log.map(line => line.text))
		.join('\n');

test('An API server without its certificates says which file is missing, and starts again and again', async () => {
	const {world, machine, filesOf, wait} = await connected(3, 0);
	filesOf('m3').remove('/etc/kubernetes/pki/apiserver.crt');
	machine('m3').containers = machine('m3').containers.filter(({name}) => name !== 'kube-apiserver');
	wait(60);

	expect(logs(machine('m3'), 'kube-apiserver')).toContain(
		'open /etc/kubernetes/pki/apiserver.crt: no such file or directory',
	);
	expect(get(world, 'Pod', 'kube-apiserver-m3', 'kube-system')?.status?.['containerStatuses']).toMatchObject([
		{state: {waiting: {reason: 'CrashLoopBackOff'}}},
	]);
});

/** Its log, after it was started with a key that is another certificate's. */
const endedWith = async (name: string, key: string, versions = newest): Promise<string> => {
	const {machine, filesOf, wait} = await cluster(3, 0, versions);
	filesOf('m3').write(`/etc/kubernetes/pki/${key}.key`, newKey());
	machine('m3').containers = machine('m3').containers.filter(container => container.name !== name);
	wait(30);
	return logs(machine('m3'), name);
};

test('An API server and etcd end at their start when a key is another certificate’s, in the words of the release', async () => {
	expect(await endedWith('kube-apiserver', 'apiserver')).toContain(
		'"command failed" err="tls: private key does not match public key"',
	);
	expect(await endedWith('kube-apiserver', 'apiserver-etcd-client', oldest)).toContain(
		'Error: tls: private key does not match public key',
	);
	expect(await endedWith('etcd', 'etcd/peer')).toContain('"error":"tls: private key does not match public key"');
});

test('CoreDNS ends when it would ask itself, and waits for kube-proxy to reach the API', async () => {
	const {world, machine, filesOf, wait} = await connected(1, 1);
	const [pod] = coredns(world);

	expect(isReady(pod!)).toBe(true);

	filesOf('w1').write('/etc/resolv.conf', 'nameserver 127.0.0.53\n');
	for (const container of machine('w1').containers)
		if (container.name === 'coredns') container.ends = {at: world.now, exit: 1};
	wait(40);

	expect(logs(machine('w1'), 'coredns')).toContain('[FATAL] plugin/loop: Loop');
});

test('kube-proxy refuses a mode that the kernel cannot do', async () => {
	const {world, machine, wait} = await connected(1, 1);
	get(world, 'ConfigMap', 'kube-proxy', 'kube-system')!.data!['config.conf'] = 'mode: nftables\n';
	machine('w1').kernel = '5.10.0-30-amd64';
	for (const container of machine('w1').containers)
		if (container.name === 'kube-proxy') container.ends = {at: world.now, exit: 0};
	wait(5);

	expect(logs(machine('w1'), 'kube-proxy')).toContain('requires kernel 5.13');
});

const life = (image: string) => programOf({name: 'a', image}).life({} as never);

test('A server stays, a shell without a terminal ends at once', () => {
	expect(life('nginx')).toBe('stays');
	expect(life('busybox')).toEqual({exit: 0, after: 150});
});
