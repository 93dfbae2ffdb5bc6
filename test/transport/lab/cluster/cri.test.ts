import {expect, test} from 'vitest';
import {cniConfig, criAt, socketPath} from '../../../../source/transport/lab/cluster/cri.ts';
import {bridge, connected, prepared} from '../../../helpers/machines.ts';

const socket = 'unix:///run/containerd/containerd.sock';

test('A runtime answers on its socket while it runs and its CRI plugin is on', () => {
	const {machine, filesOf, systemctl} = prepared(1, 0);
	const ask = () => criAt(machine('m1'), filesOf('m1'), socket);

	expect(ask()).toMatchObject({version: '2.3.2', systemdCgroup: true});
	expect(criAt(machine('m1'), filesOf('m1'), 'unix:///run/crio/crio.sock')).toContain(
		'dial unix /run/crio/crio.sock: connect: no such file or directory',
	);

	filesOf('m1').write('/etc/containerd/config.toml', 'disabled_plugins = ["cri"]\n');

	expect(ask()).toMatchObject({cri: true});

	systemctl('m1', 'restart', 'containerd');

	expect(ask()).toBe('rpc error: code = Unimplemented desc = unknown service runtime.v1.RuntimeService');

	systemctl('m1', 'stop', 'containerd');

	expect(ask()).toContain('connect: no such file or directory');

	filesOf('m1').write('/run/containerd/containerd.sock', '');

	expect(ask()).toContain('connection refused');
	expect(socketPath('unix:///var/run/containerd/containerd.sock')).toBe('/run/containerd/containerd.sock');
});

test('The first configuration by name that can be read is the network', async () => {
	const machines = await connected(1, 0);
	const {machine, filesOf} = machines;
	filesOf('m1').write('/etc/cni/net.d/00-broken.conflist', '{');
	bridge(machines, 'm1');

	expect(cniConfig(filesOf('m1'), machine('m1').runtime!)?.path).toBe('/etc/cni/net.d/10-bridge.conflist');
});
