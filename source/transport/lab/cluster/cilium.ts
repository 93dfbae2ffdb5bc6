// What Cilium's containers do on a node: mounts, the plugin, and the agent, which asks the kernel for what it needs.
// Words: cilium/cilium pkg/datapath/linux/requirements.go (what it requires), kubermatic/kubermatic#9222 (CentOS 7).
import {digest} from '../machine.ts';
import {type Inside, type Life, type Program} from './inside.ts';
import {loose, plainText} from './loose.ts';
import {reach} from '../reach.ts';
import {resolve} from '../resolve.ts';
import {get} from './objects.ts';
import type {At} from './pod-status.ts';
import type {World} from '../world.ts';
import type {Trouble} from './sandbox.ts';

const socket = '/run/cilium/cilium.sock';

const config = {cniVersion: '0.3.1', name: 'cilium', plugins: [{type: 'cilium-cni', 'enable-debug': false}]};

/** In the order in which the agent asks. */
const requirements: readonly (readonly [kernel: number, words: string])[] = [
	[4018, 'bpf_get_current_cgroup_id() (Linux 4.18 or newer)'],
	[5001, 'dead code elimination (Linux 5.1 or newer)'],
	[5002, 'large programs (Linux 5.2.0 or newer)'],
	[5006, 'bpf_jiffies64 (Linux 5.6.0 or newer)'],
	[5008, 'bpf_csum_level() (Linux 5.8.0 or newer)'],
	[5010, 'bpf_redirect_neigh() (Linux 5.10.0 or newer)'],
];

const kernelOf = ({machine}: Inside): number => {
	const [major = 0, minor = 0] = machine.kernel.split(/\D/).map(Number);
	return major * 1000 + minor;
};

const says = ({world, say}: Inside, level: string, text: string): void =>
	say(`time=${new Date(world.now).toISOString()} level=${level} msg=${JSON.stringify(text)}`);

const done = (after: number): Life => ({exit: 0, after});

/** Control groups have had namespaces since Linux 4.6. */
export const mountCgroup: Program['life'] = inside => {
	if (kernelOf(inside) >= 4006) return done(300);
	inside.say('nsenter: cannot open /hostproc/1/ns/cgroup: No such file or directory');
	return {exit: 1, after: 200};
};

/** Linux has had the bpf file system since 4.4. */
export const mountBpf: Program['life'] = inside => {
	if (kernelOf(inside) >= 4004) return done(200);
	inside.say("mount: /sys/fs/bpf: unknown filesystem type 'bpf'.");
	return {exit: 32, after: 200};
};

/** The first container asks the API: at the address that it was given, or at the Service that somebody has to lead to. */
export const readCiliumConfig: Program['life'] = inside => {
	const {world, machine, filesOf, spec} = inside;
	const value = (name: string): string | undefined => spec.env?.find(entry => entry.name === name)?.value;
	const host = value('KUBERNETES_SERVICE_HOST');
	const address = host ?? plainText(get(world, 'Service', 'kubernetes', 'default')?.spec?.['clusterIP'], '10.96.0.1');
	const port = Number(value('KUBERNETES_SERVICE_PORT') ?? 443);
	const target = resolve(world, filesOf(machine.name), address);
	const {outcome} = target === undefined ? {outcome: 'timeout'} : reach(world, filesOf, machine, target, port);
	if (outcome === 'open') return done(800);
	says(
		inside,
		'error',
		`Unable to contact k8s api-server: Get "https://${address}:${port}/api/v1/namespaces/kube-system": dial tcp ${address}:${port}: ${outcome === 'refused' ? 'connect: connection refused' : 'i/o timeout'}`,
	);
	return {exit: 1, after: 5000};
};

export const installCiliumPlugin: Program['life'] = ({files}) => {
	for (const name of ['cilium-cni', 'loopback']) files.write(`/opt/cni/bin/${name}`, '', 0o755);
	return done(600);
};

const link = ({machine}: Inside, name: string, kind: 'vxlan' | 'veth', detail: string): void => {
	if (machine.links?.some(other => other.name === name)) return;
	(machine.links ??= []).push({
		name,
		kind,
		mac: `5a:${digest(name, machine.name)
			.slice(0, 10)
			.replace(/(..)(?!$)/g, '$1:')}`,
		mtu: 1500,
		up: true,
		detail,
	});
};

