import {expect, test} from 'vitest';
import {
	absent,
	emptyDirectory,
	executable,
	freePort,
	hostname,
	kubeletVersion,
	programs,
	swap,
	system,
} from '../../../../source/transport/lab/kubeadm/checks.ts';
import {prepared} from '../../../helpers/machines.ts';

const looking = (machines: ReturnType<typeof prepared>, minor = 36) => ({
	at: machines.shell('m1'),
	minor,
	criSocket: 'unix:///run/containerd/containerd.sock',
	node: 'm1',
	version: `v1.${minor}.0`,
});

test('Swap is an error in old releases and a warning in new ones', () => {
	const machines = prepared(1, 0);
	machines.machine('m1').swaps = [{device: '/dev/vda5', sizeKiB: 1}];

	expect(swap.look(looking(machines, 20))).toEqual({
		errors: ['running with swap on is not supported. Please disable swap'],
	});
	expect(swap.look(looking(machines, 36))).toEqual({
		warnings: [
			expect.stringMatching(/^swap is supported for cgroup v2 only\. The kubelet must be properly configured/),
		],
	});
});

test('Ports, files and directories that are taken', () => {
	const machines = prepared(1, 0);
	machines.machine('m1').strangers[6443] = 'nc';
	machines.filesOf('m1').write('/var/lib/etcd/old', '');

	expect(freePort(6443).look(looking(machines))).toEqual({errors: ['Port 6443 is in use']});
	expect(freePort(2379).look(looking(machines))).toBeUndefined();
	expect(emptyDirectory('/var/lib/etcd').look(looking(machines))).toEqual({errors: ['/var/lib/etcd is not empty']});
	expect(absent('/etc/hosts').look(looking(machines))).toEqual({errors: ['/etc/hosts already exists']});
	expect(absent('/etc/hosts').name).toBe('FileAvailable--etc-hosts');
});

const names = (minor: number) =>
	programs(minor, 'unix:///run/containerd/containerd.sock').map(({name}) => name.replace('FileExisting-', ''));

test('Each release looks for its own programs', () => {
	expect(names(20)).toEqual([
		'crictl',
		'conntrack',
		'ip',
		'iptables',
		'mount',
		'nsenter',
		'ebtables',
		'ethtool',
		'socat',
		'tc',
		'touch',
	]);
	expect(names(31)).not.toContain('crictl');
	expect(names(32)).not.toContain('conntrack');
	expect(names(36)).toEqual(['losetup', 'mount', 'cp']);
	expect(executable(prepared(1, 0).shell('m1'), 'kubeadm')).toBe(true);
});

test('A name that nobody resolves is warned about twice', () => {
	const machines = prepared(1, 0);
	machines.filesOf('m1').write('/etc/hosts', '127.0.0.1 localhost\n');

	expect(hostname.look(looking(machines))?.warnings).toEqual([
		'hostname "m1" could not be reached',
		'hostname "m1": lookup m1 on 10.77.0.1:53: no such host',
	]);
	expect(hostname.look({...looking(machines), node: 'Not a name'})?.errors).toHaveLength(1);
});

test('A kubelet of another release is refused', () => {
	const machines = prepared(1, 0);
	machines.machine('m1').packages['kubelet'] = {version: '1.37.0-1.1', held: false};

	expect(kubeletVersion.look(looking(machines))?.errors).toEqual([
		expect.stringContaining('Kubelet version: "1.37.0" Control plane version: "1.36.0"'),
	]);

	machines.filesOf('m1').remove('/usr/bin/kubelet');

	expect(kubeletVersion.look(looking(machines))?.errors).toEqual([
		expect.stringContaining("cannot execute 'kubelet --version'"),
	]);
});

test('An old kernel is refused by the list that the minor was built with, and from 1.34 on warned of', () => {
	const machines = prepared(1, 0);
	const on = (kernel: string, minor: number) => {
		machines.machine('m1').kernel = kernel;
		return system.look(looking(machines, minor));
	};

	expect(on('3.2.0-4-amd64', 31)?.errors).toEqual(['unsupported kernel release: 3.2.0-4-amd64']);
	expect(on('3.10.0-1160.el7.x86_64', 31)).toBeUndefined();
	expect(on('3.10.0-1160.el7.x86_64', 33)?.errors).toEqual([
		expect.stringContaining('kernel release 3.10.0-1160.el7.x86_64 is unsupported. Recommended LTS version from'),
	]);
	// 5.14 is Red Hat's: in the list of 1.33, not in that of 1.34 (kubernetes/kubernetes#131898).
	expect(on('5.14.0-570.58.1.el9_6.x86_64', 33)).toBeUndefined();
	expect(on('5.14.0-570.58.1.el9_6.x86_64', 34)?.errors).toBeUndefined();
	expect(on('5.14.0-570.58.1.el9_6.x86_64', 34)?.warnings).toHaveLength(1);
});
