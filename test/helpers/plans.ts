// Golden plans: the variants that every script is written for.
import {type Given, type Host, MissingCapture} from '../../source/engine/given.ts';
import type {Insertable} from '../../source/engine/script.ts';
import {addonNames, releaseFor} from '../../steps/addons/addon.ts';
import {addons} from '../../steps/addons/addons.ts';
import type {Minor, Plan, PlanHost} from '../../steps/plan.ts';

/** A host name that breaks out of any command that forgets to quote it. */
export const evilName = "a'; touch /tmp/x #";

const controlPlane = (name: string, address: string): PlanHost => ({name, address, role: 'control-plane'});
const worker = (name: string, address: string): PlanHost => ({name, address, role: 'worker'});

export const labPlan: Plan = {
	name: 'lab',
	kubernetes: {
		version: '1.36',
		podSubnet: '10.244.0.0/16',
		serviceSubnet: '10.96.0.0/12',
		proxyMode: 'iptables',
		network: {kind: 'flannel'},
		addons: [],
		kubeletCertificates: 'signed',
	},
	endpoint: {kind: 'keepalived-haproxy', address: '10.77.0.100', port: 9443},
	runtime: 'containerd',
	firewall: 'ports',
	certificates: 'upload',
	mirrors: {},
	ssh: {user: 'root', port: 22, sudo: 'auto'},
	hosts: [
		controlPlane('m1', '10.77.0.11'),
		controlPlane('m2', '10.77.0.12'),
		controlPlane('m3', '10.77.0.13'),
		worker('w1', '10.77.0.21'),
		worker('w2', '10.77.0.22'),
	],
};

const withKubernetes = (plan: Plan, change: Partial<Plan['kubernetes']>): Plan => ({
	...plan,
	kubernetes: {...plan.kubernetes, ...change},
});

/** Add-ons that have a release for the plans' minor. */
const fitting = addonNames.filter(name => addons.some(addon => addon.id === name && releaseFor(addon, '1.36')));

/** What the lab serves where a plan wants an NFS export. */
export const nfsExport = {server: '10.77.0.9', path: '/srv/k8s'} as const;

const minors: readonly Minor[] = ['1.31', '1.32', '1.33', '1.34', '1.35', '1.37'];

/** What real runs use: Kubernetes 1.20 from a package source of one's own, images from a flat registry. */
export const mirroredPlan: Plan = {
	...withKubernetes(labPlan, {
		version: '1.20',
		patch: '1.20.2',
		network: {
			kind: 'script',
			source: 'network.sh',
			text: 'kubectl apply -f http://apt.example:8080/network.yaml\n',
		},
	}),
	name: 'mirrored',
	mirrors: {
		packages: {apt: 'deb [trusted=yes] http://apt.example:8080 ./'},
		images: {prefix: 'registry.example/google_containers', insecure: false},
	},
};

export const externalPlan: Plan = {
	...withKubernetes(labPlan, {network: {kind: 'none'}, proxyMode: 'nftables'}),
	name: 'external',
	endpoint: {kind: 'external', address: 'api.example.com', port: 6443},
	firewall: 'off',
	mirrors: {
		packages: {apt: 'deb https://packages.example/debian ./', key: 'https://packages.example/key.asc'},
		images: {prefix: 'registry.example:5000/kubernetes', insecure: true},
		dockerHub: 'hub.example',
	},
};

export const singlePlan: Plan = {
	...withKubernetes(labPlan, {
		network: {kind: 'manifest', source: 'https://example.com/network.yaml'},
		proxyMode: 'nftables',
	}),
	name: 'single',
	endpoint: {kind: 'single', address: '10.77.0.11', port: 6443},
	hosts: [controlPlane('m1', '10.77.0.11'), worker('w1', '10.77.0.21')],
};

/** Docker through the shim inside an old kubelet. */
export const dockershimPlan: Plan = {...mirroredPlan, name: 'dockershim', runtime: 'docker'};

