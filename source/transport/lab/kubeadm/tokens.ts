// Bootstrap tokens and the encrypted certificates, as the Secrets that they are.
import {createCipheriv, createDecipheriv} from 'node:crypto';
import type {Files} from '../files.ts';
import {hex} from '../cluster/ids.ts';
import {put, stamp} from '../cluster/objects.ts';
import {pki, shared} from '../cluster/pki.ts';
import type {KubeObject, World} from '../world.ts';

export const base64 = (text: string): string => Buffer.from(text).toString('base64');

export const tokenPattern = /^([a-z0-9]{6})\.([a-z0-9]{16})$/;

export type TokenOptions = {
	readonly ttl: number;
	readonly description?: string;
	readonly usages?: readonly ('authentication' | 'signing')[];
	readonly groups?: readonly string[];
};

const nodes = 'system:bootstrappers:kubeadm:default-node-token';

export const putToken = (world: World, token: string, options: TokenOptions): KubeObject => {
	const [id = '', secret = ''] = token.split('.');
	const {ttl, description, usages = ['authentication', 'signing'], groups = [nodes]} = options;
	const data: Record<string, string> = {
		...(groups.length === 0 ? {} : {'auth-extra-groups': base64(groups.join(','))}),
		...(description === undefined ? {} : {description: base64(description)}),
		...(ttl === 0 ? {} : {expiration: base64(stamp(world.now + ttl))}),
		'token-id': base64(id),
		'token-secret': base64(secret),
		...(usages.includes('authentication') ? {'usage-bootstrap-authentication': base64('true')} : {}),
		...(usages.includes('signing') ? {'usage-bootstrap-signing': base64('true')} : {}),
	};
	return put(world, {
		apiVersion: 'v1',
		kind: 'Secret',
		type: 'bootstrap.kubernetes.io/token',
		metadata: {name: `bootstrap-token-${id}`, namespace: 'kube-system'},
		data,
	});
};

export const readData = (secret: KubeObject, name: string): string | undefined => {
	const value = secret.data?.[name];
	return value === undefined ? undefined : Buffer.from(value, 'base64').toString();
};

const named = (file: string): string => file.replace('/', '-');

/** AES-256-GCM with the nonce in front, as kubeadm's upload does it. */
export const encryptCertificates = (world: World, files: Files, key: string): Record<string, string> =>
	Object.fromEntries(
		shared.map(file => {
			const nonce = Buffer.from(hex(world, 24), 'hex');
			const cipher = createCipheriv('aes-256-gcm', Buffer.from(key, 'hex'), nonce);
			const body = Buffer.concat([
				cipher.update(files.read(`${pki}/${file}`) ?? ''),
				cipher.final(),
				cipher.getAuthTag(),
			]);
			return [named(file), Buffer.concat([nonce, body]).toString('base64')];
		}),
	);

/** The words of Go's crypto when the key does not fit. */
export const decryptCertificates = (secret: KubeObject, key: string): Readonly<Record<string, string>> | string => {
	if (key.length % 2 === 1) return 'error decoding certificate key: encoding/hex: odd length hex string';
	if (!/^[0-9a-f]*$/i.test(key))
		return `error decoding certificate key: encoding/hex: invalid byte: U+${key.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()} '${key[0]}'`;
	const bytes = Buffer.from(key, 'hex');
	if (bytes.length !== 32)
		return `error decoding secret data with provided key: crypto/aes: invalid key size ${bytes.length}`;
	const plain: Record<string, string> = {};
	for (const file of shared) {
		const data = Buffer.from(secret.data?.[named(file)] ?? '', 'base64');
		try {
			const decipher = createDecipheriv('aes-256-gcm', bytes, data.subarray(0, 12));
			decipher.setAuthTag(data.subarray(-16));
			plain[file] = Buffer.concat([decipher.update(data.subarray(12, -16)), decipher.final()]).toString();
		} catch {
			return 'error decoding secret data with provided key: cipher: message authentication failed';
		}
	}
	return plain;
};
