// kubeadm's preflight checks, in its order and its words, for the releases they belong to.
import {
	type Check,
	type Looking,
	absent,
	content,
	cpus,
	emptyDirectory,
	freePort,
	hostname,
	kubeletService,
	kubeletVersion,
	memory,
	programs,
	swap,
	system,
} from './checks.ts';
import {type Output, Stop} from './output.ts';
import {dockerService, dockerSystemd, runtime, runtimeVersion} from './runtime-checks.ts';

const manifests = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'etcd'].map(name =>
	absent(`/etc/kubernetes/manifests/${name}.yaml`),
);

const common = (minor: number, criSocket: string): readonly Check[] => [
	runtime,
	runtimeVersion,
	...(minor < 24 ? [dockerService, dockerSystemd] : []),
	...(minor < 30 ? [content('/proc/sys/net/bridge/bridge-nf-call-iptables')] : []),
	content('/proc/sys/net/ipv4/ip_forward'),
	swap,
	...programs(minor, criSocket),
	system,
	hostname,
	kubeletVersion,
	kubeletService,
	freePort(10250),
];

export const initChecks = (minor: number, criSocket: string, port: number): readonly Check[] => [
	cpus,
	memory,
	...[port, 10259, 10257].map(freePort),
	...manifests,
	...common(minor, criSocket),
	...[2379, 2380].map(freePort),
	emptyDirectory('/var/lib/etcd'),
];

export const joinChecks = (minor: number, criSocket: string, controlPlane: boolean): readonly Check[] => [
	emptyDirectory('/etc/kubernetes/manifests'),
	absent('/etc/kubernetes/kubelet.conf'),
	absent('/etc/kubernetes/bootstrap-kubelet.conf'),
	...common(minor, criSocket),
	...(controlPlane ? [] : [absent('/etc/kubernetes/pki/ca.crt')]),
];

/** Before a further control plane is made; the kubelet's own checks were asked already. */
export const controlPlaneChecks = (port: number): readonly Check[] => [
	cpus,
	memory,
	...[port, 10259, 10257].map(freePort),
	...manifests,
	...[2379, 2380].map(freePort),
	emptyDirectory('/var/lib/etcd'),
];

/** Prints warnings; throws when an error is left that nobody asked to ignore. */
export const runChecks = (checks: readonly Check[], looking: Looking, out: Output, ignore: readonly string[]): void => {
	const errors: string[] = [];
	for (const check of checks) {
		const found = check.look(looking);
		for (const text of found?.warnings ?? []) out.warn(`\t[WARNING ${check.name}]: ${text}`);
		const forgiven = ignore.includes('all') || ignore.includes(check.name.toLowerCase());
		for (const text of found?.errors ?? []) {
			if (forgiven) out.warn(`\t[WARNING ${check.name}]: ${text}`);
			else errors.push(`\t[ERROR ${check.name}]: ${text}`);
		}
	}
	if (errors.length > 0) throw fatal(out, errors);
};

const advice =
	'[preflight] If you know what you are doing, you can make a check non-fatal with `--ignore-preflight-errors=...`';

export const fatal = (out: Output, errors: readonly string[]): Stop =>
	out.minor >= 34
		? new Stop('preflight checks failed', 'preflight', 1, [
				'[preflight] Some fatal errors occurred:',
				...errors,
				advice,
			])
		: new Stop(`[preflight] Some fatal errors occurred:\n${errors.join('\n')}\n${advice}`, 'preflight');
