// openssl on what the lab's certificates are: real ones.
import {createHash, X509Certificate} from 'node:crypto';
import {failed, said, type LabCommand, type Shell} from '../command.ts';
import {digest} from '../machine.ts';
import {input, noFile, options, type Answer} from './openssl-input.ts';
import {drawKey, key} from './openssl-key.ts';
import {opensslRequest} from './openssl-req.ts';

/** `Nov 23 09:00:00 2027 GMT`: node gives openssl's own words. */
const name = (text: string): string =>
	text
		.split('\n')
		.toReversed()
		.map(part => part.replace('=', ' = '))
		.toReversed()
		.join(', ');

const x509 = (args: readonly string[], at: Shell): Answer => {
	const chosen = options(args, [
		'in',
		'out',
		'inform',
		'outform',
		'checkend',
		'ext',
		'nameopt',
		'certopt',
		'dateopt',
	]);
	const text = input(at, chosen);
	if (text === undefined) return noFile('x509', chosen);
	let certificate: X509Certificate;
	try {
		certificate = new X509Certificate(text);
	} catch {
		return failed('Could not read certificate from <stdin>\nUnable to load certificate\n');
	}
	const {flags, values} = chosen;
	const lines: string[] = [];
	const check = values.get('--checkend');
	const hashes: readonly (readonly [string, string, string])[] = [
		['--sha256', 'sha256', certificate.fingerprint256],
		['--sha1', 'SHA1', certificate.fingerprint],
		['--sha512', 'sha512', certificate.fingerprint512],
	];
	// What is asked for is printed in the order of the arguments.
	for (const arg of args.map(word => `-${word}`)) {
		if (arg === '--subject') lines.push(`subject=${name(certificate.subject)}`);
		else if (arg === '--issuer') lines.push(`issuer=${name(certificate.issuer)}`);
		else if (arg === '--startdate') lines.push(`notBefore=${certificate.validFrom}`);
		else if (arg === '--enddate') lines.push(`notAfter=${certificate.validTo}`);
		else if (arg === '--dates') lines.push(`notBefore=${certificate.validFrom}`, `notAfter=${certificate.validTo}`);
		else if (arg === '--serial') lines.push(`serial=${certificate.serialNumber}`);
		else if (arg === '--fingerprint') {
			const [, label, value] = hashes.find(([flag]) => flags.has(flag)) ?? hashes[1]!;
			lines.push(`${label} Fingerprint=${value}`);
		} else if (arg === '--pubkey')
			lines.push((certificate.publicKey.export({type: 'spki', format: 'pem'}) as string).trimEnd());
		else if (arg === '--text') lines.push(...textOf(certificate));
		else if (arg === '--ext') lines.push(...alternatives(certificate));
	}
	let exit = 0;
	if (check !== undefined) {
		const ends = Date.parse(certificate.validTo) < at.now() + Number(check) * 1000;
		lines.push(ends ? 'Certificate will expire' : 'Certificate will not expire');
		exit = ends ? 1 : 0;
	}
	if (values.get('--outform')?.toLowerCase() === 'der')
		return {stdout: certificate.raw.toString('latin1'), bytes: true};
	if (!flags.has('--noout')) lines.push(certificate.toString().trimEnd());
	return said(lines.length === 0 ? '' : `${lines.join('\n')}\n`, exit);
};

const alternatives = (certificate: X509Certificate): string[] =>
	certificate.subjectAltName === undefined
		? []
		: ['X509v3 Subject Alternative Name: ', `    ${certificate.subjectAltName}`];

const textOf = (certificate: X509Certificate): readonly string[] => [
	'Certificate:',
	'    Data:',
	'        Version: 3 (0x2)',
	`        Serial Number: ${certificate.serialNumber}`,
	'        Signature Algorithm: sha256WithRSAEncryption',
	`        Issuer: ${name(certificate.issuer)}`,
	'        Validity',
	`            Not Before: ${certificate.validFrom}`,
	`            Not After : ${certificate.validTo}`,
	`        Subject: ${name(certificate.subject)}`,
	...alternatives(certificate).map(line => `            ${line}`),
];

const algorithms = ['sha256', 'sha1', 'sha512', 'md5', 'sha384'];

