import type {Kind} from './kind.ts';
import {
	chronyConf,
	notRedHat,
	redHatDirectories,
	redHatFamilyFiles,
	redHatFstab,
	redHatLinks,
	redHatPrograms,
	redHatSysctl,
	redHatUnits,
} from './red-hat-files.ts';

const release = `NAME="Rocky Linux"
VERSION="9.6 (Blue Onyx)"
ID="rocky"
ID_LIKE="rhel centos fedora"
VERSION_ID="9.6"
PLATFORM_ID="platform:el9"
PRETTY_NAME="Rocky Linux 9.6 (Blue Onyx)"
ANSI_COLOR="0;32"
LOGO="fedora-logo-icon"
CPE_NAME="cpe:/o:rocky:rocky:9::baseos"
HOME_URL="https://rockylinux.org/"
VENDOR_NAME="RESF"
VENDOR_URL="https://resf.org/"
BUG_REPORT_URL="https://bugs.rockylinux.org/"
SUPPORT_END="2032-05-31"
ROCKY_SUPPORT_PRODUCT="Rocky-Linux-9"
ROCKY_SUPPORT_PRODUCT_VERSION="9.6"
REDHAT_SUPPORT_PRODUCT="Rocky Linux"
REDHAT_SUPPORT_PRODUCT_VERSION="9.6"
`;

const section = (id: string, name: string, path: string): string => `[${id}]
name=Rocky Linux $releasever - ${name}
baseurl=http://dl.rockylinux.org/$contentdir/$releasever/${path}/$basearch/os/
gpgcheck=1
enabled=1
countme=1
metadata_expire=6h
gpgkey=file:///etc/pki/rpm-gpg/RPM-GPG-KEY-Rocky-9

`;

export const rocky9: Kind = {
	os: {id: 'rocky', version: '9.6', codename: '', pretty: 'Rocky Linux 9.6 (Blue Onyx)'},
	release,
	packages: 'dnf',
	kernel: {
		release: '5.14.0-570.58.1.el9_6.x86_64',
		version: '#1 SMP PREEMPT_DYNAMIC Wed Oct 29 06:24:56 EDT 2025',
		builder:
			'(mockbuild@iad1-prod-build001.bld.equ.rockylinux.org) (gcc (GCC) 11.5.0 20240719 (Red Hat 11.5.0-5), GNU ld version 2.35.2-63.el9)',
	},
	cgroup: 2,
	selinux: 'enforcing',
	firewall: 'firewalld',
	bash: '5.1.8(1)-release',
	systemd: 252,
	root: {device: '/dev/mapper/rl-root', type: 'xfs', options: 'rw,seclabel,relatime,attr2,inode64,logbufs=8'},
	swap: {device: '/dev/dm-1', sizeKiB: 2_097_148, names: ['/dev/mapper/rl-swap', '/dev/rl/swap']},
	units: [...redHatUnits, 'dbus-broker.service'],
	idleUnits: ['nftables.service'],
	basePackages: {
		NetworkManager: '1:1.52.0-5.el9_6',
		bash: '5.1.8-9.el9',
		'ca-certificates': '2024.2.69_v8.0.303-91.4.el9_4',
		chrony: '4.6.1-1.el9',
		coreutils: '8.32-39.el9',
		cronie: '1.5.7-14.el9_6',
		curl: '7.76.1-31.el9_6.1',
		dnf: '4.14.0-25.el9',
		'dbus-broker': '28-7.el9',
		e2fsprogs: '1.46.5-7.el9',
		firewalld: '1.3.4-9.el9_5',
		gnupg2: '2.3.3-4.el9',
		iproute: '6.11.0-1.el9',
		'iptables-nft': '1.8.10-11.el9_5',
		kernel: '5.14.0-570.58.1.el9_6',
		kmod: '28-10.el9',
		libnetfilter_conntrack: '1.0.9-1.el9',
		libseccomp: '2.5.2-2.el9',
		nftables: '1:1.0.9-4.el9',
		'openssh-server': '8.7p1-46.el9_6',
		openssl: '1:3.2.2-6.el9_5.1',
		'procps-ng': '3.3.17-14.el9',
		rpm: '4.16.1.3-37.el9',
		'rocky-release': '9.6-1.4.el9',
		'selinux-policy-targeted': '38.1.53-5.el9_6',
		systemd: '252-51.el9_6.3',
		tar: '2:1.34-7.el9',
		'util-linux': '2.37.4-21.el9',
	},
	sysctl: redHatSysctl,
	programs: {
		more: [...redHatPrograms, '/usr/bin/dnf', '/usr/bin/dnf-3', '/usr/bin/dbus-broker-launch', '/usr/bin/tar'],
		fewer: notRedHat,
	},
	directories: [...redHatDirectories, '/etc/dnf/vars', '/etc/dnf/plugins', '/boot/loader/entries'],
	files: (machine, address) => ({
		...redHatFamilyFiles(machine, address),
		'/etc/fstab': redHatFstab('rl', 'xfs'),
		'/etc/chrony.conf': chronyConf('2.rocky.pool.ntp.org'),
		'/etc/dnf/dnf.conf':
			'[main]\ngpgcheck=1\ninstallonly_limit=3\nclean_requirements_on_remove=True\nbest=True\nskip_if_unavailable=False\n',
		'/etc/dnf/vars/contentdir': 'pub/rocky\n',
		'/etc/pki/rpm-gpg/RPM-GPG-KEY-Rocky-9':
			'-----BEGIN PGP PUBLIC KEY BLOCK-----\nRocky\n-----END PGP PUBLIC KEY BLOCK-----\n',
		'/etc/yum.repos.d/rocky.repo':
			section('baseos', 'BaseOS', 'BaseOS') + section('appstream', 'AppStream', 'AppStream'),
		'/etc/yum.repos.d/rocky-extras.repo': section('extras', 'Extras', 'extras'),
	}),
	links: redHatLinks,
};
