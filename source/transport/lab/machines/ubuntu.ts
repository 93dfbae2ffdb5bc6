import {
	debianDirectories,
	debianFamilyFiles,
	debianLinks,
	debianPrograms,
	sysctlConfFile,
	sysctlConfLink,
	ubuntuFstab,
} from './debian-files.ts';
import type {Kind} from './kind.ts';
import {basePackages} from '../packages/base-packages.ts';
import {resolvedFiles, resolvedLinks} from './resolved.ts';

const releaseText = (version: string, full: string, codename: string): string => `PRETTY_NAME="Ubuntu ${full}"
NAME="Ubuntu"
VERSION_ID="${version}"
VERSION="${full.replace(/ LTS$/, '')} LTS (${codename === 'jammy' ? 'Jammy Jellyfish' : 'Noble Numbat'})"
VERSION_CODENAME=${codename}
ID=ubuntu
ID_LIKE=debian
HOME_URL="https://www.ubuntu.com/"
SUPPORT_URL="https://help.ubuntu.com/"
BUG_REPORT_URL="https://bugs.launchpad.net/ubuntu/"
PRIVACY_POLICY_URL="https://www.ubuntu.com/legal/terms-and-policies/privacy-policy"
UBUNTU_CODENAME=${codename}
`;

const netplan = (address: string): string => `network:
  version: 2
  renderer: networkd
  ethernets:
    eth0:
      addresses: [${address}/24]
      routes: [{to: default, via: 10.77.0.1}]
      nameservers: {addresses: [10.77.0.1]}
`;

const units = [
	'cron.service',
	'dbus.service',
	'getty@tty1.service',
	'rsyslog.service',
	'ssh.service',
	'systemd-journald.service',
	'systemd-logind.service',
	'systemd-modules-load.service',
	'systemd-networkd.service',
	'systemd-resolved.service',
	'systemd-sysctl.service',
	'systemd-timesyncd.service',
	'systemd-udevd.service',
	'ufw.service',
	'unattended-upgrades.service',
];

const {ifupdown: _, nftables: __, ...shared} = basePackages;

const alike = {
	packages: 'apt',
	cgroup: 2,
	firewall: 'ufw',
	root: {device: '/dev/vda2', type: 'ext4', options: 'rw,relatime'},
	// A file, made by the installer.
	swap: {device: '/swap.img', sizeKiB: 2_097_148, names: []},
	units,
	programs: {
		more: [
			...debianPrograms,
			'/usr/bin/curl',
			'/usr/bin/gpg',
			'/usr/bin/resolvectl',
			'/usr/sbin/iptables',
			'/usr/sbin/iptables-save',
			'/usr/sbin/iptables-restore',
			'/usr/sbin/ip6tables',
			'/usr/sbin/netplan',
			'/usr/sbin/ufw',
			'/usr/lib/ufw/ufw-init',
			'/usr/lib/systemd/systemd-networkd',
			'/usr/lib/systemd/systemd-resolved',
			'/usr/lib/systemd/systemd-timesyncd',
			'/usr/sbin/rsyslogd',
			'/usr/share/unattended-upgrades/unattended-upgrade-shutdown',
		],
		fewer: ['/usr/sbin/nft', '/usr/sbin/ifup'],
	},
	directories: [...debianDirectories, '/etc/netplan'],
	sysctl: {
		'net.ipv4.conf.all.rp_filter': '2',
		'net.ipv4.conf.default.rp_filter': '2',
		'net.ipv4.conf.eth0.rp_filter': '2',
		'fs.inotify.max_user_watches': '30160',
		'vm.max_map_count': '65530',
	},
} as const satisfies Partial<Kind>;

const files: Kind['files'] = (machine, address) => ({
	...debianFamilyFiles(machine),
	...sysctlConfFile,
	...resolvedFiles(['10.77.0.1']),
	'/etc/debian_version': machine.os.version === '22.04' ? 'bookworm/sid\n' : 'trixie/sid\n',
	'/etc/issue': `${machine.os.pretty} \\n \\l\n\n`,
	'/etc/fstab': ubuntuFstab,
	'/swap.img': '',
	'/etc/netplan/50-cloud-init.yaml': netplan(address),
	'/etc/ufw/ufw.conf': 'ENABLED=no\nLOGLEVEL=low\n',
	'/etc/default/ufw': 'IPV6=yes\nDEFAULT_INPUT_POLICY="DROP"\n',
	'/etc/sysctl.d/10-network-security.conf':
		'# Turn on Source Address Verification in all interfaces to\n# prevent some spoofing attacks.\nnet.ipv4.conf.default.rp_filter=2\nnet.ipv4.conf.all.rp_filter=2\n',
});

