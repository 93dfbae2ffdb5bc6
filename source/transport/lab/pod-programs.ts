// What the programs in pods listen on and answer: test servers and CoreDNS, by image and command line.
import {specOf, type ContainerSpec} from './cluster/pod.ts';
import type {Listener} from './unit.ts';
import type {KubeObject, Machine} from './world.ts';
import {word} from './word.ts';

export const imageName = (image: string): string =>
	image
		.split('/')
		.at(-1)!
		.replace(/[:@].*/, '');

const commandLine = (container: ContainerSpec): string =>
	[...(container.command ?? []), ...(container.args ?? [])].join(' ');

const flagged = (line: string, flag: string): number | undefined => {
	const found = new RegExp(`--?${flag}[= ](\\d+)`).exec(line)?.[1];
	return found === undefined ? undefined : Number(found);
};

type Socket = readonly [protocol: Listener['protocol'], port: number];

const tcp = (port: number): Socket => ['tcp', port];

/** Servers by what they are called with, then by their image. */
const sockets = (container: ContainerSpec): readonly Socket[] => {
	const line = commandLine(container);
	const name = imageName(container.image);
	if (/\bhttpd\b.*-p/.test(line)) return [tcp(Number(/-p\s*(?:[\d.]*:)?(\d+)/.exec(line)?.[1] ?? 80))];
	if (/\bhttpd\b/.test(line)) return [tcp(80)];
	if (/\bnc\b.*-l/.test(line))
		return [tcp(Number(/-p\s*(\d+)/.exec(line)?.[1] ?? /-l\w*\s+(\d+)/.exec(line)?.[1] ?? 0))];
	if (/\b(?:sleep|tail|pause)\b/.test(line)) return [];
	if (name === 'coredns') return [tcp(53), ['udp', 53], tcp(8080), tcp(8181), tcp(9153)];
	if (name === 'agnhost') {
		if (/netexec/.test(line))
			return [tcp(flagged(line, 'http-port') ?? 8080), ['udp', flagged(line, 'udp-port') ?? 8081]];
		if (/serve-hostname/.test(line)) return [tcp(flagged(line, 'port') ?? 9376)];
		return [];
	}
	if (name === 'nginx' || name === 'httpd' || name === 'whoami') return [tcp(80)];
	if (name === 'redis') return [tcp(6379)];
	if (name === 'headlamp') return [tcp(4466)];
	// It listens where its Gateway does, by the ports that the controller has written down.
	if (name === 'envoy') return (container.ports ?? []).map(({containerPort}) => tcp(containerPort));
	if (/nginx-ingress-controller/.test(line)) return [tcp(80), tcp(443), tcp(10_254)];
	if (name === 'echo-server') return [tcp(80)];
	// An image of one's own that stays: it serves what it declares.
	if (/\/rig\/|web|hello|echo/.test(container.image))
		return (container.ports ?? []).map(({containerPort}) => tcp(containerPort));
	return [];
};

/** Only containers that run have sockets. */
const alive = (pod: KubeObject, machine: Machine): readonly ContainerSpec[] =>
	specOf(pod).containers.filter(spec =>
		machine.containers.some(
			container =>
				container.podUid === pod.metadata.uid && container.name === spec.name && container.state === 'running',
		),
	);

export const podListens = (pod: KubeObject, machine: Machine, port: number, protocol: Listener['protocol']): boolean =>
	alive(pod, machine).some(container =>
		sockets(container).some(([own, other]) => own === protocol && other === port),
	);

export type PodReply = {readonly status: number; readonly body: string; readonly type?: string};

const nginxPage = `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
</head>
<body>
<h1>Welcome to nginx!</h1>
</body>
</html>
`;

const missing: PodReply = {status: 404, body: '404 page not found\n'};

type Field = {
	readonly valueFrom?: {readonly fieldRef?: {readonly fieldPath: string}};
	readonly name: string;
	readonly value?: string;
};