/** Docker through cri-dockerd, everything from elsewhere. */
export const criDockerdPlan: Plan = {
	...labPlan,
	name: 'cri-dockerd',
	runtime: 'docker',
	mirrors: {
		images: {prefix: 'registry.example:5000/kubernetes', insecure: true},
		dockerHub: 'hub.example',
		criDockerd: 'https://mirror.example/cri-dockerd',
	},
};

/** The lab's plan with a name in every place where a careless script would run it. */
export const evilPlan: Plan = {
	...withKubernetes(labPlan, {addons: fitting, nfs: {server: evilName, path: evilName}}),
	name: evilName,
	endpoint: {kind: 'keepalived-haproxy', address: evilName, port: 9443},
	mirrors: {
		packages: {apt: `deb ${evilName} ./`, key: evilName},
		images: {prefix: evilName, insecure: true},
		dockerHub: evilName,
		criDockerd: evilName,
	},
	hosts: [...labPlan.hosts, controlPlane(evilName, '10.77.0.14'), worker('w3', evilName)],
};

/** The address is held by a static pod, and the API server itself answers there. */
export const kubeVipPlan: Plan = {
	...labPlan,
	name: 'kube-vip',
	endpoint: {kind: 'kube-vip', address: '10.77.0.100', port: 6443},
};

export const goldenPlans: readonly Plan[] = [
	labPlan,
	...minors.map(version => ({...withKubernetes(labPlan, {version}), name: `lab-${version}`})),
	{...withKubernetes(labPlan, {proxyMode: 'nftables'}), name: 'lab-nftables'},
	{...withKubernetes(labPlan, {version: '1.35', proxyMode: 'ipvs'}), name: 'lab-ipvs'},
	{...withKubernetes(labPlan, {network: {kind: 'calico'}}), name: 'lab-calico'},
	{...withKubernetes(labPlan, {network: {kind: 'cilium'}, proxyMode: 'auto'}), name: 'lab-cilium'},
	{
		...withKubernetes(labPlan, {
			network: {kind: 'cilium'},
			proxyMode: 'none',
			addons: ['gateway-api'],
			gateway: {controller: 'cilium'},
		}),
		name: 'lab-cilium-gateways',
	},
	{...labPlan, name: 'lab-firewall-off', firewall: 'off'},
	{...labPlan, name: 'lab-copy', certificates: 'copy'},
	mirroredPlan,
	externalPlan,
	singlePlan,
	{...withKubernetes(singlePlan, {addons: fitting, nfs: nfsExport}), name: 'single-addons'},
	{...withKubernetes(singlePlan, {version: '1.35', addons: ['ingress-nginx']}), name: 'single-ingress'},
	{
		...withKubernetes(singlePlan, {version: '1.23', proxyMode: 'iptables', addons: ['metrics-server']}),
		name: 'single-1.23',
		mirrors: mirroredPlan.mirrors,
	},
	kubeVipPlan,
	dockershimPlan,
	criDockerdPlan,
];

/** What a script may depend on, for one host of a plan and the values captured so far. */
export const givenFor = (
	plan: Plan,
	hostName: string,
	captured: Readonly<Record<string, Insertable>> = {},
	facts: Readonly<Record<string, string>> = {},
): Given => {
	const hosts: readonly Host[] = plan.hosts.map(({name, address, role}) => ({name, address, role}));
	const host = hosts.find(host => host.name === hostName);
	if (host === undefined) throw new Error(`The plan ${plan.name} has no host ${hostName}.`);
	return {
		host,
		hosts,
		setting: name => (name === 'plan' ? plan : undefined),
		captured: name => {
			const value = captured[name];
			if (value === undefined) throw new MissingCapture(name);
			return value;
		},
		fact: name => facts[name],
	};
};

/** Every host's view of every golden plan. */
export const goldenGivens = (captured: Readonly<Record<string, Insertable>> = {}): readonly Given[] =>
	goldenPlans.flatMap(plan => plan.hosts.map(host => givenFor(plan, host.name, captured)));
