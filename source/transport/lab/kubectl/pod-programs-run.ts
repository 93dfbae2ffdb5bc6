// Programs one runs inside a pod: nslookup, wget, curl, nc, ping, cat, hostname ... seen from the pod's own network.
import {ask} from '../answers.ts';
import type {Request} from '../http.ts';
import type {CommandResult, Shell} from '../command.ts';
import {readUrl} from '../commands/curl.ts';
import {reach} from '../reach.ts';
import {specOf} from '../cluster/pod.ts';
import {podEnvironment} from '../pod-programs.ts';
import {lookup} from './pod-dns.ts';
import {type PodPlace, readPodFile} from './pod-files.ts';
import {word} from '../word.ts';

export type PodProgram = (
	args: readonly string[],
	place: PodPlace,
	at: Shell,
	stdin: string,
) => CommandResult | Promise<CommandResult>;

const option = (args: readonly string[], flag: string): string | undefined => {
	const index = args.findIndex(
		arg => arg === flag || (flag.length === 2 && arg.startsWith(flag) && !arg.startsWith('--')),
	);
	if (index === -1) return undefined;
	const own = args[index]!;
	return own === flag ? args[index + 1] : own.slice(2).replace(/^=/, '');
};

const nslookup: PodProgram = async (args, place, at) => {
	const [name = ''] = args.filter(arg => !arg.startsWith('-'));
	const found = lookup(place, name);
	if (found.kind === 'silent') {
		await at.pass(15_000);
		return {stdout: ';; connection timed out; no servers could be reached\n\n', exit: 1};
	}
	const head = `Server:\t\t${found.server}\nAddress:\t${found.server}:53\n\n`;
	if (found.kind === 'nxdomain') return {stdout: `${head}** server can't find ${name}: NXDOMAIN\n\n`, exit: 1};
	return {stdout: `${head}Name:\t${found.name}\nAddress: ${found.address}\n\n`};
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

const wget: PodProgram = async (args, place, at) => {
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

const curl: PodProgram = async (args, place, at) => {
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

const nc: PodProgram = async (args, place, at, stdin) => {
	const values = args.filter((arg, index) => !arg.startsWith('-') && !/^-\w*w$/.test(args[index - 1] ?? ''));
	const [host = '', port = ''] = values;
	const found = lookup(place, host);
	if (found.kind !== 'found') return {stderr: `nc: bad address '${host}'\n`, exit: 1};
	const udp = args.some(arg => /^-\w*u/.test(arg));
	const target = reach(place.world, place.filesOf, place.machine, found.address, Number(port), {
		pod: place.pod,
		protocol: udp ? 'udp' : 'tcp',
	});
	const loud = args.some(arg => /^-\w*v/.test(arg));
	if (target.outcome === 'timeout') await at.pass(Number(option(args, '-w') ?? 60) * 1000);
	const words = {refused: 'Connection refused', timeout: 'Connection timed out', unreachable: 'No route to host'}[
		target.outcome as 'refused'
	];
	if (words !== undefined) return {stderr: `nc: ${host} (${found.address}:${port}): ${words}\n`, exit: 1};
	const stderr = loud ? `${host} (${found.address}:${port}) open\n` : '';
	// Who writes a request into the connection reads the whole answer, head and all.
	const [, method, path] = /^([A-Z]+) (\S+) HTTP\/1\.[01]\r?\n/.exec(stdin) ?? [];
	if (
		udp ||
		method === undefined ||
		path === undefined ||
		target.outcome === 'timeout' ||
		target.outcome === 'refused' ||
		target.outcome === 'unreachable'
	)
		return {stderr};
	await at.pass(3);
	const response = ask(place.world, place.filesOf, place.machine, target, {
		scheme: 'http',
		host,
		port: Number(port),
		method,
		path,
	});
	if (response.kind !== 'reply') return {stderr};
	const {status, text, type, body} = response;
	return {
		stdout: `HTTP/1.1 ${status} ${text}\r\nConnection: close\r\nContent-type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
		stderr,
	};
};

const ping: PodProgram = async (args, place, at) => {
	const count = Number(option(args, '-c') ?? 4);
	const host =
		args.find((arg, index) => !arg.startsWith('-') && !['-c', '-W', '-w', '-i'].includes(args[index - 1] ?? '')) ??
		'';
	const found = lookup(place, host);
	if (found.kind !== 'found') return {stderr: `ping: bad address '${host}'\n`, exit: 1};
	// An address answers an echo when a packet gets there, whether or not somebody listens on a port.
	const target = reach(place.world, place.filesOf, place.machine, found.address, 7, {pod: place.pod});
	const alive = target.outcome !== 'timeout' && target.outcome !== 'unreachable';
	await at.pass((count - 1) * 1000 + (alive ? 1 : Number(option(args, '-W') ?? 10) * 1000));
	const lines = alive
		? Array.from(
				{length: count},
				(_, index) => `64 bytes from ${found.address}: seq=${index} ttl=62 time=0.${410 + index * 13} ms\n`,
			).join('')
		: '';
	const received = alive ? count : 0;
	return {
		stdout: `PING ${host} (${found.address}): 56 data bytes\n${lines}\n--- ${host} ping statistics ---\n${count} packets transmitted, ${received} packets received, ${alive ? 0 : 100}% packet loss\n`,
		exit: alive ? 0 : 1,
	};
};

const cat: PodProgram = (args, place, _, stdin) => {
	if (args.length === 0) return {stdout: stdin};
	let stdout = '';
	let stderr = '';
	for (const path of args.filter(arg => !arg.startsWith('-'))) {
		const text = readPodFile(place, path);
		if (text === undefined) stderr += `cat: can't open '${path}': No such file or directory\n`;
		else stdout += text;
	}
	return {stdout, stderr, exit: stderr === '' ? 0 : 1};
};

const hostName = ({pod, machine}: PodPlace): string => (specOf(pod).hostNetwork ? machine.hostname : pod.metadata.name);

export const podPrograms: Readonly<Record<string, PodProgram>> = {
	nslookup,
	wget,
	curl,
	nc,
	ping,
	cat,
	hostname: (args, place) => ({
		stdout: `${args.includes('-i') ? word(place.pod.status?.['podIP']) : hostName(place)}\n`,
	}),
	env: (_, place) => ({
		stdout: [
			`PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
			`HOSTNAME=${hostName(place)}`,
			'KUBERNETES_SERVICE_HOST=10.96.0.1',
			'KUBERNETES_SERVICE_PORT=443',
			...Object.entries(podEnvironment(place.pod, place.spec)).map(([name, value]) => `${name}=${value}`),
			'HOME=/root',
		]
			.map(line => `${line}\n`)
			.join(''),
	}),
	ip: (_, {pod}) => ({
		stdout: `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue qlen 1000\n    inet 127.0.0.1/8 scope host lo\n2: eth0@if7: <BROADCAST,MULTICAST,UP,LOWER_UP,M-DOWN> mtu 1450 qdisc noqueue\n    inet ${word(pod.status?.['podIP'])}/24 scope global eth0\n`,
	}),
};
