import {expect, test} from 'vitest';
import {output} from '../../../../source/transport/lab/kubeadm/output.ts';
import {
	controlPlaneChecks,
	fatal,
	initChecks,
	joinChecks,
	runChecks,
} from '../../../../source/transport/lab/kubeadm/preflight.ts';
import {oldest, prepared, type Machines, type Versions} from '../../../helpers/machines.ts';

const refused = async (
	change: (machines: Machines) => void,
	versions?: Versions,
	line = 'kubeadm init',
): Promise<string[]> => {
	const machines = prepared(1, 0, versions);
	change(machines);
	const {stderr, exit} = await machines.run('m1', line);

	expect(exit).toBe(1);

	return stderr
		.split('\n')
		.filter(text => text.startsWith('\t['))
		.map(text => text.slice(1));
};

test.each<readonly [string, (machines: Machines) => void, Versions | undefined, string[]]>([
	[
		'ip_forward is 0',
		({machine}) => void (machine('m1').sysctl['net.ipv4.ip_forward'] = '0'),
		undefined,
		['[ERROR FileContent--proc-sys-net-ipv4-ip_forward]: /proc/sys/net/ipv4/ip_forward contents are not set to 1'],
	],
	[
		'one CPU and little memory',
		({machine}) => void Object.assign(machine('m1'), {cpus: 1, memoryMiB: 1024}),
		undefined,
		[
			'[ERROR NumCPU]: the number of available CPUs 1 is less than the required 2',
			'[ERROR Mem]: the system RAM (1024 MB) is less than the minimum 1700 MB',
		],
	],
	[
		'a port is taken',
		({machine}) => void (machine('m1').strangers[10_259] = 'socat'),
		undefined,
		['[ERROR Port-10259]: Port 10259 is in use'],
	],
	[
		'a manifest is left over',
		({filesOf}) => filesOf('m1').write('/etc/kubernetes/manifests/etcd.yaml', ''),
		undefined,
		[
			'[ERROR FileAvailable--etc-kubernetes-manifests-etcd.yaml]: /etc/kubernetes/manifests/etcd.yaml already exists',
		],
	],
	[
		'swap is on, in 1.20',
		({machine}) => void (machine('m1').swaps = [{device: '/dev/vda5', sizeKiB: 1}]),
		oldest,
		['[ERROR Swap]: running with swap on is not supported. Please disable swap'],
	],
	[
		'the bridge is not seen, in 1.20',
		({machine}) => void (machine('m1').sysctl['net.bridge.bridge-nf-call-iptables'] = '0'),
		oldest,
		[
			'[ERROR FileContent--proc-sys-net-bridge-bridge-nf-call-iptables]: /proc/sys/net/bridge/bridge-nf-call-iptables contents are not set to 1',
		],
	],
])('kubeadm init refuses when %s', async (_, change, versions, expected) => {
	expect(await refused(change, versions)).toEqual(expected);
});

test('Programs are missed as an error or a warning', async () => {
	const lines = await refused(
		({filesOf}) => ['conntrack', 'socat'].forEach(name => filesOf('m1').remove(`/usr/sbin/${name}`)),
		oldest,
	);

	expect(lines).toEqual([
		'[WARNING FileExisting-socat]: socat not found in system path',
		'[ERROR FileExisting-conntrack]: conntrack not found in system path',
	]);
});

test('What is to be ignored becomes a warning, and the order is kubeadm’s', () => {
	const machines = prepared(1, 0, oldest);
	Object.assign(machines.machine('m1'), {cpus: 1, swaps: [{device: '/dev/vda5', sizeKiB: 1}]});
	machines.machine('m1').sysctl['net.ipv4.ip_forward'] = '0';
	const out = output(20);
	const looking = {
		at: machines.shell('m1'),
		minor: 20,
		criSocket: '/run/containerd/containerd.sock',
		node: 'm1',
		version: 'v1.20.2',
	};

	expect(() => runChecks(initChecks(20, looking.criSocket, 6443), looking, out, ['swap', 'numcpu'])).toThrow(
		'[ERROR FileContent--proc-sys-net-ipv4-ip_forward]',
	);
	expect(out.result(0).stderr).toBe(
		'\t[WARNING NumCPU]: the number of available CPUs 1 is less than the required 2\n\t[WARNING Swap]: running with swap on is not supported. Please disable swap\n',
	);
	expect(() => runChecks(initChecks(20, looking.criSocket, 6443), looking, output(20), ['all'])).not.toThrow();
});

const names = (controlPlane: boolean) =>
	joinChecks(36, 'unix:///run/containerd/containerd.sock', controlPlane).map(({name}) => name);

test('A worker is asked less than a control plane', () => {
	expect(names(false)).toContain('FileAvailable--etc-kubernetes-pki-ca.crt');
	expect(names(true)).not.toContain('FileAvailable--etc-kubernetes-pki-ca.crt');
	expect(names(false)).not.toContain('NumCPU');
	expect(controlPlaneChecks(6443).map(({name}) => name)).toContain('Port-2380');
});

test('Since 1.34 the complaints stand before the error', () => {
	expect(fatal(output(33), ['\t[ERROR A]: b']).message).toContain(
		'Some fatal errors occurred:\n\t[ERROR A]: b\n[preflight] If you know what you are doing',
	);
	expect(fatal(output(34), ['\t[ERROR A]: b'])).toMatchObject({
		message: 'preflight checks failed',
		before: ['[preflight] Some fatal errors occurred:', '\t[ERROR A]: b', expect.any(String)],
	});
});
