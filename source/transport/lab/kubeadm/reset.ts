// kubeadm reset: takes back what init or join did to this host, as far as kubeadm does.
import type {CommandResult, Shell} from '../command.ts';
import {accessWith} from '../cluster/access.ts';
import {get, put} from '../cluster/objects.ts';
import {quorumAt} from '../cluster/health.ts';
import {readYaml, writeYaml} from '../yaml.ts';
import {isOn, readArguments} from './arguments.ts';
import {adminConf} from './client.ts';
import {detectSocket} from './config.ts';
import {runtimeAt} from './images.ts';
import {klog, Stop, type Output} from './output.ts';

const confs = ['admin', 'super-admin', 'kubelet', 'bootstrap-kubelet', 'controller-manager', 'scheduler'];

const farewell = (minor: number): string[] =>
	minor >= 32
		? [
				'',
				'The reset process does not perform cleanup of CNI plugin configuration,',
				'network filtering rules and kubeconfig files.',
				'',
				'For information on how to perform this cleanup manually, please see:',
				'    https://k8s.io/docs/reference/setup-tools/kubeadm/kubeadm-reset/',
				'',
			]
		: [
				'',
				'The reset process does not clean CNI configuration. To do so, you must remove /etc/cni/net.d',
				'',
				'The reset process does not reset or clean up iptables rules or IPVS tables.',
				'If you wish to reset iptables, you must do so manually by using the "iptables" command.',
				'',
				'If your cluster was setup to utilize IPVS, run ipvsadm --clear (or similar)',
				"to reset your system's IPVS tables.",
				'',
				'The reset process does not clean your kubeconfig files and you must remove them manually.',
				'Please, check the contents of the $HOME/.kube/config file.',
			];

/** The member tells the others that it goes; without a majority nobody can write that down. */
const leaveEtcd = (at: Shell, out: Output): void => {
	const {machine, world} = at;
	if (machine.etcd === undefined || world.cluster === undefined) return;
	const {memberId} = machine.etcd;
	const members = world.cluster.etcdMembers ?? [];
	if (members.length === 1) return;
	if (!quorumAt(world, machine)) {
		out.warn(
			klog(
				at.now(),
				'W',
				'removeetcdmember.go:106',
				'[reset] Failed to remove etcd member: etcdserver: request timed out, possibly due to connection lost',
			),
		);
		return;
	}
	world.cluster.etcdMembers = members.filter(member => member.id !== memberId);
};

const forgetStatus = (at: Shell, node: string): void => {
	const map = get(at.world, 'ConfigMap', 'kubeadm-config', 'kube-system');
	const text = map?.data?.['ClusterStatus'];
	if (map === undefined || text === undefined) return;
	const status = structuredClone(readYaml(text)[0] as {apiEndpoints?: Record<string, unknown>});
	delete status.apiEndpoints?.[node];
	put(at.world, {...map, data: {...map.data, ClusterStatus: writeYaml(status)}});
};

export const reset = async (args: readonly string[], at: Shell, out: Output): Promise<CommandResult> => {
	const {flags, unknown} = readArguments(
		args,
		['force', 'dry-run', 'cleanup-tmp-dir', 'help'],
		['cri-socket', 'cert-dir', 'ignore-preflight-errors', 'kubeconfig', 'skip-phases', 'config', 'v'],
	);
	if (unknown !== undefined) throw new Stop(`unknown flag: ${unknown}`);
	const {files, machine, world} = at;
	const node = machine.hostname.toLowerCase();
	const control = files.exists(adminConf);
	const access = accessWith(world, at.filesOf, machine, adminConf);
	if (control) {
		out.print(
			out.minor >= 32
				? '[reset] Reading configuration from the "kubeadm-config" ConfigMap in namespace "kube-system"...'
				: '[reset] Reading configuration from the cluster...',
		);
		out.print(
			out.minor >= 32
				? `[reset] Use 'kubeadm init phase upload-config ${out.minor >= 34 ? 'kubeadm ' : ''}--config your-config-file' to re-upload it.`
				: "[reset] FYI: You can look at this config file with 'kubectl -n kube-system get cm kubeadm-config -o yaml'",
		);
		if (!access.ok)
			out.warn(
				klog(
					at.now(),
					'W',
					'reset.go:141',
					`[reset] Unable to fetch the kubeadm-config ConfigMap from cluster: failed to get config map: Get "${access.server}/api/v1/namespaces/kube-system/configmaps/kubeadm-config?timeout=10s": ${access.error}`,
				),
			);
	}
	if (!isOn(flags, 'force')) {
		out.warn(
			klog(
				at.now(),
				'W',
				'preflight.go:55',
				"[reset] WARNING: Changes made to this host by 'kubeadm init' or 'kubeadm join' will be reverted.",
			),
		);
		const answer = at.stdin.split('\n')[0] ?? '';
		out.print(`[reset] Are you sure you want to proceed? [y/N]: `);
		if (!/^y$/i.test(answer.trim()))
			throw new Stop(
				out.minor >= 31
					? "won't proceed; the user didn't answer (Y|y) in order to continue"
					: 'Aborted reset operation',
				'preflight',
			);
	}
	out.print('[preflight] Running pre-flight checks');
	if (control && access.ok) {
		if (out.minor < 22) {
			out.print(
				`[reset] Removing info for node "${node}" from the ConfigMap "kubeadm-config" in the "kube-system" Namespace`,
			);
			forgetStatus(at, node);
		}
		leaveEtcd(at, out);
	}
	if (files.exists('/etc/kubernetes/manifests/etcd.yaml'))
		out.print('[reset] Deleted contents of the etcd data directory: /var/lib/etcd');
	const runtime = runtimeAt(at, flags.get('cri-socket') ?? detectSocket(at, out.minor));
	out.print('[reset] Stopping the kubelet service');
	await at.exec('systemctl stop kubelet');
	out.print('[reset] Unmounting mounted directories in "/var/lib/kubelet"');
	// kubeadm removes every pod of the runtime, whoever made it.
	if (typeof runtime === 'string')
		out.warn(
			klog(
				at.now(),
				'W',
				'cleanupnode.go:104',
				'[reset] Failed to remove containers: failed to create new CRI runtime service',
			),
		);
	else {
		machine.containers = [];
		delete machine.pods;
	}
	out.print(
		'[reset] Deleting contents of directories: [/etc/kubernetes/manifests /var/lib/kubelet /etc/kubernetes/pki]',
	);
	for (const directory of ['/etc/kubernetes/manifests', '/var/lib/kubelet', '/etc/kubernetes/pki', '/var/lib/etcd']) {
		if (!files.exists(directory)) continue;
		files.remove(directory);
		files.makeDirectory(directory);
	}
	out.print(`[reset] Deleting files: [${confs.map(name => `/etc/kubernetes/${name}.conf`).join(' ')}]`);
	for (const name of confs) files.remove(`/etc/kubernetes/${name}.conf`);
	await at.pass(2500);
	for (const line of farewell(out.minor)) out.print(line);
	return out.result(0);
};