const hash = (args: readonly string[], at: Shell): Answer => {
	const chosen = options(args, ['out', 'sign', 'verify', 'hmac']);
	const algorithm = algorithms.find(other => chosen.flags.has(`--${other}`)) ?? 'sha256';
	const sources = chosen.words.length === 0 ? [undefined] : chosen.words;
	const lines: string[] = [];
	for (const file of sources) {
		const content =
			file === undefined ? Buffer.from(at.stdinBytes, 'latin1') : Buffer.from(at.files.read(at.path(file)) ?? '');
		const sum = createHash(algorithm).update(content);
		if (chosen.flags.has('--binary')) return {stdout: sum.digest('latin1' as 'hex'), bytes: true};
		const text = sum.digest('hex');
		lines.push(
			chosen.flags.has('--r')
				? `${text} *${file ?? 'stdin'}`
				: `${algorithm.toUpperCase().replace('SHA', 'SHA2-').replace('SHA2-1', 'SHA1')}(${file ?? 'stdin'})= ${text}`,
		);
	}
	return said(`${lines.join('\n')}\n`);
};

const random = (args: readonly string[], at: Shell): Answer => {
	const count = Number(args.find(arg => /^\d+$/.test(arg)) ?? 16);
	let bytes = Buffer.alloc(0);
	while (bytes.length < count)
		bytes = Buffer.concat([
			bytes,
			Buffer.from(
				digest('rand', at.world.seed, at.world.now, at.machine.name, at.files.changes(), bytes.length),
				'hex',
			),
		]);
	const taken = bytes.subarray(0, count);
	return args.includes('-hex')
		? said(`${taken.toString('hex')}\n`)
		: args.includes('-base64')
			? said(`${taken.toString('base64')}\n`)
			: {stdout: taken.toString('latin1'), bytes: true};
};

const verify = (args: readonly string[], at: Shell): Answer => {
	const chosen = options(args, ['CAfile', 'CApath', 'purpose']);
	const authority = at.files.read(at.path(chosen.values.get('--CAfile') ?? ''));
	for (const file of chosen.words) {
		const text = at.files.read(at.path(file));
		if (text === undefined)
			return failed(
				`Can't open "${file}" for reading, No such file or directory\nUnable to load certificate file\n`,
			);
		const certificate = new X509Certificate(text);
		const trusted = authority !== undefined && certificate.verify(new X509Certificate(authority).publicKey);
		if (!trusted)
			return failed(
				`error ${file}: verification failed\n`,
				2,
				`${name(certificate.subject)}\nerror 20 at 0 depth lookup: unable to get local issuer certificate\n`,
			);
		if (Date.parse(certificate.validFrom) > at.now())
			return failed(
				`error ${file}: verification failed\n`,
				2,
				`${name(certificate.subject)}\nerror 9 at 0 depth lookup: certificate is not yet valid\n`,
			);
		if (Date.parse(certificate.validTo) < at.now())
			return failed(
				`error ${file}: verification failed\n`,
				2,
				`${name(certificate.subject)}\nerror 10 at 0 depth lookup: certificate has expired\n`,
			);
	}
	return said(chosen.words.map(file => `${file}: OK\n`).join(''));
};

const tools: Readonly<Record<string, (args: readonly string[], at: Shell) => Answer>> = {
	x509,
	rsa: (args, at) => {
		const done = key(args, at);
		// Bytes with words beside them are more than just-bash can count.
		return done.exit === 0 && !done.bytes && !args.includes('-noout')
			? {...done, stderr: 'writing RSA key\n'}
			: done;
	},
	pkey: key,
	genrsa: drawKey,
	req: opensslRequest,
	dgst: hash,
	sha256: (args, at) => hash(['-sha256', ...args], at),
	sha1: (args, at) => hash(['-sha1', ...args], at),
	md5: (args, at) => hash(['-md5', ...args], at),
	rand: random,
	verify,
	version: () => said('OpenSSL 3.0.15 3 Sep 2024 (Library: OpenSSL 3.0.15 3 Sep 2024)\n'),
	base64: (args, at) =>
		said(
			args.includes('-d')
				? Buffer.from(at.stdin, 'base64').toString()
				: `${Buffer.from(at.stdinBytes, 'latin1').toString('base64')}\n`,
		),
};

export const openssl: LabCommand = {
	names: ['openssl'],
	changes: false,
	run: (args, at) => {
		const [tool = 'help', ...rest] = args;
		const run = tools[tool];
		if (!run) return failed(`Invalid command '${tool}'; type "help" for a list.\n`);
		const result = run(rest, at);
		const out = rest.indexOf('-out');
		if (out === -1 || tool === 'dgst') return result;
		at.files.write(at.path(rest[out + 1] ?? ''), result.stdout ?? '', 0o600);
		return {...result, stdout: ''};
	},
};
