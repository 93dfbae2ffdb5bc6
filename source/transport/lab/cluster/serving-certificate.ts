// The certificate that a kubelet serves with: one that it has signed itself, good for its name and no address; or, with
// serverTLSBootstrap, one that it asks the cluster for. Nobody approves such a request by himself, and until it is signed the
// kubelet breaks every handshake off.
import {X509Certificate} from 'node:crypto';
import type {Files} from '../files.ts';
import type {KubeObject, Machine, World} from '../world.ts';
import {accessWith} from './access.ts';
import {writeRequest} from './certificate-request.ts';
import {hex} from './ids.ts';
import {list, put} from './objects.ts';
import {hostKey, serial, year} from './pki.ts';
import type {At} from './pod-status.ts';
import {remembered} from './remembered.ts';
import {kubeletConfig} from './tls-bootstrap.ts';
import {expiry, issue} from './x509.ts';

export const servingSigner = 'kubernetes.io/kubelet-serving';
const signedPem = '/var/lib/kubelet/pki/kubelet-server-current.pem';
const ownCertificate = '/var/lib/kubelet/pki/kubelet.crt';

/** What it shows on port 10250; undefined: nothing. */
export const servingCertificate = (machine: Machine, files: Files): string | undefined =>
	files.read(machine.kubelet?.serverTlsBootstrap === true ? signedPem : ownCertificate);

const signItself = ({world, machine, files}: At): boolean => {
	if (files.exists(ownCertificate)) return false;
	const key = hostKey(machine);
	const host = machine.kubelet!.node;
	const seconds = Math.floor(world.now / 1000);
	const dates = {from: world.now - 3_600_000, until: world.now + year};
	const authority = issue({subject: {cn: `${host}-ca@${seconds}`}, ...dates, serial: serial(world), key});
	const {certificate} = issue({
		subject: {cn: `${host}@${seconds}`},
		issuer: authority,
		...dates,
		names: [host],
		usage: ['server'],
		serial: serial(world),
		key,
	});
	files.write(ownCertificate, certificate, 0o644);
	files.write('/var/lib/kubelet/pki/kubelet.key', key, 0o600);
	return true;
};

const mine = (world: World, user: string): KubeObject | undefined =>
	list(world, 'CertificateSigningRequest')
		.filter(({spec}) => spec?.['signerName'] === servingSigner && spec['username'] === user)
		.toSorted((one, other) => one.metadata.creationTimestamp.localeCompare(other.metadata.creationTimestamp))
		.at(-1);

const certificateOf = (request: KubeObject | undefined): string | undefined => {
	const text = request?.status?.['certificate'];
	return typeof text === 'string' ? Buffer.from(text, 'base64').toString() : undefined;
};

const ask = ({world, machine}: At, user: string): void => {
	const names = [machine.kubelet!.node, machine.addresses[0]!.address];
	const request = writeRequest(hostKey(machine), {cn: user, o: 'system:nodes'}, names);
	put(world, {
		apiVersion: 'certificates.k8s.io/v1',
		kind: 'CertificateSigningRequest',
		metadata: {name: `csr-${hex(world, 5)}`},
		spec: {
			groups: ['system:nodes', 'system:authenticated'],
			request: Buffer.from(request).toString('base64'),
			signerName: servingSigner,
			usages: ['digital signature', 'server auth'],
			username: user,
		},
	});
};

/** It asks again when a fifth of the time is left. */
const isFresh = ({world, files}: At): boolean => {
	const until = remembered(files, 'serving certificate', () => {
		const text = files.read(signedPem);
		return text === undefined ? 0 : expiry(text);
	});
	return until - world.now > year / 5;
};

export const tendServing = (at: At): boolean => {
	const {world, machine, files, filesOf} = at;
	if (machine.kubelet!.serverTlsBootstrap !== true) return signItself(at);
	if (isFresh(at) || !accessWith(world, filesOf, machine, kubeletConfig).ok) return false;
	const user = `system:node:${machine.kubelet!.node}`;
	const request = mine(world, user);
	const issued = certificateOf(request);
	if (request !== undefined && issued === undefined) return false;
	if (issued === undefined || files.read(signedPem)?.startsWith(issued) === true) ask(at, user);
	else files.write(signedPem, `${issued}${hostKey(machine)}`, 0o600);
	return true;
};

/** What Go says of a certificate that it does not take for this address; undefined: it does. */
export const whyNotTrusted = (certificate: string, authority: string, address: string): string | undefined => {
	const shown = new X509Certificate(certificate);
	if (shown.checkIP(address) === undefined) {
		const addresses = [...(shown.subjectAltName ?? '').matchAll(/IP Address:([^,]+)/g)].map(([, one]) => one!);
		return addresses.length === 0
			? `x509: cannot validate certificate for ${address} because it doesn't contain any IP SANs`
			: `x509: certificate is valid for ${addresses.join(', ')}, not ${address}`;
	}
	return shown.verify(new X509Certificate(authority).publicKey)
		? undefined
		: 'x509: certificate signed by unknown authority';
};