export const ciliumAgent: Program['life'] = inside => {
	const {world, machine, files, pod} = inside;
	const missing = requirements.find(([kernel]) => kernelOf(inside) < kernel);
	if (missing !== undefined) {
		says(inside, 'fatal', `failed to start: Require support for ${missing[1]}`);
		return {exit: 1, after: 1500};
	}
	const settings = get(world, 'ConfigMap', 'cilium-config', pod.metadata.namespace)?.data ?? {};
	const node = machine.kubelet?.node ?? machine.hostname;
	const cidr = plainText(get(world, 'Node', node)?.spec?.['podCIDR']);
	if (settings['ipam'] === 'kubernetes' && cidr === '') {
		says(inside, 'fatal', `failed to start: required IPv4 PodCIDR not available`);
		return {exit: 1, after: 5000};
	}
	link(inside, 'cilium_host', 'veth', 'veth');
	link(inside, 'cilium_vxlan', 'vxlan', `vxlan external dstport ${settings['tunnel-port'] ?? '8472'}`);
	files.write(socket, '');
	files.write('/etc/cni/net.d/05-cilium.conflist', `${JSON.stringify(config, undefined, 2)}\n`, 0o600);
	says(inside, 'info', `Node addresses updated: InternalIP ${machine.addresses[0]!.address}, Pod CIDR ${cidr}`);
	return 'stays';
};

const usual = {
	gatewayclasses: 'v1',
	gateways: 'v1',
	httproutes: 'v1',
	grpcroutes: 'v1',
	referencegrants: 'v1beta1',
};

/** The definitions that a release's operator cannot do without, and their versions. */
const definitionsFor = (image: string): Readonly<Record<string, string>> => {
	const minor = Number(/:v1\.(\d+)\./.exec(image)?.[1] ?? 0);
	return minor < 20 ? usual : {...usual, referencegrants: 'v1', tlsroutes: 'v1', backendtlspolicies: 'v1'};
};

const lackOf = (world: World, plural: string, version: string): readonly string[] => {
	const name = `${plural}.gateway.networking.k8s.io`;
	const found = get(world, 'CustomResourceDefinition', name);
	if (found === undefined) return [`customresourcedefinitions.apiextensions.k8s.io "${name}" not found`];
	const versions = (found.spec?.['versions'] as readonly {name: string}[] | undefined) ?? [];
	return versions.some(one => one.name === version) ? [] : [`CRD "${name}" does not have version "${version}"`];
};

/** It looks for the Gateway API's definitions once: without them it takes no Gateways for as long as it runs. */
export const ciliumOperator: Program['life'] = inside => {
	const {world, pod, spec, container, say} = inside;
	const settings = get(world, 'ConfigMap', 'cilium-config', pod.metadata.namespace)?.data ?? {};
	if (settings['enable-gateway-api'] !== 'true') return 'stays';
	if (settings['kube-proxy-replacement'] !== 'true') {
		says(inside, 'warn', 'Gateway API support requires either kube-proxy-replacement or enable-node-port enabled');
		return 'stays';
	}
	says(inside, 'info', 'Checking for required and optional GatewayAPI resources');
	const lacks = Object.entries(definitionsFor(spec.image)).flatMap(([plural, version]) =>
		lackOf(world, plural, version),
	);
	if (lacks.length > 0) {
		const text = 'Required GatewayAPI resources are not found, please refer to docs for installation instructions';
		say(
			`time=${new Date(world.now).toISOString()} level=error msg=${JSON.stringify(text)} module=operator.operator-controlplane.leader-lifecycle.gateway-api error=${JSON.stringify(lacks.join('\n'))}`,
		);
		return 'stays';
	}
	container.takesGateways = true;
	return 'stays';
};

/** The agent hands out addresses: of the node's part of the pod subnet, or of a pool of its own. */
export const ciliumSubnet = (at: At): string | Trouble => {
	if (!at.machine.containers.some(({name, state}) => name === 'cilium-agent' && state === 'running'))
		return {
			reason: 'Network',
			message: `plugin type="cilium-cni" failed (add): unable to connect to Cilium agent: failed to create cilium agent client after 30.000000 seconds timeout: Get "http://localhost/v1/config": dial unix /var/run/cilium/cilium.sock: connect: no such file or directory`,
		};
	const settings = loose(get(at.world, 'ConfigMap', 'cilium-config', 'kube-system')?.data);
	const node = get(at.world, 'Node', at.machine.kubelet?.node ?? '');
	if (settings['ipam'] === 'kubernetes') return plainText(node?.spec?.['podCIDR'], '10.88.0.0/16');
	return `10.0.${Object.keys(at.world.machines).indexOf(at.machine.name)}.0/24`;
};