/** The variables of a container, with those that come from the pod itself. */
export const podEnvironment = (pod: KubeObject, container: ContainerSpec): Readonly<Record<string, string>> =>
	Object.fromEntries(
		((container.env ?? []) as readonly Field[]).map(({name, value, valueFrom}) => {
			const path = valueFrom?.fieldRef?.fieldPath;
			const found =
				path === undefined
					? value
					: path
							.split('.')
							.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], pod);
			return [name, word(found)];
		}),
	);

const notFoundPage =
	'<HTML><HEAD><TITLE>404 Not Found</TITLE></HEAD>\n<BODY><H1>404 Not Found</H1>\nThe requested URL was not found\n</BODY></HTML>\n';

/** busybox's httpd serves the files of its directory: those that its command line has written with echo. */
const servedFile = (pod: KubeObject, container: ContainerSpec, line: string, route: string): PodReply => {
	const home = /\bhttpd\b.*?-h\s*(\S+)/.exec(line)?.[1]?.replace(/\/$/, '') ?? '';
	const wanted = `${home}${route.endsWith('/') ? `${route}index.html` : route}`;
	const values: Readonly<Record<string, string>> = {HOSTNAME: pod.metadata.name, ...podEnvironment(pod, container)};
	for (const [, text = '', path = ''] of line.matchAll(
		/\becho\s+((?:"[^"]*"|'[^']*'|[^"'>;|&])+?)\s*>\s*([^\s;&|]+)/g,
	)) {
		if (path !== wanted && !(home === '' && wanted.endsWith(path.replace(/^.*\//, '/')))) continue;
		const plain = text.startsWith("'");
		const said = text.replaceAll(/^["']|["']$/g, '');
		const expanded = said
			.replaceAll('$(hostname)', pod.metadata.name)
			.replaceAll(/\$\{?(\w+)\}?/g, (_, name: string) => values[name] ?? '');
		return {status: 200, body: `${plain ? said : expanded}\n`, type: 'text/html'};
	}
	return {status: 404, body: notFoundPage, type: 'text/html'};
};

/** What a pod's server answers to GET. */
export const podReply = (pod: KubeObject, machine: Machine, port: number, path: string, client: string): PodReply => {
	const {name} = pod.metadata;
	const container = alive(pod, machine).find(spec => sockets(spec).some(([, other]) => other === port));
	const image = imageName(container?.image ?? '');
	const [route] = path.split('?');
	if (image === 'coredns') {
		if (port === 8080) return route === '/health' ? {status: 200, body: 'OK'} : missing;
		if (port === 8181) return route === '/ready' ? {status: 200, body: 'OK'} : missing;
		return route === '/metrics'
			? {
					status: 200,
					body: `# HELP coredns_build_info A metric with a constant '1' value labeled by version, revision, and goversion from which CoreDNS was built.\n# TYPE coredns_build_info gauge\ncoredns_build_info{version="${container!.image.split(':').at(-1)!}"} 1\n`,
				}
			: missing;
	}
	const line = container === undefined ? '' : commandLine(container);
	if (/serve-hostname/.test(line)) return {status: 200, body: name};
	if (image === 'agnhost') {
		if (route === '/hostname' || route === '/hostName') return {status: 200, body: name};
		if (route === '/clientip') return {status: 200, body: `${client}:40000`};
		if (route === '/healthz' || route === '/') return {status: 200, body: route === '/' ? `NOW: ok` : ''};
		return missing;
	}
	if (/\bhttpd\b/.test(line)) return servedFile(pod, container!, line, route!);
	if (image === 'nginx')
		return route === '/'
			? {status: 200, body: nginxPage, type: 'text/html'}
			: {status: 404, body: '<html>\r\n<head><title>404 Not Found</title></head>\r\n</html>\r\n'};
	if (image === 'httpd')
		return {status: 200, body: '<html><body><h1>It works!</h1></body></html>\n', type: 'text/html'};
	if (image === 'whoami')
		return {
			status: 200,
			body: `Hostname: ${name}\nIP: ${word(pod.status?.['podIP'])}\nRemoteAddr: ${client}:40000\nGET ${path} HTTP/1.1\n`,
		};
	return {status: 200, body: `${name} on ${specOf(pod).nodeName ?? ''}\n`};
};
