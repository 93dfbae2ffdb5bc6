// What dockerd makes of /etc/docker/daemon.json: its settings, or the words it ends with.
import type {Docker, Machine} from '../world.ts';

export const daemonFile = '/etc/docker/daemon.json';

/** Keys that dockerd knows; an unknown one ends it. */
const keys = new Set(
	`allow-nondistributable-artifacts api-cors-header authorization-plugins bip bridge cgroup-parent containerd
	containerd-namespace data-root debug default-address-pools default-cgroupns-mode default-gateway default-runtime
	default-shm-size default-ulimits dns dns-opts dns-search exec-opts exec-root experimental features fixed-cidr group hosts
	icc init insecure-registries ip ip-forward ip-masq iptables ip6tables ipv6 labels live-restore log-driver log-level
	log-opts max-concurrent-downloads max-concurrent-uploads max-download-attempts metrics-addr mtu no-new-privileges
	node-generic-resources oom-score-adjust pidfile raw-logs registry-mirrors runtimes seccomp-profile selinux-enabled
	shutdown-timeout storage-driver storage-opts swarm-default-advertise-addr tls tlscacert tlscert tlskey tlsverify
	userland-proxy userns-remap`
		.trim()
		.split(/\s+/),
);

/** Options of log drivers that others refuse. */
const rotation = ['max-size', 'max-file', 'compress'];

const refused = (words: string): {readonly error: string} => ({
	error: `unable to configure the Docker daemon with file ${daemonFile}: ${words}`,
});

const slashed = (address: string): string => (address.endsWith('/') ? address : `${address}/`);

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** What its own JSON parser says of a text that is none. */
const syntax = (text: string): string => {
	const rest = text.trim();
	if (rest === '' || /[{[,:]$/.test(rest)) return 'unexpected EOF';
	const at = /([^\s"'{}[\],:\w.-]|'|(?<=[\w"}\]]\s*\n\s*)"|,(?=\s*[}\]]))/.exec(rest)?.[0] ?? rest.slice(-1);
	return `invalid character '${at}' looking for beginning of object key string`;
};

const driverOf = (options: readonly string[], machine: Machine): Docker['cgroupDriver'] | undefined => {
	const given = options.findLast(option => option.startsWith('native.cgroupdriver='))?.split('=')[1];
	if (given === undefined) return machine.cgroup === 2 ? 'systemd' : 'cgroupfs';
	return given === 'systemd' || given === 'cgroupfs' ? given : undefined;
};

/** Undefined text is a missing file. */
export const readDaemon = (
	text: string | undefined,
	version: string,
	machine: Machine,
): Docker | {readonly error: string} => {
	let file: Record<string, unknown>;
	try {
		file = JSON.parse(text ?? '{}') as Record<string, unknown>;
	} catch {
		return refused(syntax(text ?? ''));
	}
	const strange = Object.keys(file).filter(key => !keys.has(key));
	if (strange.length > 0)
		return refused(
			`the following directives don't match any configuration option: ${strange.toSorted().join(', ')}`,
		);
	if (file['hosts'] !== undefined)
		return refused(
			`the following directives are specified both as a flag and in the configuration file: hosts: (from flag: [fd://], from file: [${strings(file['hosts']).join(' ')}])`,
		);
	const options = strings(file['exec-opts']);
	const cgroupDriver = driverOf(options, machine);
	if (cgroupDriver === undefined)
		return {
			error: `failed to start daemon: native.cgroupdriver option ${options.at(-1)?.split('=')[1] ?? ''} is internally inconsistent`,
		};
	const logDriver = typeof file['log-driver'] === 'string' ? file['log-driver'] : 'json-file';
	const misplaced = Object.keys(file['log-opts'] ?? {}).find(option => rotation.includes(option));
	if (misplaced !== undefined && !['json-file', 'local'].includes(logDriver))
		return {
			error: `failed to start daemon: failed to set log opts: unknown log opt '${misplaced}' for ${logDriver} log driver`,
		};
	return {
		version,
		cgroupDriver,
		logDriver,
		storageDriver: typeof file['storage-driver'] === 'string' ? file['storage-driver'] : 'overlay2',
		mirrors: strings(file['registry-mirrors']).map(slashed),
		insecure: strings(file['insecure-registries']),
	};
};
