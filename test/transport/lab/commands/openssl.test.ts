import {createHash, createPublicKey, generateKeyPairSync, X509Certificate} from 'node:crypto';
import {beforeAll, expect, test} from 'vitest';
import {selfSigned} from '../../../helpers/certificate.ts';
import {labShell} from '../../../helpers/lab-shell.ts';

const {certificate, key} = selfSigned('kubernetes', Date.UTC(2026, 10, 23, 8), Date.UTC(2036, 10, 20, 8));
const shell = labShell();
const {run, say} = shell;

beforeAll(() => {
	shell.lab.filesOf('m1').write('/etc/ca.crt', certificate);
	shell.lab.filesOf('m1').write('/etc/ca.key', key);
});

test('The hash in a join command comes out as kubeadm has it', async () => {
	const spki = createPublicKey(certificate).export({type: 'spki', format: 'der'});
	const expected = createHash('sha256').update(spki).digest('hex');

	expect(
		await say(
			"openssl x509 -pubkey -noout -in /etc/ca.crt | openssl rsa -pubin -outform der 2>/dev/null | openssl dgst -sha256 -hex | sed 's/^.* //'",
		),
	).toBe(expected);
});

test('A certificate tells its dates, its names and its fingerprint', async () => {
	const {fingerprint256} = new X509Certificate(certificate);

	expect(await say('openssl x509 -noout -enddate -in /etc/ca.crt')).toBe('notAfter=Nov 20 08:00:00 2036 GMT');
	expect(await say('openssl x509 -noout -subject -issuer < /etc/ca.crt')).toBe(
		'subject=CN = kubernetes\nissuer=CN = kubernetes',
	);
	expect(await say('openssl x509 -noout -fingerprint -sha256 -in /etc/ca.crt')).toBe(
		`sha256 Fingerprint=${fingerprint256}`,
	);
	expect(await say('openssl x509 -noout -text -in /etc/ca.crt | grep "Not After"')).toBe(
		'            Not After : Nov 20 08:00:00 2036 GMT',
	);
});

test('Whether it ends soon goes by the machine’s clock', async () => {
	expect(await run('openssl x509 -checkend 86400 -noout -in /etc/ca.crt')).toMatchObject({
		stdout: 'Certificate will not expire\n',
		exit: 0,
	});
	expect((await run('openssl x509 -checkend 999999999 -noout -in /etc/ca.crt')).exit).toBe(1);
});

test('A chain is verified, and time counts', async () => {
	expect(await say('openssl verify -CAfile /etc/ca.crt /etc/ca.crt')).toBe('/etc/ca.crt: OK');
	await say('date -s "2020-01-01"');
	expect((await run('openssl verify -CAfile /etc/ca.crt /etc/ca.crt')).stdout).toContain(
		'certificate is not yet valid',
	);
	await say('date -s "2026-11-23 09:00:00"');
});

test('Keys, hashes and random numbers', async () => {
	const {publicKey} = generateKeyPairSync('rsa', {
		modulusLength: 1024,
		publicKeyEncoding: {type: 'spki', format: 'pem'},
		privateKeyEncoding: {type: 'pkcs1', format: 'pem'},
	});
	shell.lab.filesOf('m1').write('/etc/x.pub', publicKey);

	expect(
		await say('openssl pkey -pubin -in /etc/x.pub | head -n 1; openssl rsa -in /etc/ca.key -noout && echo fine'),
	).toBe('-----BEGIN PUBLIC KEY-----\nfine');
	expect(await say('printf abc | openssl dgst -sha256')).toBe(
		'SHA2-256(stdin)= ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
	);
	expect(await say('openssl rand -hex 32 | wc -c; openssl rand -base64 6 | tr -d "\\n" | wc -c')).toBe('65\n8');
	expect((await run('openssl x509 -in /etc/hosts')).exit).toBe(1);
	expect((await run('openssl x509 -in /nope')).stderr).toContain('No such file or directory');
	expect((await run('openssl dance')).exit).toBe(1);
});
