// Hosts as far as an installation has brought them, and clusters made of them, for tests of the lab's cluster.
import {packageOf} from '../../source/transport/lab/packages/catalogue.ts';
import {textOf} from '../../source/transport/lab/unit-file.ts';
import {unitDeclaration} from '../../source/transport/lab/units.ts';
import {defaultConfig} from '../../source/transport/lab/cluster/containerd-default.ts';
import {createMachines, endpoint, type Machines} from './lab-machines.ts';

export {createMachines, endpoint, type Machines} from './lab-machines.ts';

export type Versions = {
	readonly kubernetes: string;
	readonly containerd: string;
	readonly cni: string;
	readonly pause: string;
};

export const newest: Versions = {
	kubernetes: '1.36.4-1.1',
	containerd: '2.3.2-1~debian.12~bookworm',
	cni: '1.9.0-1.1',
	pause: 'registry.k8s.io/pause:3.10.2',
};

export const oldest: Versions = {
	kubernetes: '1.20.2-00',
	containerd: '1.6.20~ds1-1+deb12u3',
	cni: '0.8.7-00',
	pause: 'k8s.gcr.io/pause:3.2',
};

/** The package's files as its archive brings them; nothing is started. */
const unpack = ({machine, filesOf}: Machines, host: string, name: string, version: string): void => {
	const found = packageOf(name);
	const files = filesOf(host);
	machine(host).packages[name] = {version, held: false};
	for (const program of found?.programs ?? []) files.write(program, '', 0o755);
	for (const [path, text] of Object.entries(found?.files?.(version) ?? {})) files.write(path, text, 0o755);
	for (const unit of found?.units ?? []) {
		const declaration = unitDeclaration(unit)!;
		const path = declaration.path ?? `/lib/systemd/system/${unit}`;
		files.write(path, textOf(declaration), 0o644);
		files.link(path, `/etc/systemd/system/multi-user.target.wants/${unit}`);
	}
};

/** As far as the stages before `kubeadm init` bring a host. */
export const prepare = (machines: Machines, host: string, versions: Versions = newest): void => {
	const {machine, filesOf, world} = machines;
	const files = filesOf(host);
	const debian = versions.containerd.includes('ds');
	unpack(machines, host, debian ? 'containerd' : 'containerd.io', versions.containerd);
	unpack(machines, host, 'kubernetes-cni', versions.cni);
	for (const name of ['cri-tools', 'kubelet', 'kubeadm', 'kubectl'])
		unpack(machines, host, name, versions.kubernetes);
	for (const program of ['conntrack', 'socat', 'ethtool', 'ebtables', 'iptables', 'tc', 'crictl'])
		files.write(`/usr/sbin/${program}`, '', 0o755);
	files.append(
		'/etc/hosts',
		Object.values(world.machines)
			.map(({name, addresses}) => `${addresses[0]!.address} ${name}\n`)
			.join(''),
	);
	const own = machine(host);
	own.swaps = [];
	files.write('/etc/fstab', '');
	files.remove('/etc/nftables.conf');
	own.firewall = {iptables: [], nft: '', ufw: {active: false, rules: []}};
	own.modules.push('br_netfilter', 'overlay');
	own.sysctl['net.ipv4.ip_forward'] = '1';
	own.sysctl['net.bridge.bridge-nf-call-iptables'] = '1';
	files.write('/etc/modules-load.d/k8s.conf', 'overlay\nbr_netfilter\n');
	files.write('/etc/sysctl.d/k8s.conf', 'net.ipv4.ip_forward = 1\nnet.bridge.bridge-nf-call-iptables = 1\n');
	const version = versions.containerd.replace(/[-~].*/, '');
	files.write(
		'/etc/containerd/config.toml',
		defaultConfig(version, versions.pause, debian)
			.replace('SystemdCgroup = false', 'SystemdCgroup = true')
			.replace('/usr/lib/cni', '/opt/cni/bin'),
	);
	machines.systemctl(host, 'start', 'containerd');
	machines.systemctl(host, 'start', 'kubelet');
};

