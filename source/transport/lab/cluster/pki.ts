// The certificates of a control plane: which there are, who signs them, and the files they lie in.
import type {Files} from '../files.ts';
import type {Machine, World} from '../world.ts';
import {hex} from './ids.ts';
import {issue, newKey, publicKeyOf, type Pair, type Subject} from './x509.ts';

export const pki = '/etc/kubernetes/pki';

/** What the kubelet shows the API server: the certificate, and its key behind it. */
export const clientPem = '/var/lib/kubelet/pki/kubelet-client-current.pem';

const day = 86_400_000;
export const year = 365 * day;

type Authority = 'ca' | 'front-proxy-ca' | 'etcd/ca';

const authorities: Readonly<Record<Authority, string>> = {
	ca: 'kubernetes',
	'front-proxy-ca': 'front-proxy-ca',
	'etcd/ca': 'etcd-ca',
};

export type Leaf = {
	readonly name: string;
	readonly issuer: Authority;
	readonly subject: (node: string) => Subject;
	readonly usage: readonly ('server' | 'client')[];
	readonly names?: 'apiserver' | 'etcd';
};

const masters = 'system:masters';
const both = ['server', 'client'] as const;

/** In the order in which kubeadm makes them. */
export const leaves: readonly Leaf[] = [
	{name: 'apiserver', issuer: 'ca', subject: () => ({cn: 'kube-apiserver'}), usage: ['server'], names: 'apiserver'},
	{
		name: 'apiserver-kubelet-client',
		issuer: 'ca',
		subject: () => ({cn: 'kube-apiserver-kubelet-client', o: masters}),
		usage: ['client'],
	},
	{
		name: 'front-proxy-client',
		issuer: 'front-proxy-ca',
		subject: () => ({cn: 'front-proxy-client'}),
		usage: ['client'],
	},
	{name: 'etcd/server', issuer: 'etcd/ca', subject: node => ({cn: node}), usage: both, names: 'etcd'},
	{name: 'etcd/peer', issuer: 'etcd/ca', subject: node => ({cn: node}), usage: both, names: 'etcd'},
	{
		name: 'etcd/healthcheck-client',
		issuer: 'etcd/ca',
		subject: () => ({cn: 'kube-etcd-healthcheck-client'}),
		usage: ['client'],
	},
	{
		name: 'apiserver-etcd-client',
		issuer: 'etcd/ca',
		subject: () => ({cn: 'kube-apiserver-etcd-client'}),
		usage: ['client'],
	},
];

/** What the control planes of a cluster share: kubeadm uploads exactly these, and the record copied them by hand. */
export const shared: readonly string[] = [
	'ca.crt',
	'ca.key',
	'sa.key',
	'sa.pub',
	'front-proxy-ca.crt',
	'front-proxy-ca.key',
	'etcd/ca.crt',
	'etcd/ca.key',
];

export const readPair = (files: Files, name: string): Pair | undefined => {
	const certificate = files.read(`${pki}/${name}.crt`);
	const key = files.read(`${pki}/${name}.key`);
	return certificate === undefined || key === undefined ? undefined : {certificate, key};
};

const keep = (files: Files, name: string, pair: Pair): void => {
	files.write(`${pki}/${name}.crt`, pair.certificate, 0o644);
	files.write(`${pki}/${name}.key`, pair.key, 0o600);
};

export const serial = (world: World): string => `1${hex(world, 15)}`;

export const makeAuthority = (world: World, files: Files, name: Authority): Pair => {
	const pair = issue({
		subject: {cn: authorities[name]},
		from: world.now - 300_000,
		until: world.now + 3650 * day,
		serial: serial(world),
		...(name === 'ca' ? {names: ['kubernetes']} : {}),
	});
	keep(files, name, pair);
	return pair;
};

/** Drawing a key takes as long as all the rest of an installation here, so a host has one for all of its leaves. */
const hostKeys = new WeakMap<Machine, string>();
export const hostKey = (machine: Machine): string => {
	const key = hostKeys.get(machine) ?? newKey();
	hostKeys.set(machine, key);
	return key;
};

export const signClient = (world: World, machine: Machine, issuer: Pair, subject: Subject): Pair =>
	issue({
		subject,
		issuer,
		from: world.now - 300_000,
		until: world.now + year,
		usage: ['client'],
		serial: serial(world),
		key: hostKey(machine),
	});

export const makeLeaf = (
	world: World,
	machine: Machine,
	files: Files,
	leaf: Leaf,
	node: string,
	names: readonly string[],
	lasts = year,
): void => {
	keep(
		files,
		leaf.name,
		issue({
			subject: leaf.subject(node),
			issuer: readPair(files, leaf.issuer)!,
			from: world.now - 300_000,
			until: world.now + lasts,
			usage: leaf.usage,
			serial: serial(world),
			key: hostKey(machine),
			...(names.length === 0 ? {} : {names}),
		}),
	);
};

export const makeServiceAccountKey = (files: Files): void => {
	const key = newKey();
	files.write(`${pki}/sa.key`, key, 0o600);
	files.write(`${pki}/sa.pub`, publicKeyOf(key), 0o600);
};

/** The first address of a service network is the API's, the tenth is the DNS's. */
export const nth = (subnet: string, index: number): string => {
	const [base = '10.96.0.0'] = subnet.split(',')[0]!.split('/');
	const number = base.split('.').reduce((sum, part) => sum * 256 + Number(part), 0) + index;
	return [24, 16, 8, 0].map(shift => Math.floor(number / 2 ** shift) % 256).join('.');
};
