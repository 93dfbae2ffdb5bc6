import {
	debianDirectories,
	debianFamilyFiles,
	debianFstab,
	debianLinks,
	debianPrograms,
	nftablesConf,
	swapUuid,
	sysctlConfFile,
	sysctlConfLink,
} from './debian-files.ts';
import type {Kind} from './kind.ts';
import {basePackages} from '../packages/base-packages.ts';

const releaseText = (
	version: string,
	codename: string,
	more = '',
): string => `PRETTY_NAME="Debian GNU/Linux ${version} (${codename})"
NAME="Debian GNU/Linux"
VERSION_ID="${version}"
VERSION="${version} (${codename})"
VERSION_CODENAME=${codename}
${more}ID=debian
HOME_URL="https://www.debian.org/"
SUPPORT_URL="https://www.debian.org/support"
BUG_REPORT_URL="https://bugs.debian.org/"
`;

const oneLineSources = `deb http://deb.debian.org/debian bookworm main
deb http://deb.debian.org/debian bookworm-updates main
deb http://deb.debian.org/debian-security bookworm-security main
`;

const stanzaSources = `Types: deb
URIs: http://deb.debian.org/debian
Suites: trixie trixie-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: http://deb.debian.org/debian-security
Suites: trixie-security
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
`;

const units = [
	'cron.service',
	'dbus.service',
	'getty@tty1.service',
	'networking.service',
	'nftables.service',
	'ssh.service',
	'systemd-journald.service',
	'systemd-logind.service',
	'systemd-modules-load.service',
	'systemd-sysctl.service',
	'systemd-udevd.service',
];

const alike = {
	packages: 'apt',
	cgroup: 2,
	firewall: 'nftables',
	root: {device: '/dev/vda1', type: 'ext4', options: 'rw,relatime,errors=remount-ro'},
	swap: {
		device: '/dev/vda5',
		sizeKiB: 998_396,
		names: [`UUID=${swapUuid}`, `/dev/disk/by-uuid/${swapUuid}`],
	},
	units,
	programs: {more: debianPrograms, fewer: []},
	directories: debianDirectories,
} as const satisfies Partial<Kind>;

const interfaces = (address: string): string =>
	`auto lo\niface lo inet loopback\n\nauto eth0\niface eth0 inet static\n\taddress ${address}/24\n\tgateway 10.77.0.1\n`;

const builder = (gcc: string): string =>
	`(debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14) 12.2.0, GNU ld (GNU Binutils for Debian) ${gcc})`;

export const debian12: Kind = {
	...alike,
	os: {id: 'debian', version: '12', codename: 'bookworm', pretty: 'Debian GNU/Linux 12 (bookworm)'},
	release: releaseText('12', 'bookworm'),
	kernel: {
		release: '6.1.0-28-amd64',
		version: '#1 SMP PREEMPT_DYNAMIC Debian 6.1.119-1 (2024-11-22)',
		builder: builder('2.40'),
	},
	bash: '5.2.15(1)-release',
	systemd: 252,
	basePackages,
	files: (machine, address) => ({
		...debianFamilyFiles(machine),
		...sysctlConfFile,
		'/etc/debian_version': '12.8\n',
		'/etc/issue': 'Debian GNU/Linux 12 \\n \\l\n\n',
		'/etc/fstab': debianFstab,
		'/etc/resolv.conf': 'nameserver 10.77.0.1\n',
		'/etc/apt/sources.list': oneLineSources,
		'/etc/network/interfaces': interfaces(address),
		'/etc/nftables.conf': nftablesConf,
	}),
	links: {...debianLinks, ...sysctlConfLink},
};

/** /etc/sysctl.conf is gone, sources are stanzas, and the kernel's version says which Debian it is. */
export const debian13: Kind = {
	...alike,
	os: {id: 'debian', version: '13', codename: 'trixie', pretty: 'Debian GNU/Linux 13 (trixie)'},
	release: releaseText('13', 'trixie', 'DEBIAN_VERSION_FULL=13.1\n'),
	kernel: {
		release: '6.12.57+deb13-amd64',
		version: '#1 SMP PREEMPT_DYNAMIC Debian 6.12.57-1 (2025-11-05)',
		builder:
			'(debian-kernel@lists.debian.org) (x86_64-linux-gnu-gcc-14 (Debian 14.2.0-19) 14.2.0, GNU ld (GNU Binutils for Debian) 2.44)',
	},
	bash: '5.2.37(1)-release',
	systemd: 257,
	basePackages: {
		...basePackages,
		apt: '3.0.3',
		'base-files': '13.8+deb13u1',
		bash: '5.2.37-2+b5',
		dpkg: '1.22.21',
		iproute2: '6.15.0-1',
		libc6: '2.41-12',
		nftables: '1.1.3-1',
		'openssh-server': '1:10.0p1-7',
		openssl: '3.5.1-1+deb13u1',
		systemd: '257.8-1~deb13u2',
		'util-linux': '2.41-5',
	},
	files: (machine, address) => ({
		...debianFamilyFiles(machine),
		'/etc/debian_version': '13.1\n',
		'/etc/issue': 'Debian GNU/Linux 13 \\n \\l\n\n',
		'/etc/fstab': debianFstab,
		'/etc/resolv.conf': 'nameserver 10.77.0.1\n',
		'/etc/apt/sources.list.d/debian.sources': stanzaSources,
		'/usr/share/keyrings/debian-archive-keyring.gpg': '',
		'/etc/network/interfaces': interfaces(address),
		'/etc/nftables.conf': nftablesConf,
	}),
	links: debianLinks,
};
