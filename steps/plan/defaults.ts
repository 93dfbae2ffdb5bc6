// What a plan means where it says nothing.
import {catalogue} from '../mirror-catalogue.ts';
import type {Gateway, Minor, Mirrors, Network, Plan, PlanHost, Ssh, Way} from '../plan.ts';
import {defaultMinor} from '../versions.ts';
import {addonName, type WrittenPlan} from './schema.ts';

export const defaults = {
	name: 'kubernetes',
	podSubnet: '10.244.0.0/16',
	serviceSubnet: '10.96.0.0/12',
	kubeletCertificates: 'signed',
	runtime: 'containerd',
	firewall: 'ports',
	certificates: 'upload',
} as const;

const defaultSsh: Ssh = {user: 'root', port: 22, sudo: 'auto'};

type Present<Value> = {[Key in keyof Value]: Exclude<Value[Key], undefined>};

/** Without the keys that are undefined: the plan's type tells "left out" from "undefined". */
const present = <Value extends object>(value: Value): Partial<Present<Value>> =>
	Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as Partial<Present<Value>>;

const minorOf = (version: string): Minor => version.split('.').slice(0, 2).join('.') as Minor;

const gatewayOf = ({gateway}: NonNullable<WrittenPlan['kubernetes']>): Gateway | undefined =>
	gateway && {controller: gateway.controller ?? 'envoy', ...present({sha256: gateway.sha256})};

const kubernetesOf = ({kubernetes = {}}: WrittenPlan, network: Network): Plan['kubernetes'] => {
	const {version = defaultMinor, podSubnet, serviceSubnet, proxyMode = 'auto', addons = []} = kubernetes;
	const minor = minorOf(version);
	return {
		version: minor,
		...(version !== minor && {patch: version}),
		podSubnet: podSubnet ?? defaults.podSubnet,
		serviceSubnet: serviceSubnet ?? defaults.serviceSubnet,
		proxyMode,
		network,
		addons: addons.map(addonName),
		...present({nfs: addons.find(addon => typeof addon === 'object')?.nfs}),
		...present({gateway: gatewayOf(kubernetes)}),
		kubeletCertificates: kubernetes.kubeletCertificates ?? defaults.kubeletCertificates,
	};
};

const endpointOf = ({endpoint, hosts}: WrittenPlan): Plan['endpoint'] => {
	const {kind, address, port, prefix} = endpoint;
	if (kind === 'single') {
		return {kind, address: hosts.find(({role}) => role === 'control-plane')!.address, port: 6443};
	}
	const usual = kind === 'keepalived-haproxy' ? 9443 : 6443;
	return {kind, address: address!, port: port ?? usual, ...(prefix !== undefined && {prefix})};
};

const mirrorsOf = ({mirrors = 'none'}: WrittenPlan): Mirrors => {
	if (mirrors === 'none') return {};
	if (typeof mirrors === 'string') {
		const {images, dockerHub} = catalogue[mirrors];
		return {
			name: mirrors,
			images: {
				prefix: images.prefix,
				...(images.layout === 'upstream' && {layout: images.layout}),
				insecure: false,
			},
			dockerHub,
		};
	}
	const {packages, images, dockerHub, criDockerd} = mirrors;
	return {
		...(packages && {packages: present({apt: packages.apt, dnf: packages.dnf, key: packages.key})}),
		...(images && {images: {prefix: images.prefix, insecure: images.insecure ?? false}}),
		...(dockerHub !== undefined && {dockerHub}),
		...(criDockerd !== undefined && {criDockerd: criDockerd.replace(/\/+$/, '')}),
	};
};

type WrittenHost = WrittenPlan['hosts'][number];

const wayOf = ({name, transport = 'ssh', engine = 'docker', container = name}: WrittenHost): Way | undefined => {
	if (transport === 'ssh') return undefined;
	return transport === 'container' ? {kind: transport, engine, container} : {kind: transport};
};

const hostOf = (written: WrittenHost): PlanHost => {
	const {name, address, role, ssh} = written;
	const way = wayOf(written);
	return {name, address, role, ...(ssh && {ssh: present(ssh)}), ...(way && {way})};
};

/** The plan that was meant. `network` comes with its file's text. */
export const fillIn = (written: WrittenPlan, network: Network): Plan => ({
	name: written.name ?? defaults.name,
	kubernetes: kubernetesOf(written, network),
	endpoint: endpointOf(written),
	runtime: written.runtime ?? defaults.runtime,
	firewall: written.firewall ?? defaults.firewall,
	certificates: written.certificates ?? defaults.certificates,
	mirrors: mirrorsOf(written),
	ssh: {...defaultSsh, ...present(written.ssh ?? {})},
	hosts: written.hosts.map(hostOf),
});
