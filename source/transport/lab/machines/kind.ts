// What distinguishes one freshly installed system from another, as plain data: everything else of a machine follows from it.
import type {Machine} from '../world.ts';

export type MachineKind =
	| 'debian-12'
	| 'debian-13'
	| 'ubuntu-22.04'
	| 'ubuntu-24.04'
	| 'rocky-9'
	| 'openeuler-24.03'
	| 'centos-7';

export type Kind = {
	/** As in os-release. */
	readonly os: Machine['os'];
	/** The whole of /usr/lib/os-release. */
	readonly release: string;
	readonly packages: 'apt' | 'dnf' | 'yum';
	/** `uname -r`, `uname -v`, and who built it as /proc/version says. */
	readonly kernel: {readonly release: string; readonly version: string; readonly builder: string};
	/** What systemd mounts on /sys/fs/cgroup unless the kernel's command line says otherwise. */
	readonly cgroup: 1 | 2;
	/** What /etc/selinux/config says. Left out: the kernel has no SELinux. */
	readonly selinux?: 'enforcing' | 'permissive';
	/** What guards the machine after the installation; ufw is there and does nothing yet. */
	readonly firewall: 'nftables' | 'firewalld' | 'ufw';
	readonly bash: string;
	/** Its words differ by version. */
	readonly systemd: number;
	readonly root: {readonly device: string; readonly type: 'ext4' | 'xfs'; readonly options: string};
	/** `names`: other ways to say the device, such as in fstab. */
	readonly swap: {readonly device: string; readonly sizeKiB: number; readonly names: readonly string[]};
	/** Enabled and running. */
	readonly units: readonly string[];
	/** Installed, and neither enabled nor running. */
	readonly idleUnits?: readonly string[];
	readonly basePackages: Readonly<Record<string, string>>;
	/** Kernel parameters that differ from Debian's. */
	readonly sysctl?: Readonly<Record<string, string>>;
	readonly bootModules?: readonly string[];
	/** Programs that it has more than a minimal Debian, and those of Debian that it has not; full paths. */
	readonly programs?: {readonly more: readonly string[]; readonly fewer: readonly string[]};
	readonly directories?: readonly string[];
	readonly files: (machine: Machine, address: string) => Readonly<Record<string, string>>;
	readonly links?: Readonly<Record<string, string>>;
};
