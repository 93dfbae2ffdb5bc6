import {expect, it} from 'vitest';
import {createRedactor} from '../../source/engine/redact.ts';
import {masks} from '../../steps/masks.ts';

const {redact} = createRedactor(masks);

const hex = 'a1'.repeat(32);
const base64 = 'QUFBQkJCQ0NDRERERUVFRkZGR0dHSEhISUlJSkpKS0s=';

it.each([
	[
		'a bootstrap token',
		'kubeadm join --token abcdef.0123456789abcdef --x',
		'kubeadm join --token abcdef.<secret> --x',
	],
	['a certificate key', `--certificate-key ${hex}\n`, '--certificate-key <secret>\n'],
	['a certificate key in a file', `certificateKey: "${hex}"`, 'certificateKey: "<secret>"'],
	[
		'certificate keys alone on their lines',
		`${hex}\nkey:\n${hex}\n${hex}\n${hex}`,
		'<secret>\nkey:\n<secret>\n<secret>\n<secret>',
	],
	['a discovery hash', `--discovery-token-ca-cert-hash sha256:${hex}`, '--discovery-token-ca-cert-hash <secret>'],
	['discovery hashes in a file', `caCertHashes: ["sha256:${hex}"]`, 'caCertHashes: ["<secret>"]'],
	['a client key', `    client-key-data: ${base64}`, '    client-key-data: <secret>'],
	['a token of a kubeconfig', '    token: eyJhbGciOiJSUzI1NiJ9.e30.c2ln', '    token: <secret>'],
	['a bearer token', 'Authorization: Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2ln', 'Authorization: Bearer <secret>'],
	['basic authorisation', `Authorization: Basic ${base64}`, 'Authorization: Basic <secret>'],
	['a password in TOML', 'password = "two words"', 'password = "<secret>"'],
	['a password in YAML', 'password: pw', 'password: <secret>'],
	['a password in JSON', '{"password":"x","user":"y"}', '{"password":"<secret>","user":"y"}'],
	['a password in quoted JSON', String.raw`{\"password\":\"xyz\"}`, String.raw`{\"password\":\"<secret>"}`],
	['a password in the shell', "DB_PASSWORD='two words' run", "DB_PASSWORD='<secret>' run"],
	['a password as a flag', 'login --docker-password hunter2 -u me', 'login --docker-password <secret> -u me'],
	['a password before the next command', 'login --password hunter2; go', 'login --password <secret>; go'],
	['a password as a flag with =', 'login --password=hunter2', 'login --password=<secret>'],
	['a token as a flag', 'kubectl --token eyJhbGciOiJSUzI1NiJ9', 'kubectl --token <secret>'],
	['keepalived’s password', '        auth_pass s3cret', '        auth_pass <secret>'],
	['a registry’s auth', `"auth": "${base64}"`, '"auth": "<secret>"'],
	['an encryption key', `- name: key1\n  secret: ${base64}`, '- name: key1\n  secret: <secret>'],
	['a password in an address', 'https://me:hunter2@apt.example/x', 'https://me:<secret>@apt.example/x'],
	[
		'a private key',
		'-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc=\n-----END RSA PRIVATE KEY-----\n',
		'-----BEGIN RSA PRIVATE KEY-----\n<secret>\n-----END RSA PRIVATE KEY-----\n',
	],
	[
		'an encrypted ssh key in YAML',
		'k: |\n  -----BEGIN OPENSSH PRIVATE KEY-----\n  b3Bl\n  -----END OPENSSH PRIVATE KEY-----\n',
		'k: |\n  -----BEGIN OPENSSH PRIVATE KEY-----\n<secret>\n-----END OPENSSH PRIVATE KEY-----\n',
	],
])('masks %s', (_, text, shown) => {
	expect(redact(text)).toBe(shown);
});

it.each([
	`registry.k8s.io/pause@sha256:${hex}`,
	'v1.36.4-abcdef.tar 10.244.0.0/16',
	'-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----\n',
	'certificate-authority-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t',
	'[bootstrap-token] configured RBAC rules to allow Node Bootstrap tokens to post CSRs',
	'[upload-certs] Storing the certificates in Secret "kubeadm-certs" in the "kube-system" Namespace',
	'secret/bootstrap-token-signer-and-more created',
	'Using token: <join-token>',
	'--password "<typed-1>"',
	'sudo: a password is required',
	'https://registry.k8s.io:443/v2/@x',
])('leaves %j alone', text => {
	expect(redact(text)).toBe(text);
});
