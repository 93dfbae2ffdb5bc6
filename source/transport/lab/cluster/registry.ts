// What happens when a host asks a registry for an image: names, mirrors of certs.d, networks that do not let it through.
import {createHash} from 'node:crypto';
import type {Files} from '../files.ts';
import type {Docker, Image, Machine, Runtime, World} from '../world.ts';
import {certificateEnds, certificateExpired} from '../outside-certificates.ts';
import {mirrorRegistries} from '../packages/public-mirrors.ts';
import {knownMinors, minorOf} from './versions.ts';
import {readToml, type TomlTable} from './toml.ts';

export type Reference = {readonly host: string; readonly path: string; readonly tag: string; readonly full: string};

/** `nginx` is docker.io/library/nginx:latest; a first part with a dot, a colon or `localhost` is a registry. */
export const reference = (name: string): Reference => {
	const [, rest = name, tag = 'latest'] = /^(.*?)(?::([\w][\w.-]*))?(?:@sha256:\w+)?$/.exec(name) ?? [];
	const [first = '', ...more] = rest.split('/');
	const registry = more.length > 0 && /[.:]|^localhost$/.test(first);
	const host = registry ? first : 'docker.io';
	const inside = registry ? more.join('/') : rest;
	const path = host === 'docker.io' && !inside.includes('/') ? `library/${inside}` : inside;
	return {host, path, tag, full: `${host}/${path}:${tag}`};
};

const release = (tag: string): boolean => /^v1\.\d+\.\d+$/.test(tag) && knownMinors.includes(minorOf(tag));

type Stock = {readonly tag: RegExp | ((tag: string) => boolean); readonly mb: number};

/** What registries have, by the last part of the name. Sizes in MB as `crictl images` shows them. */
const stock: Readonly<Record<string, Stock>> = {
	'kube-apiserver': {tag: release, mb: 30.1},
	'kube-controller-manager': {tag: release, mb: 27.3},
	'kube-scheduler': {tag: release, mb: 20.8},
	'kube-proxy': {tag: release, mb: 31.2},
	etcd: {tag: /^3\.[4-7]\.\d+-\d$/, mb: 23.6},
	pause: {tag: /^3\.(?:[1-9]|4\.1|10(?:\.[12])?)$/, mb: 0.3},
	coredns: {tag: /^(?:1\.[67]\.0|v1\.(?:8\.\d|9\.\d|1[0-4]\.\d))$/, mb: 22.4},
	flannel: {tag: /^v0\.\d+\.\d+$/, mb: 34.8},
	'kube-vip': {tag: /^v[01]\.\d+\.\d+$/, mb: 19.4},
	'flannel-cni-plugin': {tag: /^v1\.\d+\.\d+-flannel\d+$/, mb: 5.3},
	cilium: {tag: /^v1\.\d+\.\d+$/, mb: 246.3},
	'cilium-envoy': {tag: /^v1\.\d+\.\d+(?:-\d+-\w+)?$/, mb: 66.4},
	'operator-generic': {tag: /^v1\.\d+\.\d+$/, mb: 41.6},
	operator: {tag: /^v1\.\d+\.\d+$/, mb: 54.1},
	node: {tag: /^v3\.\d+\.\d+$/, mb: 157.4},
	cni: {tag: /^v3\.\d+\.\d+$/, mb: 71.9},
	typha: {tag: /^v3\.\d+\.\d+$/, mb: 35.2},
	'kube-controllers': {tag: /^v3\.\d+\.\d+$/, mb: 47.8},
	'metrics-server': {tag: /^v0\.[3-9]\.\d$/, mb: 22.5},
	headlamp: {tag: /^v0\.\d+\.\d+$/, mb: 96.3},
	controller: {tag: /^v1\.\d+\.\d+$/, mb: 118.4},
	gateway: {tag: /^v1\.\d+\.\d+$/, mb: 76.2},
	envoy: {tag: /^distroless-v1\.\d+\.\d+$/, mb: 55.8},
	'local-path-provisioner': {tag: /^v0\.0\.\d+$/, mb: 18.6},
	'nfs-subdir-external-provisioner': {tag: /^v4\.0\.[0-2]$/, mb: 17.9},
	busybox: {tag: /^(?:latest|stable|musl|glibc|uclibc|1(?:\.\d\d(?:\.\d)?)?)(?:-\w+)?$/, mb: 2.2},
	alpine: {tag: /^(?:latest|edge|3(?:\.\d{1,2}(?:\.\d{1,2})?)?)$/, mb: 3.8},
	nginx: {tag: /^(?:latest|stable|mainline|alpine|1(?:\.(?:[0-2]?\d)(?:\.\d{1,2})?)?)(?:-\w+)*$/, mb: 62.9},
	httpd: {tag: /^(?:latest|alpine|2(?:\.4(?:\.\d\d)?)?)(?:-\w+)?$/, mb: 45.1},
	redis: {tag: /^(?:latest|alpine|[5-8](?:\.\d(?:\.\d{1,2})?)?)(?:-\w+)?$/, mb: 52.4},
	debian: {tag: /^(?:latest|bookworm|trixie|bullseye|1[123])(?:-slim)?$/, mb: 48.5},
	netshoot: {tag: /^(?:latest|v0\.\d+)$/, mb: 201.7},
	agnhost: {tag: /^2\.\d+(?:\.\d+)?$/, mb: 53.4},
	whoami: {tag: /^(?:latest|v1\.\d+(?:\.\d)?)$/, mb: 3.1},
	'echo-server': {tag: /^\w[\w.]*$/, mb: 9.2},
};

