// The choices of the plan's language that make another installation, and what the plan says to a combination of them.
import {releaseFor, type AddonName} from '../../steps/addons/addon.ts';
import {addons} from '../../steps/addons/addons.ts';
import type {Minor, Plan} from '../../steps/plan.ts';
import {checkPlan} from '../../steps/plan/check-plan.ts';
import type {Problem} from '../../steps/plan/problem.ts';
import {defaultMinor, versions} from '../../steps/versions.ts';

export const axes = {
	version: versions.map(({minor}): string => minor),
	runtime: ['containerd', 'docker'],
	endpoint: ['keepalived-haproxy', 'external', 'kube-vip', 'single'],
	proxyMode: ['auto', 'iptables', 'nftables', 'ipvs', 'none'],
	network: ['flannel', 'calico', 'cilium', 'none', 'manifest', 'script'],
	firewall: ['ports', 'off'],
	certificates: ['upload', 'copy'],
	/** `own`: a package source and an image registry that the plan names itself. */
	mirrors: ['none', 'own', 'aliyun', 'tuna', 'ustc', 'daocloud'],
	/** `every`: all that have a release for the version; `cilium-gateway`: the Gateway API, carried out by Cilium. */
	addons: ['none', 'every', 'cilium-gateway'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Axis = keyof typeof axes;
export const axisNames = Object.keys(axes) as readonly Axis[];
export type Choice = Readonly<Record<Axis, string>>;

const published = (version: string): boolean => versions.find(({minor}) => minor === version)?.packages !== 'own';

/** What a combination has where nobody asks for anything else; without public packages there has to be a mirror. */
export const usual = (version: string = defaultMinor): Choice => ({
	version,
	runtime: 'containerd',
	endpoint: 'keepalived-haproxy',
	proxyMode: 'iptables',
	network: 'flannel',
	firewall: 'ports',
	certificates: 'upload',
	mirrors: published(version) ? 'none' : 'own',
	addons: 'none',
});

/** What a word cannot be without. */
const needsOf = (axis: Axis, word: string): Partial<Choice> => {
	if (axis === 'proxyMode' && word === 'none') return {network: 'cilium'};
	return axis === 'addons' && word === 'cilium-gateway' ? {network: 'cilium', proxyMode: 'none'} : {};
};

/** Two words, with the usual ones around them and whatever they need; each has its way before what the other needs. */
export const withWords = (...words: readonly (readonly [axis: Axis, word: string])[]): Choice => ({
	...usual(words.find(([axis]) => axis === 'version')?.[1]),
	...Object.assign({}, ...words.map(([axis, word]) => needsOf(axis, word))),
	...Object.fromEntries(words),
});

/** `kubernetes.addons`, and what goes with it. */
const addonsOf = ({version, addons: word}: Choice): object => {
	if (word === 'cilium-gateway') return {addons: ['gateway-api'], gateway: {controller: 'cilium'}};
	if (word === 'none') return {addons: []};
	return {addons: everyAddon(version).map(name => (name === 'nfs' ? {nfs: nfsExport} : name))};
};

const everyAddon = (version: string): readonly AddonName[] =>
	addons.filter(addon => releaseFor(addon, version as Minor) !== undefined).map(({id}) => id);

const endpoints: Readonly<Record<string, object>> = {
	'keepalived-haproxy': {address: '10.77.0.100', port: 9443},
	external: {address: '10.77.0.100', port: 6443},
	'kube-vip': {address: '10.77.0.100'},
	single: {},
};

export const manifestUrl = 'https://github.com/flannel-io/flannel/releases/latest/download/kube-flannel.yml';

const networks: Readonly<Record<string, unknown>> = {
	manifest: {manifest: manifestUrl},
	script: {script: 'network.sh'},
};

/** A mirror of one's own that has every package there is: golden-walk.ts sets it up in the lab. */
export const ownMirror = 'http://mirror.example/kubernetes';

const ownPackages = {
	apt: `deb [trusted=yes] ${ownMirror} ./`,
	dnf: `${ownMirror}/`,
};

const nfsExport = {server: '10.77.0.9', path: '/srv/k8s'};

const host = (name: string, address: string, role: string): object => ({name, address, role});

/** cluster.yaml of a combination, before it is checked. */
export const written = (choice: Choice): object => {
	const {version, runtime, endpoint, proxyMode, network, firewall, certificates, mirrors} = choice;
	const single = [host('m1', '10.77.0.11', 'control-plane'), host('w1', '10.77.0.21', 'worker')];
	const three = ['m1', 'm2', 'm3'].map((name, index) => host(name, `10.77.0.1${index + 1}`, 'control-plane'));
	return {
		name: 'golden',
		kubernetes: {version, proxyMode, network: networks[network] ?? network, ...addonsOf(choice)},
		endpoint: {kind: endpoint, ...endpoints[endpoint]},
		runtime,
		firewall,
		certificates,
		mirrors: mirrors === 'own' ? {packages: ownPackages} : mirrors,
		hosts: endpoint === 'single' ? single : [...three, single[1]],
	};
};

const files: Readonly<Record<string, string>> = {
	'network.sh': `kubectl apply -f ${manifestUrl}\n`,
};

export type Verdict = {readonly plan: Plan} | {readonly problems: readonly Problem[]};

export const judge = (choice: Choice): Verdict => checkPlan(written(choice), path => files[path]);

export const planOfChoice = (choice: Choice): Plan | undefined => {
	const verdict = judge(choice);
	return 'plan' in verdict ? verdict.plan : undefined;
};

/** "1.36 docker single iptables …": what tells one combination from another. */
export const spellChoice = (choice: Choice): string => axisNames.map(axis => choice[axis]).join(' ');
