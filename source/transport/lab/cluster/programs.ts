// What the programs inside of containers do: whether they stay, what they say, what they leave behind on their host.
import type {Files, FilesOf} from '../files.ts';
import type {Container, KubeObject, Machine, World} from '../world.ts';
import {copyInside} from './container-files.ts';
import {running} from './health.ts';
import {get} from './objects.ts';
import {specOf, type ContainerSpec} from './pod.ts';

export type Inside = {
	readonly world: World;
	readonly machine: Machine;
	readonly files: Files;
	readonly filesOf: FilesOf;
	readonly pod: KubeObject;
	readonly spec: ContainerSpec;
	readonly container: Container;
	readonly say: (text: string) => void;
};

/** `stays`: it runs on. Otherwise with which code it ends, and after how long. */
export type Life = 'stays' | {readonly exit: number; readonly after: number};

export type Program = {
	/** Once, when it starts (and has what it needs). */
	readonly life: (inside: Inside) => Life;
	/** Milliseconds until its readiness, and a further condition. */
	readonly readyAfter?: number;
	readonly ready?: (inside: Inside) => boolean;
};

const stamp = (world: World, level: 'I' | 'E' | 'F' | 'W', where: string, text: string): string => {
	const at = new Date(world.now).toISOString();
	return `${level}${at.slice(5, 7)}${at.slice(8, 10)} ${at.slice(11, 23)}000       1 ${where}] ${text}`;
};

const words = ({spec}: Inside): string[] => [...(spec.command ?? []), ...(spec.args ?? [])];

const needsFiles =
	(paths: readonly string[]): ((inside: Inside) => string | undefined) =>
	({files}) =>
		paths.find(path => !files.exists(path));

const component =
	(paths: readonly string[], says: readonly string[]): Program['life'] =>
	inside => {
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
		for (const line of says) inside.say(stamp(inside.world, 'I', 'server.go:149', line));
		return 'stays';
	};

const pki = '/etc/kubernetes/pki';

const flannelNetwork = (inside: Inside): string | undefined => {
	const volume = specOf(inside.pod).volumes?.find(entry => entry.configMap !== undefined)?.configMap?.name;
	const text =
		volume && get(inside.world, 'ConfigMap', volume, inside.pod.metadata.namespace)?.data?.['net-conf.json'];
	try {
		return text ? (JSON.parse(text) as {Network?: string}).Network : undefined;
	} catch {
		return undefined;
	}
};

const number = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

const contains = (network: string, inner: string): boolean => {
	const [base = '', length = '32'] = network.split('/');
	const size = 2 ** (32 - Number(length));
	const [address = '', innerLength = '32'] = inner.split('/');
	return (
		Number(innerLength) >= Number(length) && Math.floor(number(base) / size) === Math.floor(number(address) / size)
	);
};

const flanneld: Program['life'] = inside => {
	const {world, machine, files, say} = inside;
	const name = machine.kubelet?.node ?? machine.hostname;
	const cidr = get(world, 'Node', name)?.spec?.['podCIDR'] as string | undefined;
	const network = flannelNetwork(inside);
	say(
		stamp(
			world,
			'I',
			'main.go:215',
			`CLI flags config: {etcdEndpoints:http://127.0.0.1:4001,http://127.0.0.1:2379 etcdPrefix:/coreos.com/network kubeSubnetMgr:true ipMasq:true subnetFile:/run/flannel/subnet.env}`,
		),
	);
	say(
		stamp(
			world,
			'I',
			'kube.go:163',
			'Creating the node lease for IPv4. This is the n.Spec.PodCIDRs: [' + (cidr ?? '') + ']',
		),
	);
	if (!machine.modules.includes('br_netfilter') && !files.exists('/proc/sys/net/bridge/bridge-nf-call-iptables')) {
		say(
			stamp(
				world,
				'E',
				'main.go:278',
				'Failed to check br_netfilter: stat /proc/sys/net/bridge/bridge-nf-call-iptables: no such file or directory',
			),
		);
		return {exit: 1, after: 900};
	}
	if (cidr === undefined) {
		say(
			stamp(
				world,
				'E',
				'main.go:359',
				`Error registering network: failed to acquire lease: node "${name}" pod cidr not assigned`,
			),
		);
		return {exit: 1, after: 900};
	}
	if (network === undefined || !contains(network, cidr)) {
		say(
			stamp(
				world,
				'E',
				'main.go:359',
				`Error registering network: failed to acquire lease: subnet "${network ?? ''}" specified in the flannel net config doesn't contain "${cidr}" PodCIDR of the "${name}" node`,
			),
		);
		return {exit: 1, after: 900};
	}
	const own = cidr.replace(/\d+\/(\d+)$/, '1/$1');
	files.write(
		'/run/flannel/subnet.env',
		`FLANNEL_NETWORK=${network}\nFLANNEL_SUBNET=${own}\nFLANNEL_MTU=1450\nFLANNEL_IPMASQ=true\n`,
	);
	say(stamp(world, 'I', 'main.go:435', `Wrote subnet file to /run/flannel/subnet.env`));
	say(stamp(world, 'I', 'main.go:439', 'Running backend.'));
	return 'stays';
};

