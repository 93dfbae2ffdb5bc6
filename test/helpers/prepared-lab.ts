// A lab whose hosts are as far as an installation has brought them before `kubeadm`: set up without apt, so that a
// test of the cluster does not depend on the packages' stages.
import {createLab, type Lab} from '../../source/transport/lab/lab.ts';
import {packageOf} from '../../source/transport/lab/packages/catalogue.ts';
import {textOf} from '../../source/transport/lab/unit-file.ts';
import {unitDeclaration} from '../../source/transport/lab/units.ts';

export const labHosts = (controlPlanes: number, workers: number): {name: string; address: string; role: string}[] => [
	...Array.from({length: controlPlanes}, (_, index) => ({
		name: `m${index + 1}`,
		address: `10.77.0.${11 + index}`,
		role: 'control-plane',
	})),
	...Array.from({length: workers}, (_, index) => ({
		name: `w${index + 1}`,
		address: `10.77.0.${21 + index}`,
		role: 'worker',
	})),
];

/** The package's files as its archive brings them; nothing is started. */
const unpack = (lab: Lab, host: string, name: string, version: string): void => {
	const found = packageOf(name);
	const files = lab.filesOf(host);
	lab.world.machines[host]!.packages[name] = {version, held: false};
	for (const program of found?.programs ?? []) files.write(program, '', 0o755);
	for (const [path, text] of Object.entries(found?.files?.(version) ?? {})) files.write(path, text, 0o755);
	for (const unit of found?.units ?? []) {
		const declaration = unitDeclaration(unit)!;
		const path = declaration.path ?? `/lib/systemd/system/${unit}`;
		files.write(path, textOf(declaration), 0o644);
		for (const [dropIn, text] of Object.entries(declaration.dropIns ?? {})) files.write(dropIn, text, 0o644);
		files.link(path, `/etc/systemd/system/multi-user.target.wants/${unit}`);
	}
};

export type Versions = {readonly kubernetes: string; readonly containerd: string; readonly cni: string};

export const newest: Versions = {kubernetes: '1.36.4-1.1', containerd: '2.3.2-1~debian.12~bookworm', cni: '1.9.0-1.1'};
export const oldest: Versions = {kubernetes: '1.20.2-00', containerd: '1.6.20~ds1-1+deb12u3', cni: '0.8.7-00'};

/** Runs a line that has to succeed. */
export const must = async (lab: Lab, host: string, line: string): Promise<string> => {
	const done = await lab.open(host).run(line);
	if (done.exit !== 0) throw new Error(`${host}# ${line}\n${done.stdout}${done.stderr}[exit ${done.exit}]`);
	return done.stdout;
};

export const prepareHost = async (lab: Lab, host: string, versions: Versions): Promise<void> => {
	const runtime = versions.containerd.includes('ds') ? 'containerd' : 'containerd.io';
	for (const [name, version] of [
		[runtime, versions.containerd],
		['runc', '1.1.5'],
		['kubernetes-cni', versions.cni],
		['cri-tools', versions.kubernetes],
		['kubelet', versions.kubernetes],
		['kubeadm', versions.kubernetes],
		['kubectl', versions.kubernetes],
	] as const)
		unpack(lab, host, name, version);
	for (const program of [
		'conntrack',
		'socat',
		'ethtool',
		'ebtables',
		'iptables',
		'tc',
		'ip',
		'nsenter',
		'mount',
		'losetup',
		'cp',
		'touch',
		'crictl',
	])
		if (!lab.filesOf(host).exists(`/usr/bin/${program}`) && !lab.filesOf(host).exists(`/usr/sbin/${program}`))
			lab.filesOf(host).write(`/usr/sbin/${program}`, '', 0o755);
	const hosts = Object.values(lab.world.machines).map(({name, addresses}) => `${addresses[0]!.address} ${name}`);
	lab.filesOf(host).append('/etc/hosts', `${hosts.join('\n')}\n`);
	await must(
		lab,
		host,
		`nft flush ruleset; rm -f /etc/nftables.conf; swapoff -a; sed -i '/swap/d' /etc/fstab; printf 'overlay\\nbr_netfilter\\n' > /etc/modules-load.d/k8s.conf; modprobe overlay; modprobe br_netfilter; printf 'net.ipv4.ip_forward = 1\\nnet.bridge.bridge-nf-call-iptables = 1\\n' > /etc/sysctl.d/k8s.conf; sysctl --system >/dev/null`,
	);
	const pause = versions.kubernetes.startsWith('1.20') ? 'registry.k8s.io/pause:3.2' : 'registry.k8s.io/pause:3.10.2';
	await must(
		lab,
		host,
		`mkdir -p /etc/containerd; containerd config default | sed -e 's/SystemdCgroup = false/SystemdCgroup = true/' -e 's#sandbox_image = .*#sandbox_image = "${pause}"#' -e 's#/usr/lib/cni#/opt/cni/bin#' > /etc/containerd/config.toml; systemctl start containerd; systemctl start kubelet || true`,
	);
};

export const preparedLab = async (
	controlPlanes: number,
	workers: number,
	versions: Versions = newest,
	endpoint?: string,
): Promise<Lab> => {
	const hosts = labHosts(controlPlanes, workers);
	const [address = '10.77.0.100', port = '9443'] = (endpoint ?? '').split(':');
	const lab = createLab({
		hosts,
		...(endpoint === undefined
			? {}
			: {
					loadBalancer: {
						address,
						port: Number(port),
						backends: hosts.filter(host => host.role === 'control-plane').map(host => host.address),
					},
				}),
	});
	for (const host of hosts) await prepareHost(lab, host.name, versions);
	return lab;
};