const links = {...debianLinks, ...sysctlConfLink, ...resolvedLinks};

const packages = (versions: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
	...shared,
	...versions,
});

export const ubuntu2204: Kind = {
	...alike,
	os: {id: 'ubuntu', version: '22.04', codename: 'jammy', pretty: 'Ubuntu 22.04.5 LTS'},
	release: releaseText('22.04', '22.04.5 LTS', 'jammy'),
	kernel: {
		release: '5.15.0-161-generic',
		version: '#171-Ubuntu SMP Sat Oct 11 08:17:01 UTC 2025',
		builder:
			'(buildd@lcy02-amd64-074) (gcc (Ubuntu 11.4.0-1ubuntu1~22.04.2) 11.4.0, GNU ld (GNU Binutils for Ubuntu) 2.38)',
	},
	bash: '5.1.16(1)-release',
	systemd: 249,
	basePackages: packages({
		apt: '2.4.14',
		bash: '5.1-6ubuntu1.1',
		curl: '7.81.0-1ubuntu1.21',
		gpg: '2.2.27-3ubuntu2.4',
		iptables: '1.8.7-1ubuntu5.2',
		libc6: '2.35-0ubuntu3.11',
		'netplan.io': '0.106.1-7ubuntu0.22.04.4',
		'openssh-server': '1:8.9p1-3ubuntu0.13',
		openssl: '3.0.2-0ubuntu1.20',
		rsyslog: '8.2112.0-2ubuntu2.2',
		systemd: '249.11-0ubuntu3.17',
		'systemd-timesyncd': '249.11-0ubuntu3.17',
		ufw: '0.36.1-4ubuntu0.1',
		'unattended-upgrades': '2.8ubuntu1',
	}),
	files: (machine, address) => ({...files(machine, address), '/etc/apt/sources.list': jammySources}),
	links,
};

export const ubuntu2404: Kind = {
	...alike,
	os: {id: 'ubuntu', version: '24.04', codename: 'noble', pretty: 'Ubuntu 24.04.3 LTS'},
	release: releaseText('24.04', '24.04.3 LTS', 'noble'),
	kernel: {
		release: '6.8.0-87-generic',
		version: '#88-Ubuntu SMP PREEMPT_DYNAMIC Sat Oct 11 09:28:41 UTC 2025',
		builder:
			'(buildd@lcy02-amd64-034) (x86_64-linux-gnu-gcc-13 (Ubuntu 13.3.0-6ubuntu2~24.04) 13.3.0, GNU ld (GNU Binutils for Ubuntu) 2.42)',
	},
	bash: '5.2.21(1)-release',
	systemd: 255,
	basePackages: packages({
		apt: '2.8.3',
		bash: '5.2.21-2ubuntu4',
		curl: '8.5.0-2ubuntu10.6',
		gpg: '2.4.4-2ubuntu17.3',
		iptables: '1.8.10-3ubuntu2',
		libc6: '2.39-0ubuntu8.6',
		'netplan.io': '1.1.2-2~ubuntu24.04.2',
		'openssh-server': '1:9.6p1-3ubuntu13.14',
		openssl: '3.0.13-0ubuntu3.6',
		rsyslog: '8.2312.0-3ubuntu9.1',
		systemd: '255.4-1ubuntu8.11',
		'systemd-resolved': '255.4-1ubuntu8.11',
		'systemd-timesyncd': '255.4-1ubuntu8.11',
		ufw: '0.36.2-6',
		'unattended-upgrades': '2.9.1+nmu4ubuntu1',
	}),
	files: (machine, address) => ({
		...files(machine, address),
		'/etc/apt/sources.list': '# Ubuntu sources have moved to the /etc/apt/sources.list.d/ubuntu.sources\n',
		'/etc/apt/sources.list.d/ubuntu.sources': nobleSources,
	}),
	links,
};

const jammySources = `deb http://archive.ubuntu.com/ubuntu jammy main restricted universe multiverse
deb http://archive.ubuntu.com/ubuntu jammy-updates main restricted universe multiverse
deb http://security.ubuntu.com/ubuntu jammy-security main restricted universe multiverse
`;

const nobleSources = `Types: deb
URIs: http://archive.ubuntu.com/ubuntu/
Suites: noble noble-updates noble-backports
Components: main universe restricted multiverse
Signed-By: /usr/share/keyrings/ubuntu-archive-keyring.gpg

Types: deb
URIs: http://security.ubuntu.com/ubuntu/
Suites: noble-security
Components: main universe restricted multiverse
Signed-By: /usr/share/keyrings/ubuntu-archive-keyring.gpg
`;