export const prepared = (controlPlanes: number, workers: number, versions: Versions = newest): Machines => {
	const machines = createMachines(controlPlanes, workers);
	for (const name of Object.keys(machines.world.machines)) prepare(machines, name, versions);
	return machines;
};

export type Join = {readonly token: string; readonly hash: string; readonly key: string};

export const joinOf = (output: string): Join => ({
	token: /--token (\S+)/.exec(output)![1]!,
	hash: /sha256:[\da-f]{64}/.exec(output)![0],
	key: /--certificate-key (\w+)/.exec(output)?.[1] ?? '',
});

/** A command that has to succeed. */
export const must = async (machines: Machines, host: string, line: string): Promise<string> => {
	const {stdout, stderr, exit} = await machines.run(host, line);
	if (exit !== 0) throw new Error(`${host}# ${line}\n${stdout}${stderr}`);
	return stdout;
};

export const kubeadmYaml = `apiVersion: kubeadm.k8s.io/v1beta2
kind: ClusterConfiguration
kubernetesVersion: v1.20.2
controlPlaneEndpoint: ${endpoint}
networking: {podSubnet: 10.244.0.0/16}
---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
cgroupDriver: systemd
`;

export const initLine = `kubeadm init --control-plane-endpoint ${endpoint} --upload-certs --pod-network-cidr 10.244.0.0/16`;

type Cluster = Machines & {readonly join: Join};

type Made = {readonly text: string; readonly join: Join};

const made = new Map<string, Made>();

/** Making a cluster draws many keys: those who ask for the same one get the saved first one, as a session that goes on. */
const once = async (
	key: string,
	controlPlanes: number,
	workers: number,
	make: () => Promise<Cluster>,
): Promise<Cluster> => {
	let known = made.get(key);
	if (known === undefined) {
		const fresh = await make();
		known = {text: fresh.save(), join: fresh.join};
		made.set(key, known);
	}
	return {...createMachines(controlPlanes, workers, known.text), join: known.join};
};

const build = async (controlPlanes: number, workers: number, versions: Versions): Promise<Cluster> => {
	const machines = prepared(controlPlanes, workers, versions);
	const old = versions.kubernetes.startsWith('1.20');
	if (old) machines.filesOf('m1').write('/root/kubeadm.yaml', kubeadmYaml);
	const line = old ? 'kubeadm init --config /root/kubeadm.yaml --upload-certs' : initLine;
	const join = joinOf(await must(machines, 'm1', line));
	for (const name of Object.keys(machines.world.machines).slice(1)) {
		const more = name.startsWith('m') ? ` --control-plane --certificate-key ${join.key}` : '';
		await must(
			machines,
			name,
			`kubeadm join ${endpoint} --token ${join.token} --discovery-token-ca-cert-hash ${join.hash}${more}`,
		);
	}
	machines.wait(5);
	return {...machines, join};
};

/** A cluster as `init` and the joins leave it: without a pod network. */
export const cluster = (controlPlanes: number, workers: number, versions: Versions = newest): Promise<Cluster> =>
	once(JSON.stringify([controlPlanes, workers, versions]), controlPlanes, workers, () =>
		build(controlPlanes, workers, versions),
	);

/** A pod network as an operator's own script may bring one: a bridge with the node's subnet. */
export const bridge = ({world, filesOf}: Machines, host: string): void => {
	const node = world.cluster!.objects.find(object => object.kind === 'Node' && object.metadata.name === host);
	const subnet = node?.spec?.['podCIDR'];
	filesOf(host).write(
		'/etc/cni/net.d/10-bridge.conflist',
		JSON.stringify({
			name: 'lab',
			cniVersion: '0.3.1',
			plugins: [{type: 'bridge', ipam: {type: 'host-local', ranges: [[{subnet}]]}}, {type: 'portmap'}],
		}),
	);
};

export const connected = (controlPlanes: number, workers: number): Promise<Cluster> =>
	once(`connected ${controlPlanes} ${workers}`, controlPlanes, workers, async () => {
		const machines = await cluster(controlPlanes, workers);
		for (const name of Object.keys(machines.world.machines)) bridge(machines, name);
		machines.wait(20);
		return machines;
	});
