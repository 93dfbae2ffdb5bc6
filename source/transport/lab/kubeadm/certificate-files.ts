// The certificates that init and join make, with the names they are good for.
import {leaves, makeAuthority, makeLeaf, makeServiceAccountKey, nth, pki, readPair} from '../cluster/pki.ts';
import type {Shell} from '../command.ts';
import type {Plan} from './config.ts';
import type {Output} from './output.ts';

const isAddress = (name: string): boolean => /^\d+(\.\d+){3}$|:/.test(name);

export const apiNames = (plan: Plan): {readonly dns: readonly string[]; readonly ips: readonly string[]} => {
	const host = plan.endpoint?.replace(/:\d+$/, '');
	const all = [...(host === undefined ? [] : [host]), ...plan.names];
	const short = [
		'kubernetes',
		'kubernetes.default',
		'kubernetes.default.svc',
		`kubernetes.default.svc.${plan.dnsDomain}`,
	];
	return {
		dns: [...new Set([...short, plan.node, ...all.filter(name => !isAddress(name))])],
		ips: [...new Set([nth(plan.serviceSubnet, 1), plan.address, ...all.filter(isAddress)])],
	};
};

const etcdNames = (plan: Plan): {readonly dns: readonly string[]; readonly ips: readonly string[]} => ({
	dns: ['localhost', plan.node].toSorted(),
	ips: [plan.address, '127.0.0.1', '::1'],
});

const signedFor = (
	out: Output,
	name: string,
	names: {readonly dns: readonly string[]; readonly ips: readonly string[]},
): void =>
	out.print(
		`[certs] ${name} serving cert is signed for DNS names [${names.dns.join(' ')}] and IPs [${names.ips.join(' ')}]`,
	);

const leaf = (at: Shell, plan: Plan, out: Output, name: string): void => {
	const entry = leaves.find(other => other.name === name)!;
	if (readPair(at.files, name) !== undefined) {
		out.print(`[certs] Using existing ${name} certificate and key on disk`);
		return;
	}
	const names =
		entry.names === 'apiserver' ? apiNames(plan) : entry.names === 'etcd' ? etcdNames(plan) : {dns: [], ips: []};
	makeLeaf(at.world, at.machine, at.files, entry, plan.node, [...names.dns, ...names.ips], plan.certificateLasts);
	out.print(`[certs] Generating "${name}" certificate and key`);
	if (entry.names !== undefined) signedFor(out, name, names);
};

const authority = (at: Shell, out: Output, name: 'ca' | 'front-proxy-ca' | 'etcd/ca'): void => {
	if (readPair(at.files, name) !== undefined) {
		out.print(`[certs] Using existing ${name} certificate authority`);
		return;
	}
	makeAuthority(at.world, at.files, name);
	out.print(`[certs] Generating "${name}" certificate and key`);
};

/** One certificate by the name that `kubeadm init phase certs` has for it, such as etcd-server. */
export const writeCertificate = (at: Shell, plan: Plan, out: Output, name: string): void =>
	leaf(at, plan, out, name.replace(/^etcd-/, 'etcd/'));

export const writeCertificates = (at: Shell, plan: Plan, out: Output): void => {
	out.print(`[certs] Using certificateDir folder "${pki}"`);
	authority(at, out, 'ca');
	leaf(at, plan, out, 'apiserver');
	leaf(at, plan, out, 'apiserver-kubelet-client');
	authority(at, out, 'front-proxy-ca');
	leaf(at, plan, out, 'front-proxy-client');
	authority(at, out, 'etcd/ca');
	for (const name of ['etcd/server', 'etcd/peer', 'etcd/healthcheck-client', 'apiserver-etcd-client'])
		leaf(at, plan, out, name);
	if (at.files.exists(`${pki}/sa.key`)) out.print('[certs] Using the existing "sa" key');
	else {
		makeServiceAccountKey(at.files);
		out.print('[certs] Generating "sa" key and public key');
	}
};

/** The same for a further control plane, whose authorities are there already; the order differs, as the program's does. */
export const writeJoinCertificates = (at: Shell, plan: Plan, out: Output): void => {
	out.print(`[certs] Using certificateDir folder "${pki}"`);
	for (const name of leaves.map(entry => entry.name)) leaf(at, plan, out, name);
	out.print(`[certs] Valid certificates and keys now exist in "${pki}"`);
	out.print('[certs] Using the existing "sa" key');
};
