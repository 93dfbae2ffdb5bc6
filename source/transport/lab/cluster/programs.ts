// What the programs inside of containers do: whether they stay, what they say, what they leave behind on their host.
import {calicoNode, installCalico} from './calico.ts';
import {ciliumAgent, ciliumOperator, installCiliumPlugin, mountBpf, mountCgroup, readCiliumConfig} from './cilium.ts';
import {unknownFlag} from './component-flags.ts';
import {coreDns} from './coredns.ts';
import {envoyGatewayProgram} from './envoy-gateway-program.ts';
import {flanneld} from './flanneld.ts';
import {flag} from './health.ts';
import {type Inside, type Program, stamp} from './inside.ts';
import {pairTrouble} from './key-pair.ts';
import {kubeProxy} from './kube-proxy.ts';
import {metricsServer} from './metrics-server.ts';
import {plainly} from './plain-programs.ts';
import type {ContainerSpec} from './pod.ts';
import {minorOf} from './versions.ts';

const needsFiles =
	(paths: readonly string[]): ((inside: Inside) => string | undefined) =>
	({files}) =>
		paths.find(path => !files.exists(path));

/** Which files a program was told to use, by the names of its flags. */
type Pairs = readonly (readonly [certificate: string, key: string])[];

const wrongPair = ({files, container}: Inside, pairs: Pairs): string | undefined => {
	const read = (name: string): string | undefined => files.read(flag(container, name) ?? '/nowhere');
	return pairs
		.map(([certificate, key]) => pairTrouble(read(certificate), read(key)))
		.find(trouble => trouble !== undefined);
};

/** etcd says it in JSON; the others as their command line does. */
const sayWrongPair = (inside: Inside, trouble: string): void => {
	const {container, say, world} = inside;
	if (container.name === 'etcd')
		say(
			`{"level":"fatal","ts":"${new Date(world.now).toISOString()}","caller":"etcdmain/etcd.go:204","msg":"discovery failed","error":"${trouble}"}`,
		);
	else if (minorOf(inside.spec.image.split(':').at(-1) ?? '') < 23) say(`Error: ${trouble}`);
	else say(stamp(world, 'E', 'run.go:72', `"command failed" err="${trouble}"`));
};

const component =
	(paths: readonly string[], says: readonly string[], pairs: Pairs = []): Program['life'] =>
	inside => {
		const flag = unknownFlag(inside.container.command ?? [], inside.spec.image.split(':').at(-1) ?? '');
		if (flag !== undefined) {
			inside.say(`Error: unknown flag: --${flag}`);
			return {exit: 1, after: 150};
		}
		const missing = needsFiles(paths)(inside);
		if (missing !== undefined) {
			inside.say(
				stamp(
					inside.world,
					'E',
					'run.go:74',
					`"command failed" err="open ${missing}: no such file or directory"`,
				),
			);
			return {exit: 1, after: 200};
		}
		const trouble = wrongPair(inside, pairs);
		if (trouble !== undefined) {
			sayWrongPair(inside, trouble);
			return {exit: 1, after: 150};
		}
		for (const line of says) inside.say(stamp(inside.world, 'I', 'server.go:149', line));
		return 'stays';
	};

const pki = '/etc/kubernetes/pki';

const named: Readonly<Record<string, Program>> = {
	'kube-apiserver': {
		life: component(
			[`${pki}/apiserver.crt`, `${pki}/ca.crt`, `${pki}/sa.pub`, `${pki}/apiserver-etcd-client.crt`],
			['external host was not specified, using the advertised address'],
			[
				['tls-cert-file', 'tls-private-key-file'],
				['etcd-certfile', 'etcd-keyfile'],
			],
		),
		readyAfter: 4000,
	},
	'kube-controller-manager': {
		life: component(
			['/etc/kubernetes/controller-manager.conf', `${pki}/ca.crt`],
			['Serving securely on 127.0.0.1:10257'],
		),
		readyAfter: 1500,
	},
	'kube-scheduler': {
		life: component(['/etc/kubernetes/scheduler.conf'], ['Serving securely on 127.0.0.1:10259']),
		readyAfter: 1200,
	},
	etcd: {
		life: component(
			[`${pki}/etcd/server.crt`, `${pki}/etcd/peer.crt`, `${pki}/etcd/ca.crt`],
			[],
			[
				['cert-file', 'key-file'],
				['peer-cert-file', 'peer-key-file'],
			],
		),
		readyAfter: 1500,
	},
	'kube-vip': {
		life: ({say}) => {
			say('INFO kube-vip.io version=v1.2.3');
			say('INFO starting namespace=kube-system Mode=ARP "Control Plane"=true Services=false');
			say('INFO cluster membership namespace=kube-system lock=plndr-cp-lock');
			return 'stays';
		},
		readyAfter: 300,
	},
	'kube-proxy': {life: kubeProxy, readyAfter: 500},
	flanneld: {life: flanneld, readyAfter: 800},
	node: {life: calicoNode, readyAfter: 4000},
	cni: {life: installCalico},
	'cilium-agent': {life: ciliumAgent, readyAfter: 6000},
	'cilium-envoy-starter': {life: () => 'stays', readyAfter: 1500},
	'cilium-operator-generic': {life: ciliumOperator, readyAfter: 2000},
	'cilium-dbg': {life: readCiliumConfig},
	'init-container.sh': {life: () => ({exit: 0, after: 300})},
	'install-plugin.sh': {life: installCiliumPlugin},
	typha: {life: () => 'stays', readyAfter: 2000},
	'kube-controllers': {life: () => 'stays', readyAfter: 1500},
	'metrics-server': metricsServer,
	'nginx-ingress-controller': {life: () => 'stays', readyAfter: 11_000},
	'envoy-gateway': {life: envoyGatewayProgram, readyAfter: 300},
	gateway: {life: () => 'stays', readyAfter: 3000},
	envoy: {life: () => 'stays', readyAfter: 2500},
	headlamp: {life: () => 'stays', readyAfter: 2000},
	operator: {life: () => 'stays', readyAfter: 2000},
	'local-path-provisioner': {life: () => 'stays', readyAfter: 5000},
	'nfs-subdir-external-provisioner': {life: () => 'stays', readyAfter: 1000},
	coredns: coreDns,
};

/** Images that stay running by themselves; the others are a shell or nothing, which ends at once without a terminal. */
const servers = /(?:^|\/)(?:nginx|httpd|redis|agnhost|whoami|echo-server|pause|netshoot)(?::|$)/;

/** Shell scripts that only call a program: what they call. */
const called: readonly (readonly [RegExp, Program])[] = [
	[/\bcilium-mount\b/, {life: mountCgroup}],
	[/\bmount -t bpf\b/, {life: mountBpf}],
];

export const programOf = (spec: ContainerSpec): Program => {
	const [first, ...rest] = [...(spec.command ?? []), ...(spec.args ?? [])];
	const script = first === 'sh' ? (rest.at(-1) ?? '') : '';
	const own =
		called.find(([pattern]) => pattern.test(script))?.[1] ??
		named[first?.split('/').at(-1) ?? ''] ??
		(first === undefined || first.startsWith('-') || first === 'manager' || first === 'server'
			? named[imageName(spec.image)]
			: undefined);
	if (own !== undefined) return own;
	if (spec.command === undefined && servers.test(spec.image))
		return {life: () => 'stays', readyAfter: 700, memoryMiB: 10};
	if (first === undefined) return {life: () => ({exit: 0, after: 150})};
	return {life: plainly, readyAfter: 400};
};

const imageName = (image: string): string =>
	image
		.split('/')
		.at(-1)!
		.replace(/[:@].*/, '');
