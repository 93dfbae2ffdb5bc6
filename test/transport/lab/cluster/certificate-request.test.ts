import {spawnSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {readRequest, writeRequest} from '../../../../source/transport/lab/cluster/certificate-request.ts';
import {newKey, publicKeyOf} from '../../../../source/transport/lab/cluster/x509.ts';

const key = newKey();
const request = writeRequest(key, {cn: 'system:node:m1', o: 'system:nodes'}, ['m1', '10.77.0.11']);

test('A request is read with its names, its addresses and its key', () => {
	expect(readRequest(request)).toEqual({
		subject: {cn: 'system:node:m1', o: 'system:nodes'},
		names: [
			{kind: 'DNS', value: 'm1'},
			{kind: 'IP Address', value: '10.77.0.11'},
		],
		publicKey: publicKeyOf(key),
	});
	expect(readRequest('not one')).toBeUndefined();
	expect(readRequest('-----BEGIN CERTIFICATE REQUEST-----\nMAA=\n-----END')).toBeUndefined();
});

test.skipIf(spawnSync('openssl', ['version']).status !== 0)(
	'The real openssl takes it for a request that its own key has signed (skipped without openssl)',
	() => {
		const {status, stdout, stderr} = spawnSync(
			'openssl',
			['req', '-verify', '-noout', '-text', '-subject', '-nameopt', 'RFC2253'],
			{input: request, encoding: 'utf8'},
		);
		expect(`${status} ${stderr}`).toMatch(/^0 .*verify OK/s);
		expect(stdout).toMatch(/^subject= ?CN=system:node:m1,O=system:nodes$/m);
		expect(stdout).toContain('DNS:m1, IP Address:10.77.0.11');
	},
);
