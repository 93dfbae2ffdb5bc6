// curl and wget: what a URL answers from this machine, with their words and exit codes when it does not.
import {X509Certificate} from 'node:crypto';
import {ask} from '../answers.ts';
import type {Reply, Response} from '../http.ts';
import {type CommandResult, type LabCommand, type Shell} from '../command.ts';
import {certificateDate, certificateEnds, certificateExpired} from '../outside-certificates.ts';
import {outsideAnswers} from '../outside-pages.ts';
import {reach} from '../reach.ts';
import {resolve} from '../resolve.ts';
import {type CurlOptions, readOptions} from './curl-options.ts';
import {writeOut} from './curl-write-out.ts';

type Trouble = {readonly exit: number; readonly message: string};
export type Fetched = {
	readonly reply?: Reply;
	readonly trouble?: Trouble;
	readonly address?: string;
	/** The port that was asked where nobody has the address. */
	readonly noRoute?: number;
	readonly took: number;
	/** When the server's certificate ends, milliseconds since 1970. */
	readonly ends?: number;
};

type Target = {readonly scheme: 'http' | 'https'; readonly host: string; readonly port: number; readonly path: string};

export const readUrl = (text: string): Target | undefined => {
	const parts = /^(?:(https?):\/\/)?(\[[^\]]+\]|[^/:?#\s]+)(?::(\d+))?([/?][^#]*)?/i.exec(text);
	if (parts === null) return undefined;
	const scheme = (parts[1] ?? 'http').toLowerCase() === 'https' ? 'https' : 'http';
	const path = parts[4] ?? '/';
	return {
		scheme,
		host: parts[2]!.replaceAll(/[[\]]/g, ''),
		port: Number(parts[3] ?? (scheme === 'https' ? 443 : 80)),
		path: path.startsWith('/') ? path : `/${path}`,
	};
};

const untrusted = (why: string): Trouble => ({
	exit: 60,
	message: `SSL certificate problem: ${why}
More details here: https://curl.se/docs/sslcerts.html

curl failed to verify the legitimacy of the server and therefore could not
establish a secure connection to it. To learn more about this situation and
how to fix it, please visit the web page mentioned above.`,
});

/** A certificate beside the authority that --cacert names, and beside the host that was asked for. */
const distrusted = (certificate: string, authority: string, host: string): Trouble | undefined => {
	const shown = new X509Certificate(certificate);
	if (!shown.verify(new X509Certificate(authority).publicKey)) return untrusted('self-signed certificate');
	return shown.checkIP(host) === undefined && shown.checkHost(host) === undefined
		? {exit: 60, message: `SSL: no alternative certificate subject name matches target host name '${host}'`}
		: undefined;
};

const answered = (
	response: Response,
	{insecure, authority}: CurlOptions,
	{scheme, host}: Target,
	read: (path: string) => string | undefined,
): Trouble | undefined => {
	if (response.kind === 'tls-alert')
		return {exit: 35, message: 'OpenSSL/3.0.15: error:0A000438:SSL routines::tlsv1 alert internal error'};
	if (response.kind === 'tls-to-plain')
		return {exit: 35, message: 'OpenSSL/3.0.15: error:0A00010B:SSL routines::wrong version number'};
	if (response.kind === 'certificate-required')
		return {
			exit: 56,
			message:
				'OpenSSL SSL_read: OpenSSL/3.0.15: error:0A000412:SSL routines::sslv3 alert bad certificate, errno 0',
		};
	if (response.kind === 'not-http') return {exit: 1, message: 'Received HTTP/0.9 when not allowed'};
	if (response.kind === 'empty') return {exit: 52, message: 'Empty reply from server'};
	if (scheme !== 'https' || response.trusted || insecure) return undefined;
	if (authority === undefined) return untrusted('unable to get local issuer certificate');
	return response.certificate === undefined
		? undefined
		: distrusted(response.certificate, read(authority) ?? '', host);
};

/** One request, with the simulated time it takes. */
export const fetchOnce = async (at: Shell, url: Target, options: CurlOptions): Promise<Fetched> => {
	const {world, machine, files, filesOf} = at;
	const {scheme, host, port, path} = url;
	const began = at.now();
	const took = (): number => at.now() - began;
	const fixed = options.resolve.find(entry => entry.host === host && entry.port === port)?.address;
	const address = fixed ?? resolve(world, files, host);
	if (address === undefined) return {trouble: {exit: 6, message: `Could not resolve host: ${host}`}, took: 0};
	// Long enough for a connection and an answer; a timeout waits as long as it was told to.
	const limit = Math.min(options.connectTimeout ?? 130, options.maxTime ?? Infinity) * 1000;
	const waited = async (): Promise<Fetched> => {
		await at.pass(limit);
		const early = options.maxTime !== undefined && options.maxTime * 1000 <= limit;
		const words =
			early || options.connectTimeout !== undefined
				? `Connection timed out after ${limit + 1} milliseconds`
				: `Failed to connect to ${host} port ${port} after ${limit} ms: Couldn't connect to server`;
		return {
			trouble: {
				exit: options.maxTime === undefined && options.connectTimeout === undefined ? 7 : 28,
				message: words,
			},
			address,
			took: took(),
		};
	};
	const target = reach(world, filesOf, machine, address, port);
	const connectFailed = (ms: number): Trouble => ({
		exit: 7,
		message: `Failed to connect to ${host} port ${port} after ${ms} ms: Couldn't connect to server`,
	});
	if (target.outcome === 'timeout' || (target.outcome === 'outside' && !outsideAnswers(world, host, port, scheme)))
		return waited();
	if (target.outcome === 'refused') return {trouble: connectFailed(0), address, took: took()};
	if (target.outcome === 'unreachable') {
		// The kernel asks for the address three times before it gives up.
		if (limit < 3000) return waited();
		await at.pass(3060);
		return {trouble: connectFailed(3060), address, noRoute: port, took: took()};
	}
	await at.pass(target.outcome === 'outside' ? 60 : 4);
	if (target.outcome === 'closed')
		return {
			trouble:
				scheme === 'https'
					? {
							exit: 35,
							message: `OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to ${host}:${port} `,
						}
					: {exit: 52, message: 'Empty reply from server'},
			address,
			took: took(),
		};
	const response = ask(world, filesOf, machine, target, {
		scheme,
		host,
		port,
		path,
		method: options.method,
		...(options.certificate === undefined ? {} : {user: options.certificate}),
		...(options.authorization === undefined ? {} : {authorization: options.authorization}),
	});
	const overTls = target.outcome === 'outside' && scheme === 'https' && response.kind === 'reply';
	const trouble =
		overTls && !options.insecure && certificateExpired(world, host)
			? untrusted('certificate has expired')
			: answered(response, options, url, file => files.read(at.path(file)));
	// Shown only once the handshake is through.
	const ends = overTls && trouble === undefined ? certificateEnds(world, host) : undefined;
	return {
		...(response.kind === 'reply' ? {reply: response} : {}),
		...(ends === undefined ? {} : {ends}),
		...(trouble === undefined ? {} : {trouble}),
		address,
		took: took(),
	};
};

const follow = async (
	at: Shell,
	url: string,
	options: CurlOptions,
	hops = 0,
): Promise<Fetched & {readonly url: string}> => {
	const target = readUrl(url);
	if (target === undefined)
		return {trouble: {exit: 3, message: 'URL using bad/illegal format or missing URL'}, took: 0, url};
	const fetched = await fetchOnce(at, target, options);
	const location = fetched.trouble === undefined ? fetched.reply?.location : undefined;
	if (location === undefined || !options.follow || hops > 20) return {...fetched, url};
	return follow(at, new URL(location, url).href, options, hops + 1);
};

/** Failures that `--retry` counts as passing; `--retry-connrefused` and `--retry-all-errors` add to them. */
const passing = ({trouble, reply}: Fetched, options: CurlOptions): boolean => {
	if (trouble === undefined) return reply !== undefined && [408, 429, 500, 502, 503, 504].includes(reply.status);
	return (
		options.retryAll || trouble.exit === 28 || trouble.exit === 6 || (trouble.exit === 7 && options.retryRefused)
	);
};

const headers = ({status, text, type, body, location}: Reply, at: Shell): string =>
	[
		`HTTP/1.1 ${status} ${text}`,
		...(location === undefined ? [] : [`Location: ${location}`]),
		`Date: ${new Date(at.world.now).toUTCString()}`,
		`Content-Length: ${Buffer.byteLength(body)}`,
		`Content-Type: ${type}`,
		'',
		'',
	].join('\r\n');

const one = async (at: Shell, url: string, options: CurlOptions): Promise<Required<CommandResult>> => {
	let fetched = await follow(at, url, options);
	for (let tries = 0; tries < options.retries && passing(fetched, options); tries++) {
		await at.pass((options.retryDelay ?? Math.min(2 ** tries, 600)) * 1000);
		fetched = await follow(at, url, options);
	}
	const {reply, trouble} = fetched;
	let failure = trouble;
	if (failure === undefined && reply !== undefined && options.fail !== 'no' && reply.status >= 400)
		failure = {exit: 22, message: `The requested URL returned error: ${reply.status}`};
	const shown =
		trouble === undefined && reply !== undefined && (failure === undefined || options.fail === 'with-body');
	const content = shown
		? `${options.include || options.head ? headers(reply, at) : ''}${options.head ? '' : reply.body}`
		: '';
	let stdout = '';
	let stderr =
		options.verbose && fetched.ends !== undefined
			? `* Server certificate:\n*  expire date: ${certificateDate(fetched.ends)}\n*  SSL certificate verify ok.\n`
			: options.verbose && fetched.noRoute !== undefined
				? `* connect to ${fetched.address} port ${fetched.noRoute} failed: No route to host\n`
				: '';
	const file = options.remoteName ? (url.split('?')[0]!.split('/').at(-1) ?? '') : options.output;
	if (file === undefined || file === '-') stdout = content;
	else if (shown && file !== '/dev/null') {
		const path = at.path(file);
		if (!at.files.isDirectory(path.slice(0, path.lastIndexOf('/')) || '/') && !options.makeDirectories) {
			failure = {exit: 23, message: `Failure writing output to destination`};
			stderr += `Warning: Failed to open the file ${file}: No such file or directory\n`;
		} else at.files.write(path, content);
	}
	if (options.writeOut !== undefined) stdout += writeOut(options.writeOut, fetched, url);
	if (failure !== undefined && (!options.silent || options.showError))
		stderr += `curl: (${failure.exit}) ${failure.message}\n`;
	return {stdout, stderr, exit: failure?.exit ?? 0};
};

export const curl: LabCommand = {
	names: ['curl'],
	changes: args => args.some(arg => /^(-X|-d|-T|--request|--data)/.test(arg)),
	run: async (args, at) => {
		const options = readOptions(args, at);
		if (!('urls' in options)) return options;
		const results: Required<CommandResult>[] = [];
		for (const url of options.urls) results.push(await one(at, url, options));
		return {
			stdout: results.map(result => result.stdout).join(''),
			stderr: results.map(result => result.stderr).join(''),
			exit: results.at(-1)?.exit ?? 0,
		};
	},
};
