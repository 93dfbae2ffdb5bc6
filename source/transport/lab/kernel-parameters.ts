// Kernel parameters of a fresh machine, by dotted name: Debian's, and what its own kind has otherwise.
import type {Kind} from './machines/kind.ts';

export const bootParameters = (kind: Kind, address: string, seed: number): Record<string, string> => ({
	'fs.file-max': '9223372036854775807',
	'fs.inotify.max_user_instances': '128',
	'fs.inotify.max_user_watches': '29843',
	'fs.protected_fifos': '1',
	'fs.protected_hardlinks': '1',
	'fs.protected_regular': '2',
	'fs.protected_symlinks': '1',
	'kernel.core_pattern': 'core',
	'kernel.hostname': '',
	'kernel.keys.root_maxbytes': '25000000',
	'kernel.keys.root_maxkeys': '1000000',
	'kernel.osrelease': '',
	'kernel.ostype': 'Linux',
	'kernel.panic': '0',
	'kernel.panic_on_oops': '0',
	'kernel.pid_max': '4194304',
	'kernel.printk': '4\t4\t1\t7',
	'kernel.random.boot_id': '',
	'kernel.version': kind.kernel.version,
	'net.core.somaxconn': '4096',
	'net.ipv4.conf.all.arp_ignore': '0',
	'net.ipv4.conf.all.forwarding': '0',
	'net.ipv4.conf.all.rp_filter': '0',
	'net.ipv4.conf.default.forwarding': '0',
	'net.ipv4.conf.default.rp_filter': '0',
	'net.ipv4.conf.eth0.forwarding': '0',
	'net.ipv4.conf.eth0.rp_filter': '0',
	'net.ipv4.ip_forward': '0',
	'net.ipv4.ip_local_port_range': '32768\t60999',
	'net.ipv4.ip_nonlocal_bind': '0',
	'net.ipv4.tcp_keepalive_time': '7200',
	'net.ipv6.conf.all.disable_ipv6': '0',
	'net.ipv6.conf.all.forwarding': '0',
	'net.ipv6.conf.default.disable_ipv6': '0',
	'net.ipv6.conf.default.forwarding': '0',
	'user.max_user_namespaces': String(15_000 + (seed % 100) + address.length),
	'vm.max_map_count': '65530',
	'vm.overcommit_memory': '0',
	'vm.panic_on_oom': '0',
	'vm.swappiness': '60',
	...kind.sysctl,
});

/** The kernel keeps these for itself. */
export const readOnlyParameters: ReadonlySet<string> = new Set([
	'kernel.osrelease',
	'kernel.ostype',
	'kernel.version',
	'kernel.random.boot_id',
]);

/** net.ipv4.ip_forward and net.ipv4.conf.all.forwarding are one switch; it sets every interface. */
export const setParameter = (sysctl: Record<string, string>, name: string, value: string): void => {
	sysctl[name] = value;
	if (name === 'net.ipv4.ip_forward' || name === 'net.ipv4.conf.all.forwarding')
		for (const key of Object.keys(sysctl))
			if (key === 'net.ipv4.ip_forward' || /^net\.ipv4\.conf\..*\.forwarding$/.test(key)) sysctl[key] = value;
};
