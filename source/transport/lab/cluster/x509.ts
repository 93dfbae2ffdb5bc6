// Real certificates, so that openssl, fingerprints and the hash in the join command are what they are on real hosts.
import {
	createHash,
	createPrivateKey,
	createPublicKey,
	createSign,
	generateKeyPairSync,
	X509Certificate,
} from 'node:crypto';
import {bits, element, integer, nothing, octets, oid, sequence, set, text, time, truth} from './der.ts';

export type Pair = {readonly certificate: string; readonly key: string};

export type Subject = {readonly cn: string; readonly o?: string};

export type Request = {
	readonly subject: Subject;
	readonly issuer?: Pair;
	readonly from: number;
	readonly until: number;
	/** Names and addresses it is good for. */
	readonly names?: readonly string[];
	readonly usage?: readonly ('server' | 'client')[];
	/** Hexadecimal. */
	readonly serial: string;
	/** A key that exists already; left out: a new one. */
	readonly key?: string;
};

export const newKey = (): string =>
	generateKeyPairSync('rsa', {
		modulusLength: 2048,
		privateKeyEncoding: {type: 'pkcs1', format: 'pem'},
		publicKeyEncoding: {type: 'spki', format: 'pem'},
	}).privateKey;

export const publicKeyOf = (key: string): string =>
	createPublicKey(key).export({type: 'spki', format: 'pem'}) as string;

export const spki = (key: string): Buffer => createPublicKey(key).export({type: 'spki', format: 'der'});

export const sha256WithRsa = sequence(oid('1.2.840.113549.1.1.11'), nothing);

export const name = ({cn, o}: Subject): Buffer =>
	sequence(
		...(o === undefined ? [] : [set(sequence(oid('2.5.4.10'), text(o)))]),
		set(sequence(oid('2.5.4.3'), text(cn))),
	);

export const extension = (id: string, critical: boolean, value: Buffer): Buffer =>
	sequence(oid(id), ...(critical ? [truth(true)] : []), octets(value));

export const alternative = (entry: string): Buffer => {
	if (/^\d+(\.\d+){3}$/.test(entry)) return element(0x87, Buffer.from(entry.split('.').map(Number)));
	if (entry === '::1') return element(0x87, Buffer.from([...Array.from({length: 15}, () => 0), 1]));
	return element(0x82, Buffer.from(entry));
};

const keyId = (key: string): Buffer => createHash('sha1').update(spki(key)).digest();

const usages = {server: '1.3.6.1.5.5.7.3.1', client: '1.3.6.1.5.5.7.3.2'} as const;

const extensions = ({issuer, usage, names}: Request, key: string): Buffer[] => {
	const authority = issuer === undefined;
	return [
		// keyCertSign for authorities; digitalSignature and keyEncipherment for all.
		extension('2.5.29.15', true, bits(Buffer.from([authority ? 0xa4 : 0xa0]), authority ? 2 : 5)),
		...(usage === undefined
			? []
			: [extension('2.5.29.37', false, sequence(...usage.map(use => oid(usages[use]))))]),
		extension('2.5.29.19', true, authority ? sequence(truth(true)) : sequence()),
		...(authority ? [extension('2.5.29.14', false, octets(keyId(key)))] : []),
		...(issuer === undefined ? [] : [extension('2.5.29.35', false, sequence(element(0x80, keyId(issuer.key))))]),
		...(names === undefined ? [] : [extension('2.5.29.17', false, sequence(...names.map(alternative)))]),
	];
};

const subjectOf = (certificate: string): Subject => {
	const lines = new X509Certificate(certificate).subject.split('\n');
	const find = (letter: string): string | undefined =>
		lines.find(line => line.startsWith(`${letter}=`))?.slice(letter.length + 1);
	const o = find('O');
	return {cn: find('CN') ?? '', ...(o === undefined ? {} : {o})};
};

export const pem = (label: string, der: Buffer): string =>
	`-----BEGIN ${label}-----\n${der
		.toString('base64')
		.replaceAll(/(.{64})/g, '$1\n')
		.trimEnd()}\n-----END ${label}-----\n`;

export const issue = (request: Request): Pair => {
	const key = request.key ?? newKey();
	const signer = request.issuer?.key ?? key;
	const issuer = request.issuer === undefined ? request.subject : subjectOf(request.issuer.certificate);
	const body = sequence(
		element(0xa0, integer(2)),
		integer(Buffer.from(request.serial, 'hex')),
		sha256WithRsa,
		name(issuer),
		sequence(time(request.from), time(request.until)),
		name(request.subject),
		spki(key),
		element(0xa3, sequence(...extensions(request, key))),
	);
	const signature = createSign('sha256').update(body).sign(createPrivateKey(signer));
	return {certificate: pem('CERTIFICATE', sequence(body, sha256WithRsa, bits(signature))), key};
};

/** What `--discovery-token-ca-cert-hash` pins: the hash of the public key's SPKI (RFC 7469). */
export const publicKeyHash = (certificate: string): string =>
	createHash('sha256')
		.update(new X509Certificate(certificate).publicKey.export({type: 'spki', format: 'der'}))
		.digest('hex');

export const expiry = (certificate: string): number => Date.parse(new X509Certificate(certificate).validTo);
