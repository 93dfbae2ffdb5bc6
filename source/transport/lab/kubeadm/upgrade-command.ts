// kubeadm upgrade node phase kubelet-config: the kubelet's settings anew from the cluster's ConfigMap.
import {accessWith} from '../cluster/access.ts';
import {loose, plainText} from '../cluster/loose.ts';
import {get} from '../cluster/objects.ts';
import type {CommandResult, Shell} from '../command.ts';
import {readYaml, writeYaml} from '../yaml.ts';
import {readArguments} from './arguments.ts';
import {Stop, type Output} from './output.ts';

const path = '/var/lib/kubelet/config.yaml';

/** Since 1.26 what was there is copied first, and where there is nothing it goes no further. */
const backUp = (at: Shell, out: Output): void => {
	const folder = `/etc/kubernetes/tmp/kubeadm-kubelet-config${Math.floor(at.world.now / 1000) % 1_000_000_000}`;
	const copy = `${folder}/config.yaml`;
	at.files.makeDirectory(folder, 0o700);
	out.print(`[upgrade] Backing up kubelet config file to ${copy}`);
	const text = at.files.read(path);
	if (text === undefined)
		throw new Stop(
			`error backing up the kubelet config file: open ${path}: no such file or directory`,
			'kubelet-config',
		);
	at.files.write(copy, text, 0o644);
};

export const upgradeCommand = (args: readonly string[], at: Shell, out: Output): CommandResult => {
	const {flags, words} = readArguments(args, ['help', 'dry-run'], ['kubeconfig', 'patches', 'v']);
	if (words.join(' ') !== 'node phase kubelet-config')
		throw new Stop(`unknown command "${words.join(' ')}" for "kubeadm upgrade"`);
	const conf = flags.get('kubeconfig') ?? '/etc/kubernetes/kubelet.conf';
	out.print('[upgrade] Reading configuration from the cluster...');
	const access = accessWith(at.world, at.filesOf, at.machine, conf);
	if (!access.ok)
		throw new Stop(
			access.server === ''
				? `couldn't create a Kubernetes client from file "${conf}": failed to load admin kubeconfig: open ${conf}: no such file or directory`
				: `unable to fetch the kubeadm-config ConfigMap: failed to get config map: Get "${access.server}/api/v1/namespaces/kube-system/configmaps/kubeadm-config?timeout=10s": ${access.error}`,
		);
	const name = out.minor < 24 ? `kubelet-config-1.${out.minor}` : 'kubelet-config';
	const settings = get(at.world, 'ConfigMap', name, 'kube-system')?.data?.['kubelet'];
	if (settings === undefined) throw new Stop(`configmaps "${name}" not found`, 'kubelet-config');
	if (out.minor >= 26) backUp(at, out);
	const own = loose(readYaml(at.files.read('/var/lib/kubelet/instance-config.yaml') ?? '')[0]);
	const endpoint = plainText(own['containerRuntimeEndpoint']);
	at.files.write(
		path,
		writeYaml({
			...loose(readYaml(settings)[0]),
			...(endpoint === '' ? {} : {containerRuntimeEndpoint: endpoint}),
		}),
		0o644,
	);
	out.print(`[kubelet-start] Writing kubelet configuration to file "${path}"`);
	out.print('[upgrade/kubelet-config] The kubelet configuration for this node was successfully upgraded!');
	return out.result(0);
};
