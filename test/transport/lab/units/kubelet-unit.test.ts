import {clientPem} from '../../../../source/transport/lab/cluster/pki.ts';
import {expect, test} from 'vitest';
import {newKey} from '../../../../source/transport/lab/cluster/x509.ts';
import {kubeletConfigPath, kubeletFlags} from '../../../../source/transport/lab/units/kubelet-unit.ts';
import {cluster, oldest, prepared, type Machines, type Versions, newest} from '../../../helpers/machines.ts';

const said = ({machine}: Machines, name = 'm1'): string =>
	machine(name)
		.journal.filter(({identifier}) => identifier === 'kubelet')
		.map(({text}) => text)
		.join('\n');

test('Without a configuration it starts and ends every ten seconds', () => {
	const machines = prepared(1, 0);
	machines.wait(60);

	expect(machines.machine('m1').units['kubelet.service']).toMatchObject({state: 'activating', exitStatus: 1});
	expect(said(machines).match(/failed to load kubelet config file/g)!.length).toBeGreaterThan(4);
	expect(said(prepared(1, 0, oldest))).toContain(
		'server.go:198] failed to load Kubelet config file /var/lib/kubelet/config.yaml, error failed to read kubelet config file',
	);
});

const restarted = async (change: (machines: Machines) => void, versions: Versions = newest): Promise<string> => {
	const machines = await cluster(1, 0, versions);
	machines.machine('m1').journal = [];
	change(machines);
	machines.systemctl('m1', 'restart', 'kubelet');
	return said(machines);
};

const swap = ({machine}: Machines): void => {
	machine('m1').swaps = [{device: '/dev/vda5', sizeKiB: 998_396}];
};

test('Swap ends it in the words of the release, unless its configuration allows swap', async () => {
	expect(await restarted(swap)).toContain(
		'running with swap on is not supported, please disable swap or set --fail-swap-on flag to false',
	);
	expect(await restarted(swap, oldest)).toContain(
		'running with swap on is not supported, please disable swap! or set --fail-swap-on flag to false. /proc/swaps contained: [Filename',
	);
	expect(
		await restarted(machines => {
			swap(machines);
			machines.filesOf('m1').append(kubeletConfigPath, 'failSwapOn: false\n');
		}),
	).not.toContain('swap');
});

test('A runtime that does not answer ends it', async () => {
	expect(await restarted(machines => machines.systemctl('m1', 'stop', 'containerd'))).toContain(
		'validate CRI v1 runtime API for endpoint',
	);
	expect(await restarted(machines => machines.systemctl('m1', 'stop', 'containerd'), oldest)).toContain(
		'get remote runtime typed version failed',
	);
});

test('A broken configuration, and missing credentials, end it', async () => {
	expect(await restarted(({filesOf}) => filesOf('m1').write(kubeletConfigPath, 'a: ['))).toContain(
		'failed to load kubelet config file',
	);
	expect(await restarted(({filesOf}) => filesOf('m1').remove('/etc/kubernetes/kubelet.conf'))).toContain(
		'unable to load bootstrap kubeconfig: stat /etc/kubernetes/bootstrap-kubelet.conf: no such file or directory',
	);
	expect(
		await restarted(({filesOf}) => {
			const files = filesOf('m1');
			const [certificate] = files.read(clientPem)!.split(/(?=-----BEGIN RSA)/);
			files.write(clientPem, `${certificate}${newKey()}`);
		}),
	).toContain('failed to initialize client certificate manager: could not convert data from');
});

test('The cgroup driver comes from a runtime that can say it, else from the kubelet’s own file', async () => {
	const [now, old] = [await cluster(1, 0), await cluster(1, 0, oldest)];
	const wrong = 'kind: KubeletConfiguration\ncgroupDriver: cgroupfs\nstaticPodPath: /etc/kubernetes/manifests\n';
	for (const machines of [now, old]) {
		machines.filesOf('m1').write(kubeletConfigPath, wrong);
		machines.systemctl('m1', 'restart', 'kubelet');
	}

	expect(now.machine('m1').kubelet?.cgroupDriver).toBe('systemd');
	expect(old.machine('m1').kubelet?.cgroupDriver).toBe('cgroupfs');
});

test('Flags come from kubeadm’s file and from the operator’s', () => {
	const {filesOf} = prepared(1, 0);
	filesOf('m1').write('/var/lib/kubelet/kubeadm-flags.env', 'KUBELET_KUBEADM_ARGS="--hostname-override=n1 --v=4"\n');
	filesOf('m1').write('/etc/default/kubelet', 'KUBELET_EXTRA_ARGS=--fail-swap-on=false\n');

	expect(Object.fromEntries(kubeletFlags(filesOf('m1')))).toEqual({
		'hostname-override': 'n1',
		v: '4',
		'fail-swap-on': 'false',
	});
});

test('A flag that has gone ends it, in the release in which it went', async () => {
	const path = '/var/lib/kubelet/kubeadm-flags.env';
	const flag = ({filesOf}: Machines): void => filesOf('m1').append(path, 'MORE="--container-runtime=remote"\n');

	expect(await restarted(flag)).toContain(
		'"command failed" err="failed to parse kubelet flag: unknown flag: --container-runtime"',
	);
	expect(await restarted(flag, oldest)).not.toContain('unknown flag');
});
