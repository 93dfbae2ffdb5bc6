// wget and curl inside a pod, with busybox's and curl's words.
import {ask} from '../answers.ts';
import type {CommandResult, Shell} from '../command.ts';
import {readUrl} from '../commands/curl.ts';
import type {Request} from '../http.ts';
import {reach} from '../reach.ts';
import {lookup} from './pod-dns.ts';
import type {PodPlace} from './pod-files.ts';

export type PodProgram = (
	args: readonly string[],
	place: PodPlace,
	at: Shell,
	stdin: string,
) => CommandResult | Promise<CommandResult>;

export const option = (args: readonly string[], flag: string): string | undefined => {
	const index = args.findIndex(
		arg => arg === flag || (flag.length === 2 && arg.startsWith(flag) && !arg.startsWith('--')),
	);
	if (index === -1) return undefined;
	const own = args[index]!;
	return own === flag ? args[index + 1] : own.slice(2).replace(/^=/, '');
};

type Got =
	| {readonly body: string; readonly status: number}
	| {readonly error: 'name' | 'refused' | 'timeout' | 'unreachable' | 'empty' | 'tls'; readonly address: string};

const getUrl = async (
	place: PodPlace,
	at: Shell,
	text: string,
	seconds: number,
): Promise<Got & {readonly host: string; readonly port: number}> => {
	const url = readUrl(text) ?? {scheme: 'http' as const, host: text, port: 80, path: '/'};
	const where = {host: url.host, port: url.port};
	const found = lookup(place, url.host);
	if (found.kind !== 'found') {
		if (found.kind === 'silent') await at.pass(Math.min(seconds, 15) * 1000);
		return {...where, error: 'name', address: ''};
	}
	const {address} = found;
	const target = reach(place.world, place.filesOf, place.machine, address, url.port, {pod: place.pod});
	if (target.outcome === 'timeout') await at.pass(seconds * 1000);
	if (target.outcome === 'timeout' || target.outcome === 'refused' || target.outcome === 'unreachable')
		return {...where, error: target.outcome, address};
	await at.pass(3);
	const request: Request = {...url, method: 'GET'};
	const response = ask(place.world, place.filesOf, place.machine, target, request);
	if (response.kind === 'tls-to-plain') return {...where, error: 'tls', address};
	return response.kind === 'reply'
		? {...where, body: response.body, status: response.status}
		: {...where, error: 'empty', address};
};

const busyboxErrors = {
	refused: 'Connection refused',
	timeout: 'download timed out',
	unreachable: 'No route to host',
	empty: 'error getting response',
	tls: 'error getting response: Connection reset by peer',
} as const;

export const podWget: PodProgram = async (args, place, at) => {
	const url = args.find(
		arg => !arg.startsWith('-') && arg !== option(args, '-O') && arg !== option(args, '-T') && arg !== '-',
	);
	const to = option(
		args.map(arg => arg.replace(/^-q(O.*)$/, '-$1')),
		'-O',
	);
	const quiet = args.some(arg => arg.startsWith('-q'));
	const timeout = Number(option(args, '-T') ?? args.find(arg => arg.startsWith('--timeout='))?.slice(10) ?? 900);
	const got = await getUrl(place, at, url ?? '', timeout);
	const said =
		quiet || ('error' in got && got.error === 'name')
			? ''
			: `Connecting to ${got.host}${got.port === 80 ? '' : `:${got.port}`}\n`;
	if ('error' in got) {
		if (got.error === 'name')
			return {stderr: `wget: bad address '${got.host}${got.port === 80 ? '' : `:${got.port}`}'\n`, exit: 1};
		const what =
			got.error === 'refused' || got.error === 'unreachable'
				? `can't connect to remote host (${got.address}): ${busyboxErrors[got.error]}`
				: busyboxErrors[got.error];
		return {stderr: `${said}wget: ${what}\n`, exit: 1};
	}
	if (got.status >= 400)
		return {
			stderr: `${said}wget: server returned error: HTTP/1.1 ${got.status} ${got.status === 404 ? 'Not Found' : got.status === 403 ? 'Forbidden' : 'Error'}\n`,
			exit: 1,
		};
	if (to === '-') return {stdout: got.body, stderr: said};
	if (to !== '/dev/null') place.written.set(to === undefined || to === '' ? '/index.html' : to, got.body);
	return {stderr: said};
};

const curlCodes = {name: 6, refused: 7, timeout: 28, unreachable: 7, empty: 52, tls: 35} as const;

export const podCurl: PodProgram = async (args, place, at) => {
	const valued = new Set(['-m', '--max-time', '--connect-timeout', '-o', '-w', '-H', '-X', '-d']);
	const url = args.find((arg, index) => !arg.startsWith('-') && !valued.has(args[index - 1] ?? ''));
	const got = await getUrl(
		place,
		at,
		url ?? '',
		Number(option(args, '-m') ?? option(args, '--max-time') ?? option(args, '--connect-timeout') ?? 130),
	);
	const format = option(args, '-w') ?? '';
	const code = 'error' in got ? 0 : got.status;
	const out = format.replaceAll('%{http_code}', String(code).padStart(3, '0')).replaceAll(String.raw`\n`, '\n');
	if ('error' in got) {
		const silent = args.some(arg => /^-\w*s/.test(arg)) && !args.some(arg => /^-\w*S/.test(arg));
		const words = {
			name: `Could not resolve host: ${got.host}`,
			refused: `Failed to connect to ${got.host} port ${got.port}: Connection refused`,
			timeout: `Connection timed out`,
			unreachable: `Failed to connect to ${got.host} port ${got.port}: No route to host`,
			empty: 'Empty reply from server',
			tls: 'wrong version number',
		}[got.error];
		return {
			stdout: out,
			stderr: silent ? '' : `curl: (${curlCodes[got.error]}) ${words}\n`,
			exit: curlCodes[got.error],
		};
	}
	if (got.status >= 400 && args.some(arg => /^-\w*f/.test(arg)))
		return {stdout: out, stderr: `curl: (22) The requested URL returned error: ${got.status}\n`, exit: 22};
	const hidden = option(args, '-o') !== undefined || args.some(arg => /^-\w*o$/.test(arg));
	return {stdout: `${hidden ? '' : got.body}${out}`};
};
