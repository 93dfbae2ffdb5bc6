import {createHash, createPublicKey, X509Certificate} from 'node:crypto';
import {expect, test} from 'vitest';
import {expiry, issue, newKey, publicKeyHash, publicKeyOf} from '../../../../source/transport/lab/cluster/x509.ts';

const now = Date.UTC(2026, 10, 23);
const year = 365 * 86_400_000;
const ca = issue({subject: {cn: 'kubernetes'}, from: now, until: now + 10 * year, serial: '01'});

test('A leaf is signed by its authority, carries its names and runs out when it says', () => {
	const leaf = issue({
		subject: {cn: 'kube-apiserver', o: 'system:masters'},
		issuer: ca,
		from: now,
		until: now + year,
		serial: '7fab',
		names: ['m1', '10.77.0.11', '::1'],
		usage: ['server'],
	});
	const read = new X509Certificate(leaf.certificate);

	expect(read.verify(new X509Certificate(ca.certificate).publicKey)).toBe(true);
	expect(read.checkHost('m1')).toBe('m1');
	expect(read.checkIP('10.77.0.11')).toBe('10.77.0.11');
	expect(read.subject).toBe('O=system:masters\nCN=kube-apiserver');
	expect(read.issuer).toBe('CN=kubernetes');
	expect(expiry(leaf.certificate)).toBe(now + year);
});

test('The hash of the join command is the one that openssl makes of the public key', () => {
	const der = createPublicKey(ca.certificate).export({type: 'spki', format: 'der'});

	expect(publicKeyHash(ca.certificate)).toBe(createHash('sha256').update(der).digest('hex'));
});

test('A key that is handed in is used', () => {
	const key = newKey();

	expect(
		new X509Certificate(
			issue({subject: {cn: 'a'}, from: now, until: now + year, serial: '02', key}).certificate,
		).publicKey.export({type: 'spki', format: 'pem'}),
	).toBe(publicKeyOf(key));
});