/** Where the public registries keep what they keep: a path of one's own mirror may be anything. */
const homes: Readonly<Record<string, RegExp>> = {
	'registry.k8s.io':
		/^(?:kube-[\w-]+|etcd|pause|coredns(?:\/coredns)?|e2e-test-images\/(?:agnhost|busybox)|metrics-server\/metrics-server|ingress-nginx\/controller|sig-storage\/nfs-subdir-external-provisioner)$/,
	'k8s.gcr.io': /^(?:kube-[\w-]+|etcd|pause|coredns(?:\/coredns)?)$/,
	'docker.io':
		/^(?:library\/(?:busybox|alpine|nginx|httpd|redis|debian)|nicolaka\/netshoot|traefik\/whoami|flannel\/flannel(?:-cni-plugin)?|ealen\/echo-server|rancher\/local-path-provisioner|envoyproxy\/(?:gateway|envoy))$/,
	'quay.io':
		/^(?:tigera\/operator|calico\/(?:node|cni|typha|kube-controllers)|cilium\/(?:cilium|cilium-envoy|operator-generic))$/,
	'ghcr.io': /^(?:flannel-io\/flannel(?:-cni-plugin)?|kube-vip\/kube-vip|headlamp-k8s\/headlamp)$/,
};

/** Mirrors by prefix answer for one registry each; a flat one has Kubernetes' own images only. */
const homeOf = (host: string): RegExp | undefined =>
	host === 'registry.aliyuncs.com'
		? /^google_containers\/(?:kube-[\w-]+|etcd|pause|coredns)$/
		: homes[mirrorRegistries[host] ?? host];

export const registryHas = (world: World, host: string, {path, tag}: Reference): boolean => {
	const last = path.split('/').at(-1)!;
	const lacks = world.outside.registries[host]?.lacks ?? [];
	if ([path, last].some(name => lacks.includes(name) || lacks.includes(`${name}:${tag}`))) return false;
	const goods = stock[last];
	if (goods === undefined || homeOf(host)?.test(path) === false) return false;
	// The flat name has nothing newer than 1.7 there (kubernetes/kubernetes#112131).
	if (homes[mirrorRegistries[host] ?? host] !== undefined && path === 'coredns' && tag.startsWith('v')) return false;
	return typeof goods.tag === 'function' ? goods.tag(tag) : goods.tag.test(tag);
};

/** Servers in the order in which containerd asks them, from hosts.toml. */
const servers = (files: Files, certsDir: string, host: string): string[] => {
	const text =
		certsDir === ''
			? undefined
			: (files.read(`${certsDir}/${host}/hosts.toml`) ?? files.read(`${certsDir}/_default/hosts.toml`));
	const own = host === 'docker.io' ? 'https://registry-1.docker.io' : `https://${host}`;
	if (text === undefined) return [own];
	let file: TomlTable;
	try {
		file = readToml(text);
	} catch {
		return [own];
	}
	const server = typeof file['server'] === 'string' ? file['server'] : own;
	return [...Object.keys((file['host'] as TomlTable | undefined) ?? {}), server];
};

const official = new Map([['registry-1.docker.io', 'docker.io']]);

const zulu = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

