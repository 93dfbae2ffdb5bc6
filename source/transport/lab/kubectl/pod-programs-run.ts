// Programs one runs inside a pod: nslookup, wget, curl, nc, ping, cat, hostname ... seen from the pod's own network.
import {ask} from '../answers.ts';
import {reach} from '../reach.ts';
import {specOf} from '../cluster/pod.ts';
import {podEnvironment} from '../pod-programs.ts';
import {lookup} from './pod-dns.ts';
import {option, podCurl, type PodProgram, podWget} from './pod-web.ts';
import {type PodPlace, readPodFile} from './pod-files.ts';
import {word} from '../word.ts';

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
	wget: podWget,
	curl: podCurl,
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
