import {generateKeyPairSync} from 'node:crypto';
import {expect, test} from 'vitest';
import {pairTrouble} from '../../../../source/transport/lab/cluster/key-pair.ts';
import {issue, newKey} from '../../../../source/transport/lab/cluster/x509.ts';

test('A certificate and a key that are not one pair are told apart in Go’s words', () => {
	const {certificate, key} = issue({subject: {cn: 'm1'}, from: 0, until: 1e12, serial: '01'});
	const curve = generateKeyPairSync('ec', {namedCurve: 'P-256'}).privateKey.export({type: 'sec1', format: 'pem'});

	expect(pairTrouble(certificate, key)).toBeUndefined();
	expect(pairTrouble(certificate, newKey())).toBe('tls: private key does not match public key');
	expect(pairTrouble(certificate, curve as string)).toBe('tls: private key type does not match public key type');
	expect(pairTrouble(certificate, 'no key')).toBeUndefined();
	expect(pairTrouble(undefined, key)).toBeUndefined();
});
