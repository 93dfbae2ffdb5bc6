// crictl version and info.
import {cniConfig} from '../cluster/cri.ts';
import {type CommandResult, type Shell, said} from '../command.ts';
import type {Runtime} from '../world.ts';

export const version = (_: readonly string[], _at: Shell, runtime: Runtime): CommandResult =>
	said(
		runtime.docker === undefined
			? `Version:  0.1.0\nRuntimeName:  containerd\nRuntimeVersion:  ${runtime.version.startsWith('1.6') ? '1.6.20~ds1' : `v${runtime.version}`}\nRuntimeApiVersion:  v1\n`
			: `Version:  0.1.0\nRuntimeName:  docker\nRuntimeVersion:  ${runtime.version}\nRuntimeApiVersion:  v1\n`,
	);

/** What a shim for Docker says of itself: little. */
const shimInfo = (runtime: Runtime, network: boolean): string =>
	`${JSON.stringify(
		{
			status: {
				conditions: [
					{message: '', reason: '', status: true, type: 'RuntimeReady'},
					{
						message: network ? '' : 'docker: network plugin is not ready: cni config uninitialized',
						reason: network ? '' : 'NetworkPluginNotReady',
						status: network,
						type: 'NetworkReady',
					},
				],
			},
			config: {sandboxImage: runtime.sandboxImage},
		},
		undefined,
		2,
	)}\n`;

export const info = (_: readonly string[], at: Shell, runtime: Runtime): CommandResult => {
	const network = cniConfig(at.files, runtime);
	if (runtime.docker !== undefined) return said(shimInfo(runtime, network !== undefined));
	const options = {SystemdCgroup: runtime.systemdCgroup};
	return said(
		`${JSON.stringify(
			{
				cniconfig: {
					PluginDirs: runtime.binDirs,
					PluginConfDir: runtime.confDir,
					PluginMaxConfNum: 1,
					Prefix: 'eth',
					Networks: [],
				},
				config: {
					containerd: {
						defaultRuntimeName: 'runc',
						runtimes: {runc: {runtimeType: 'io.containerd.runc.v2', options}},
						snapshotter: 'overlayfs',
					},
					cni: {binDirs: runtime.binDirs, confDir: runtime.confDir},
					registry: {configPath: runtime.certsDir},
					sandboxImage: runtime.sandboxImage,
					pinnedImages: {sandbox: runtime.sandboxImage},
					containerdEndpoint: '/run/containerd/containerd.sock',
				},
				golang: 'go1.25.5',
				lastCNILoadStatus:
					network === undefined
						? 'cni config load failed: no network config found in /etc/cni/net.d: cni plugin not initialized: failed to load cni config'
						: 'OK',
				status: {
					conditions: [
						{message: '', reason: '', status: true, type: 'RuntimeReady'},
						{
							message:
								network === undefined ? 'Network plugin returns error: cni plugin not initialized' : '',
							reason: network === undefined ? 'NetworkPluginNotReady' : '',
							status: network !== undefined,
							type: 'NetworkReady',
						},
					],
				},
			},
			undefined,
			2,
		)}\n`,
	);
};
