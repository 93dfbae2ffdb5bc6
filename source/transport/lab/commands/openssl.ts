// openssl on what the lab's certificates are: real ones.
import {createHash, createPublicKey, createPrivateKey, X509Certificate} from 'node:crypto';
import {failed, said, type BytesResult, type LabCommand, type Shell} from '../command.ts';
import {digest} from '../machine.ts';
import {newKey} from '../cluster/x509.ts';
import {opensslRequest} from './openssl-req.ts';
import {readOptions, type Options} from '../options.ts';

type Answer = BytesResult;

/** openssl's options are words with one dash. */
const options = (args: readonly string[], withValue: readonly string[]): Options =>
	readOptions(
		args.map(arg => (/^-[a-z]/i.test(arg) ? `-${arg}` : arg)),
		withValue.map(name => `--${name}`),
	);

const input = (at: Shell, chosen: Options): string | undefined => {
	const file = chosen.values.get('--in');
	return file === undefined ? at.stdinBytes : at.files.read(at.path(file));
};

const noFile = (tool: string, chosen: Options): Answer =>
	failed(
		`Can't open "${chosen.values.get('--in') ?? ''}" for reading, No such file or directory\n${tool === 'x509' ? 'Unable to load certificate\n' : 'Could not read key\n'}`,
	);

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

/** rsa and pkey: a key in, a key out, public when -pubin or -pubout says so. */
const key = (args: readonly string[], at: Shell): Answer => {
	const chosen = options(args, ['in', 'out', 'inform', 'outform', 'passin']);
	const text = input(at, chosen);
	if (text === undefined) return noFile('rsa', chosen);
	try {
		const isPublic = chosen.flags.has('--pubin');
		const wantsPublic = isPublic || chosen.flags.has('--pubout');
		if (chosen.flags.has('--noout')) return said('');
		const der = chosen.values.get('--outform')?.toLowerCase() === 'der';
		const exported = wantsPublic
			? // A certificate before the private key is passed over.
				createPublicKey(isPublic ? text : createPrivateKey(text)).export({
					type: 'spki',
					format: der ? 'der' : 'pem',
				} as {type: 'spki'; format: 'pem'})
			: createPrivateKey(text).export({type: 'pkcs8', format: der ? 'der' : 'pem'} as {
					type: 'pkcs8';
					format: 'pem';
				});
		return typeof exported === 'string'
			? said(exported)
			: {stdout: (exported as Buffer).toString('latin1'), bytes: true};
	} catch {
		return failed('Could not read key from <stdin>\n');
	}
};

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

/** Silent, as it has been since 3.0; a new key each time. */
const drawKey = (): Answer => said(createPrivateKey(newKey()).export({type: 'pkcs8', format: 'pem'}) as string);

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