/** Undefined: the server can be asked. Otherwise the words of the Go dialer. */
const trouble = (world: World, server: string): string | undefined => {
	const {hostname, host, port} = new URL(server);
	const registry = world.outside.registries[official.get(host) ?? host] ?? world.outside.registries[hostname];
	const numeric = /^[\d.]+$/.test(hostname);
	const address = numeric ? hostname : world.outside.names[hostname];
	if (registry === undefined) {
		if (!numeric && address === undefined) return `dial tcp: lookup ${hostname} on 10.77.0.1:53: no such host`;
		return `dial tcp ${address}:${port || '443'}: connect: connection refused`;
	}
	if (!registry.reachable) return `dial tcp ${address ?? '203.0.113.7'}:${port || '443'}: i/o timeout`;
	if (server.startsWith('https:') && !numeric && certificateExpired(world, hostname))
		return `tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time ${zulu(world.now)} is after ${zulu(certificateEnds(world, hostname))}`;
	if (registry.insecure && server.startsWith('https:'))
		return port === ''
			? 'tls: failed to verify certificate: x509: certificate signed by unknown authority'
			: 'http: server gave HTTP response to HTTPS client';
	return undefined;
};

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

export type Pulled = {readonly image: Image; readonly milliseconds: number} | {readonly error: string};

/** dockerd knows mirrors of Docker Hub only, and the registries that it need not trust. */
const pullByDocker = (world: World, docker: Docker, name: string): Pulled => {
	const wanted = reference(name);
	const own = wanted.host === 'docker.io' ? 'registry-1.docker.io' : wanted.host;
	const mirrors = wanted.host === 'docker.io' ? docker.mirrors.map(mirror => mirror.replace(/\/$/, '')) : [];
	const insecure = docker.insecure.includes(own) ? [`http://${own}`] : [];
	let last = '';
	for (const server of [...mirrors, `https://${own}`, ...insecure]) {
		const why = trouble(world, server);
		const {host} = new URL(server);
		if (why !== undefined)
			last = why.endsWith('i/o timeout')
				? `Get "${server}/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)`
				: `Get "${server}/v2/": ${why}`;
		else if (registryHas(world, official.get(host) ?? host, wanted)) return got(wanted);
		else
			last =
				wanted.host === 'docker.io' && !homes['docker.io']!.test(wanted.path)
					? `pull access denied for ${wanted.path}, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`
					: `manifest for ${name} not found: manifest unknown: manifest unknown`;
	}
	return {error: `rpc error: code = Unknown desc = Error response from daemon: ${last}`};
};

export const pull = (
	world: World,
	machine: Machine,
	files: Files,
	name: string,
	runtime: Runtime | undefined = machine.runtime,
): Pulled => {
	if (runtime?.docker !== undefined) return pullByDocker(world, runtime.docker, name);
	const wanted = reference(name);
	const prefix = `failed to pull and unpack image "${wanted.full}": failed to resolve reference "${wanted.full}": `;
	let last = `rpc error: code = NotFound desc = ${prefix}${wanted.full}: not found`;
	for (const server of servers(files, runtime?.certsDir ?? '', wanted.host)) {
		const why = trouble(world, server);
		const host = new URL(server).host;
		if (why !== undefined) {
			last = `rpc error: code = Unknown desc = ${prefix}failed to do request: Head "${server.replace(/\/$/, '')}/v2/${wanted.path}/manifests/${wanted.tag}": ${why}`;
			continue;
		}
		if (registryHas(world, official.get(host) ?? host, wanted)) return got(wanted);
		last =
			wanted.host === 'docker.io' && !homes['docker.io']!.test(wanted.path)
				? `rpc error: code = Unknown desc = ${prefix}pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`
				: `rpc error: code = NotFound desc = ${prefix}${wanted.full}: not found`;
	}
	return {error: last};
};

const got = ({host, path, tag}: Reference): Pulled => {
	const last = path.split('/').at(-1)!;
	const {mb} = stock[last]!;
	// The image is the same wherever it comes from.
	const id = digest(`${last}:${tag}`);
	const wobble = 1 + (Number.parseInt(id.slice(0, 4), 16) / 65536 - 0.5) * 0.06;
	return {
		image: {name: `${host}/${path}`, tag, id, sizeBytes: Math.round(mb * wobble * 1_000_000), pinned: false},
		milliseconds: 500 + Math.round(mb * 45),
	};
};

export const present = (machine: Machine, name: string): Image | undefined => {
	const {host, path, tag} = reference(name);
	return machine.images.find(image => image.name === `${host}/${path}` && image.tag === tag);
};

export const keep = (machine: Machine, image: Image): Image => {
	const old = machine.images.find(other => other.name === image.name && other.tag === image.tag);
	if (old !== undefined) return old;
	machine.images.push(image);
	return image;
};
