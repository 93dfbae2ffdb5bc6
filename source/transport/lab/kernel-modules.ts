// Modules of Debian 12's kernel that an installation meets: what they need, and the parameters they bring.
import type {Machine} from './world.ts';

export type KernelModule = {
	readonly size: number;
	readonly needs?: readonly string[];
	/** Parameters that exist only while the module is loaded, with the value they begin with. */
	readonly parameters?: Readonly<Record<string, string>>;
	/** Gone since this kernel, as major * 1000 + minor. */
	readonly until?: number;
};

export const kernelModules: Readonly<Record<string, KernelModule>> = {
	overlay: {size: 163_840},
	llc: {size: 16_384},
	stp: {size: 16_384, needs: ['llc']},
	bridge: {size: 311_296, needs: ['stp', 'llc']},
	br_netfilter: {
		size: 32_768,
		needs: ['bridge'],
		parameters: {
			'net.bridge.bridge-nf-call-arptables': '1',
			'net.bridge.bridge-nf-call-ip6tables': '1',
			'net.bridge.bridge-nf-call-iptables': '1',
			'net.bridge.bridge-nf-filter-pppoe-tagged': '0',
			'net.bridge.bridge-nf-filter-vlan-tagged': '0',
			'net.bridge.bridge-nf-pass-vlan-input-dev': '0',
		},
	},
	libcrc32c: {size: 16_384},
	nf_defrag_ipv4: {size: 16_384},
	nf_defrag_ipv6: {size: 24_576},
	nf_conntrack: {
		size: 188_416,
		needs: ['nf_defrag_ipv6', 'nf_defrag_ipv4', 'libcrc32c'],
		parameters: {
			'net.netfilter.nf_conntrack_buckets': '32768',
			'net.netfilter.nf_conntrack_max': '131072',
			'net.netfilter.nf_conntrack_tcp_timeout_close_wait': '60',
			'net.netfilter.nf_conntrack_tcp_timeout_established': '432000',
			'net.nf_conntrack_max': '131072',
		},
	},
	nf_conntrack_ipv4: {size: 16_384, needs: ['nf_conntrack', 'nf_defrag_ipv4'], until: 4019},
	nf_nat: {size: 57_344, needs: ['nf_conntrack', 'libcrc32c']},
	nfnetlink: {size: 20_480},
	nf_tables: {size: 303_104, needs: ['nfnetlink', 'libcrc32c']},
	nft_compat: {size: 20_480, needs: ['nf_tables', 'x_tables']},
	nft_chain_nat: {size: 16_384, needs: ['nf_tables', 'nf_nat']},
	nft_ct: {size: 20_480, needs: ['nf_tables', 'nf_conntrack']},
	x_tables: {size: 61_440},
	ip_tables: {size: 36_864, needs: ['x_tables']},
	iptable_nat: {size: 16_384, needs: ['ip_tables', 'nf_nat']},
	iptable_filter: {size: 16_384, needs: ['ip_tables']},
	xt_comment: {size: 16_384, needs: ['x_tables']},
	xt_conntrack: {size: 16_384, needs: ['x_tables', 'nf_conntrack']},
	xt_MASQUERADE: {size: 20_480, needs: ['x_tables', 'nf_nat']},
	xt_mark: {size: 16_384, needs: ['x_tables']},
	ip_set: {size: 65_536, needs: ['nfnetlink']},
	ip_vs: {
		size: 188_416,
		needs: ['nf_conntrack', 'nf_defrag_ipv6', 'libcrc32c'],
		parameters: {
			'net.ipv4.vs.conntrack': '0',
			'net.ipv4.vs.conn_reuse_mode': '1',
			'net.ipv4.vs.expire_nodest_conn': '0',
		},
	},
	ip_vs_rr: {size: 16_384, needs: ['ip_vs']},
	ip_vs_wrr: {size: 16_384, needs: ['ip_vs']},
	ip_vs_sh: {size: 16_384, needs: ['ip_vs']},
	ip_vs_lc: {size: 16_384, needs: ['ip_vs']},
	udp_tunnel: {size: 28_672},
	ip6_udp_tunnel: {size: 16_384},
	vxlan: {size: 102_400, needs: ['ip6_udp_tunnel', 'udp_tunnel']},
	veth: {size: 36_864},
	tunnel4: {size: 16_384},
	ip_tunnel: {size: 32_768},
	ipip: {size: 20_480, needs: ['tunnel4', 'ip_tunnel']},
	dummy: {size: 16_384},
	zram: {size: 45_056},
	configs: {size: 57_344},
	// What such a machine has loaded when it has booted.
	virtio_net: {size: 73_728},
	virtio_blk: {size: 28_672},
	crc32c_intel: {size: 24_576},
	ext4: {size: 983_040, needs: ['crc16', 'mbcache', 'jbd2']},
	crc16: {size: 16_384},
	mbcache: {size: 16_384},
	jbd2: {size: 167_936},
	dm_mod: {size: 184_320},
	autofs4: {size: 53_248},
	efi_pstore: {size: 16_384},
	fuse: {size: 176_128},
	button: {size: 24_576},
	evdev: {size: 28_672},
	serio_raw: {size: 20_480},
	qemu_fw_cfg: {size: 20_480},
	drm: {size: 614_400},
};

/** Compiled into Debian's kernel: asking for them is always fine and lsmod never shows them. */
export const builtinModules: readonly string[] = [
	'loop',
	'unix',
	'ipv6',
	'cgroup',
	'configfs',
	'tcp_cubic',
	'nvmem_core',
];

export const bootModules = [
	'fuse',
	'dm_mod',
	'efi_pstore',
	'autofs4',
	'ext4',
	'crc16',
	'mbcache',
	'jbd2',
	'crc32c_intel',
	'virtio_net',
	'virtio_blk',
	'button',
	'evdev',
	'serio_raw',
	'qemu_fw_cfg',
	'drm',
];

/** Module names may be said with `-`. */
export const moduleName = (name: string): string => name.replaceAll('-', '_');

export const isBuiltin = (name: string): boolean => builtinModules.includes(moduleName(name));

/** A module that this machine's kernel can load: it came after it was built in, or its package is not installed. */
export const moduleOn = (machine: Machine, given: string): KernelModule | undefined => {
	const name = moduleName(given);
	const module = kernelModules[name];
	const [major = '0', minor = '0'] = machine.kernel.split('.');
	if (module?.until !== undefined && Number(major) * 1000 + Number(minor) >= module.until) return undefined;
	return machine.lacksModules?.includes(name) ? undefined : module;
};

/** Loads a module and what it needs; false when this kernel has none of that name. */
export const loadModule = (machine: Machine, given: string): boolean => {
	const name = moduleName(given);
	const module = moduleOn(machine, name);
	if (!module) return isBuiltin(name);
	if (machine.modules.includes(name)) return true;
	for (const needed of module.needs ?? []) if (!loadModule(machine, needed)) return false;
	machine.modules.push(name);
	Object.assign(machine.sysctl, module.parameters);
	return true;
};

/** Loaded modules that need this one. */
export const usersOf = (machine: Machine, name: string): readonly string[] =>
	machine.modules.filter(other => kernelModules[other]?.needs?.includes(name));

export const unloadModule = (machine: Machine, name: string): void => {
	machine.modules = machine.modules.filter(other => other !== name);
	for (const parameter of Object.keys(kernelModules[name]?.parameters ?? {})) delete machine.sysctl[parameter];
};