const coredns: Program['life'] = inside => {
	const resolv = inside.files.read('/run/systemd/resolve/resolv.conf') ?? inside.files.read('/etc/resolv.conf') ?? '';
	inside.say('.:53');
	inside.say(
		'[INFO] plugin/reload: Running configuration SHA512 = 591cf328cccc12bc490481273e738df59329c62c0b729d94e8b61db9961c2fa5f046dd37f1cf888b953814040d180f52594972691cd6ff41be96639138a43908',
	);
	if (/^nameserver\s+(127\.|::1)/m.test(resolv)) {
		inside.say(
			'[FATAL] plugin/loop: Loop (127.0.0.1:51382 -> :53) detected for zone ".", see https://coredns.io/plugins/loop#troubleshooting. Query: "HINFO 1919292934120410410.3404112391012391230."',
		);
		return {exit: 1, after: 2000};
	}
	inside.say('CoreDNS-1.14.2');
	return 'stays';
};

const proxy: Program['life'] = ({world, machine, say}) => {
	const text = get(world, 'ConfigMap', 'kube-proxy', 'kube-system')?.data?.['config.conf'] ?? '';
	const mode = /^mode: "?(\w*)"?$/m.exec(text)?.[1] ?? '';
	const kernel = /^(\d+)\.(\d+)/.exec(machine.kernel);
	const old = kernel !== null && Number(kernel[1]) * 1000 + Number(kernel[2]) < 5013;
	if (mode === 'nftables' && old) {
		say(
			stamp(
				world,
				'E',
				'run.go:72',
				'"command failed" err="kernel version is too old for nftables: kube-proxy in nftables mode requires kernel 5.13 or later"',
			),
		);
		return {exit: 1, after: 500};
	}
	if (mode === 'ipvs' && !machine.modules.includes('ip_vs')) {
		say(
			stamp(
				world,
				'E',
				'server.go:1040',
				'"Failed to run" err="can\'t use the IPVS proxier: ipvs is not available on this host"',
			),
		);
		return {exit: 1, after: 500};
	}
	say(stamp(world, 'I', 'server_linux.go:132', `"Using ${mode === '' ? 'iptables' : mode} Proxier"`));
	return 'stays';
};

const seconds = (text: string): number => {
	const [, amount = '0', unit = 's'] = /^([\d.]+)([smhd]?)$/.exec(text) ?? [];
	return Number(amount) * ({s: 1, m: 60, h: 3600, d: 86_400}[unit] ?? 1) * 1000;
};

/** What a plain image does with a command of one's own. */
const plainly: Program['life'] = inside => {
	const [first = '', ...rest] = words(inside);
	const program = first.split('/').at(-1)!;
	if (program === 'sleep') return rest[0] === 'infinity' ? 'stays' : {exit: 0, after: seconds(rest[0] ?? '0')};
	if (['sh', 'bash', 'ash'].includes(program)) {
		const script = rest.at(-1) ?? '';
		if (/\bsleep (infinity|\d{4,})|while (true|:)|tail -f|httpd -f|nc -l/.test(script)) return 'stays';
		const slept = /\bsleep ([\d.]+[smhd]?)/.exec(script)?.[1];
		const end = /\bexit (\d+)/.exec(script)?.[1];
		const echo = /\becho ([^;|&>]+)/.exec(script)?.[1];
		if (echo !== undefined) inside.say(echo.trim().replaceAll(/^["']|["']$/g, ''));
		return {exit: Number(end ?? 0), after: 300 + (slept === undefined ? 0 : seconds(slept))};
	}
	if (program === 'cp') return copyInside(inside, rest) ? {exit: 0, after: 200} : {exit: 1, after: 100};
	if (program === 'echo') inside.say(rest.join(' '));
	if (['echo', 'true', 'date', 'ls', 'cat', 'env'].includes(program)) return {exit: 0, after: 200};
	if (program === 'false') return {exit: 1, after: 200};
	return 'stays';
};

const apiReached = ({world, machine}: Inside): boolean =>
	running(machine, 'kube-proxy') !== undefined && world.cluster !== undefined;

const named: Readonly<Record<string, Program>> = {
	'kube-apiserver': {
		life: component(
			[`${pki}/apiserver.crt`, `${pki}/ca.crt`, `${pki}/sa.pub`, `${pki}/apiserver-etcd-client.crt`],
			['external host was not specified, using the advertised address'],
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
		life: component([`${pki}/etcd/server.crt`, `${pki}/etcd/peer.crt`, `${pki}/etcd/ca.crt`], []),
		readyAfter: 1500,
	},
	'kube-proxy': {life: proxy, readyAfter: 500},
	flanneld: {life: flanneld, readyAfter: 800},
	coredns: {life: coredns, readyAfter: 2500, ready: apiReached},
};

/** Images that stay running by themselves; the others are a shell or nothing, which ends at once without a terminal. */
const servers = /(?:^|\/)(?:nginx|httpd|redis|agnhost|whoami|echo-server|pause|netshoot)(?::|$)/;

export const programOf = (spec: ContainerSpec): Program => {
	const [first] = [...(spec.command ?? []), ...(spec.args ?? [])];
	const own =
		named[first?.split('/').at(-1) ?? ''] ??
		(first === undefined || first.startsWith('-') ? named[imageName(spec.image)] : undefined);
	if (own !== undefined) return own;
	if (spec.command === undefined && servers.test(spec.image)) return {life: () => 'stays', readyAfter: 700};
	if (first === undefined) return {life: () => ({exit: 0, after: 150})};
	return {life: plainly, readyAfter: 400};
};

const imageName = (image: string): string =>
	image
		.split('/')
		.at(-1)!
		.replace(/[:@].*/, '');
