import {spawnSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {fingerprints, fingerprintsIn, pki, sharedFiles} from '../../steps/shared-certificates.ts';
import {runHere} from '../helpers/scripts.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

const lineOf = (text: string, file: string): string | undefined =>
	text
		.split('\n')
		.find(line => line.startsWith(`${file} `))
		?.slice(file.length);

test.skipIf(!hasOpenssl)(
	'A fingerprint is of the public half, and changes with the key (skipped without openssl)',
	() => {
		const script = `mkdir -p pki/etcd && cd pki
for name in ca front-proxy-ca etcd/ca; do
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout $name.key -out $name.crt -subj /CN=test -days 1 2>/dev/null
done
openssl ecparam -name prime256v1 -genkey -noout -out sa.key && openssl pkey -in sa.key -pubout -out sa.pub
cd .. 
${fingerprints.bash.replaceAll(pki, 'pki')}
fingerprints
openssl ecparam -name prime256v1 -genkey -noout -out pki/sa.key
echo ---
fingerprints
rm pki/etcd/ca.key
fingerprints >/dev/null 2>&1 || echo none`;
		const {output} = runHere(script);
		const [before = '', after = ''] = output.split('---\n').map(text => fingerprintsIn(text));
		expect(before.split('\n').map(line => line.split(' ')[0])).toEqual([...sharedFiles]);
		expect(lineOf(before, 'sa.pub')).toBe(lineOf(before, 'sa.key'));
		expect(lineOf(after, 'sa.key')).not.toBe(lineOf(before, 'sa.key'));
		expect(lineOf(after, 'ca.crt')).toBe(lineOf(before, 'ca.crt'));
		expect(output.trimEnd().endsWith('none')).toBe(true);
	},
);

test('Fewer fingerprints than files are none', () => {
	expect(fingerprintsIn(`ca.crt ${'AA:'.repeat(31)}AA\nca.key ${'0'.repeat(64)}\n`)).toBeUndefined();
});

test('Certificates for one host’s own name are not shared', () => {
	expect(sharedFiles.filter(file => /apiserver|server|peer|client/.test(file))).toEqual([]);
});
