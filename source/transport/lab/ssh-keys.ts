// Key pairs of the lab's ssh: in the formats of OpenSSH, but nobody can compute with them. A private key holds what its
// public half is made of, so that one is known to belong to the other.
import {createHash} from 'node:crypto';
import {digest} from './machine.ts';

const begin = '-----BEGIN OPENSSH PRIVATE KEY-----';
const end = '-----END OPENSSH PRIVATE KEY-----';
const magic = 'openssh-key-v1\0';

const type = 'ssh-ed25519';

/** Length, type, length; 32 bytes follow. */
const prefix = Buffer.concat([Buffer.from([0, 0, 0, type.length]), Buffer.from(type), Buffer.from([0, 0, 0, 32])]);

/** `ssh-ed25519 AAAA…`, without a comment. */
const publicHalf = (seed: string): string =>
	`${type} ${Buffer.concat([prefix, Buffer.from(digest('ssh-public', seed), 'hex')]).toString('base64')}`;

export type KeyPair = {readonly secret: string; readonly open: string};

/** `seed` is a digest in hexadecimal; the same gives the same pair. */
export const keyPair = (seed: string): KeyPair => {
	const body = Buffer.from(`${magic}${seed}${digest('ssh-padding', seed)}`).toString('base64');
	return {secret: `${begin}\n${body.match(/.{1,70}/g)!.join('\n')}\n${end}\n`, open: publicHalf(seed)};
};

/** The public half that belongs to a private key; undefined when the text is none. */
export const openHalf = (secret: string): string | undefined => {
	const body = secret.replace(begin, '').replace(end, '').replaceAll(/\s/g, '');
	const text = Buffer.from(body, 'base64').toString();
	if (!secret.startsWith(begin) || !text.startsWith(magic)) return undefined;
	return publicHalf(text.slice(magic.length, magic.length + 64));
};

/** As `ssh-keygen -l` prints it. */
export const fingerprintOf = (open: string): string =>
	`SHA256:${createHash('sha256')
		.update(Buffer.from(open.split(' ')[1] ?? '', 'base64'))
		.digest('base64')
		.replace(/=+$/, '')}`;

export const hostKeyFile = '/etc/ssh/ssh_host_ed25519_key';

export const hostKeys = (machineId: string): KeyPair => keyPair(digest('ssh-host', machineId));
