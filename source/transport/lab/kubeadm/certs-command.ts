// kubeadm certs check-expiration | certificate-key | renew.
import {X509Certificate} from 'node:crypto';
import type {CommandResult, Shell} from '../command.ts';
import {accessWith} from '../cluster/access.ts';
import {hex} from '../cluster/ids.ts';
import {readKubeConfig} from '../cluster/kubeconfig.ts';
import {pki} from '../cluster/pki.ts';
import {expiry} from '../cluster/x509.ts';
import {readArguments} from './arguments.ts';
import {adminConf} from './client.ts';
import {Stop, type Output} from './output.ts';
import {renewCertificates} from './renew.ts';

const certificates: readonly (readonly [title: string, file: string, authority: string])[] = [
	['admin.conf', '/etc/kubernetes/admin.conf', 'ca'],
	['apiserver', `${pki}/apiserver.crt`, 'ca'],
	['apiserver-etcd-client', `${pki}/apiserver-etcd-client.crt`, 'etcd-ca'],
	['apiserver-kubelet-client', `${pki}/apiserver-kubelet-client.crt`, 'ca'],
	['controller-manager.conf', '/etc/kubernetes/controller-manager.conf', 'ca'],
	['etcd-healthcheck-client', `${pki}/etcd/healthcheck-client.crt`, 'etcd-ca'],
	['etcd-peer', `${pki}/etcd/peer.crt`, 'etcd-ca'],
	['etcd-server', `${pki}/etcd/server.crt`, 'etcd-ca'],
	['front-proxy-client', `${pki}/front-proxy-client.crt`, 'front-proxy-ca'],
	['scheduler.conf', '/etc/kubernetes/scheduler.conf', 'ca'],
	['super-admin.conf', '/etc/kubernetes/super-admin.conf', 'ca'],
];

const authorities: readonly (readonly [title: string, file: string])[] = [
	['ca', `${pki}/ca.crt`],
	['etcd-ca', `${pki}/etcd/ca.crt`],
	['front-proxy-ca', `${pki}/front-proxy-ca.crt`],
];

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const date = (at: number): string => {
	const day = new Date(at);
	return `${months[day.getUTCMonth()]!} ${String(day.getUTCDate()).padStart(2, '0')}, ${day.getUTCFullYear()} ${day.toISOString().slice(11, 16)} UTC`;
};

const residue = (milliseconds: number): string => {
	if (milliseconds < 0) return '<invalid>';
	const days = Math.floor(milliseconds / 86_400_000);
	return days >= 730
		? `${Math.floor(days / 365)}y`
		: days >= 1
			? `${days}d`
			: `${Math.floor(milliseconds / 3_600_000)}h`;
};

const certificate = (at: Shell, file: string): string | undefined =>
	file.endsWith('.conf') ? readKubeConfig(at.files.read(file), at.files)?.certificate : at.files.read(file);

/** A kubeconfig that cannot be used is passed over in silence: the files are all it takes. */
const readConfiguration = (at: Shell, out: Output, kubeconfig: string): void => {
	const {minor} = out;
	if (readKubeConfig(at.files.read(at.path(kubeconfig)), at.files) === undefined) return;
	if (accessWith(at.world, at.filesOf, at.machine, kubeconfig).ok) {
		out.print(
			minor >= 32
				? '[check-expiration] Reading configuration from the "kubeadm-config" ConfigMap in namespace "kube-system"...'
				: '[check-expiration] Reading configuration from the cluster...',
		);
		out.print(
			minor >= 32
				? `[check-expiration] Use 'kubeadm init phase upload-config ${minor >= 34 ? 'kubeadm ' : ''}--config your-config-file' to re-upload it.`
				: "[check-expiration] FYI: You can look at this config file with 'kubectl -n kube-system get cm kubeadm-config -o yaml'",
		);
	} else
		out.print(
			'[check-expiration] Error reading configuration from the Cluster. Falling back to default configuration',
		);
	out.print('');
};

const checkExpiration = (args: readonly string[], at: Shell, out: Output): CommandResult => {
	const {minor} = out;
	const {flags} = readArguments(args, [], ['cert-dir', 'config', 'kubeconfig', 'v']);
	readConfiguration(at, out, flags.get('kubeconfig') ?? adminConf);
	out.print(
		'CERTIFICATE                EXPIRES                  RESIDUAL TIME   CERTIFICATE AUTHORITY   EXTERNALLY MANAGED',
	);
	for (const [title, file, authority] of certificates) {
		if (title === 'super-admin.conf' && minor < 29) continue;
		const text = certificate(at, file);
		const shown = minor < 21 && file.endsWith('.conf') ? '' : authority;
		if (text === undefined) out.print(`!MISSING! ${title}`);
		else {
			const until = expiry(text);
			out.print(
				`${title.padEnd(27)}${date(until).padEnd(25)}${residue(until - at.world.now).padEnd(16)}${shown.padEnd(24)}no      `,
			);
		}
	}
	out.print('');
	out.print('CERTIFICATE AUTHORITY   EXPIRES                  RESIDUAL TIME   EXTERNALLY MANAGED');
	for (const [title, file] of authorities) {
		const text = at.files.read(file);
		if (text === undefined) out.print(`!MISSING! ${title}`);
		else {
			const until = Date.parse(new X509Certificate(text).validTo);
			out.print(
				`${title.padEnd(24)}${date(until).padEnd(25)}${residue(until - at.world.now).padEnd(16)}no      `,
			);
		}
	}
	return out.result(0);
};

export const certsCommand = (args: readonly string[], at: Shell, out: Output): CommandResult => {
	if (args[0] === 'check-expiration') return checkExpiration(args.slice(1), at, out);
	if (args[0] === 'certificate-key') {
		out.print(hex(at.world, 64));
		return out.result(0);
	}
	if (args[0] === 'renew') return renewCertificates(args[1] ?? '', at, out);
	throw new Stop(`unknown command "${args[0] ?? ''}" for "kubeadm certs"`);
};
