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

const release = `NAME="CentOS Linux"
VERSION="7 (Core)"
ID="centos"
ID_LIKE="rhel fedora"
VERSION_ID="7"
PRETTY_NAME="CentOS Linux 7 (Core)"
ANSI_COLOR="0;31"
CPE_NAME="cpe:/o:centos:centos:7"
HOME_URL="https://www.centos.org/"
BUG_REPORT_URL="https://bugs.centos.org/"

CENTOS_MANTISBT_PROJECT="CentOS-7"
CENTOS_MANTISBT_PROJECT_VERSION="7"
REDHAT_SUPPORT_PRODUCT="centos"
REDHAT_SUPPORT_PRODUCT_VERSION="7"

`;

/** As the installer left it: the list of mirrors that it names is gone since July 2024. */
const section = (id: string, name: string, path: string): string => `[${id}]
name=CentOS-$releasever - ${name}
mirrorlist=http://mirrorlist.centos.org/?release=$releasever&arch=$basearch&repo=${path}&infra=$infra
#baseurl=http://mirror.centos.org/centos/$releasever/${path}/$basearch/
gpgcheck=1
gpgkey=file:///etc/pki/rpm-gpg/RPM-GPG-KEY-CentOS-7

`;

/** Its end of life was 2024-06-30. No control groups of version 2, and a kernel of 2013. */
export const centos7: Kind = {
	os: {id: 'centos', version: '7', codename: '', pretty: 'CentOS Linux 7 (Core)'},
	release,
	packages: 'yum',
	kernel: {
		release: '3.10.0-1160.el7.x86_64',
		version: '#1 SMP Mon Oct 19 16:18:59 UTC 2020',
		builder: '(mockbuild@kbuilder.bsys.centos.org) (gcc version 4.8.5 20150623 (Red Hat 4.8.5-44) (GCC) )',
	},
	cgroup: 1,
	selinux: 'enforcing',
	firewall: 'firewalld',
	bash: '4.2.46(2)-release',
	systemd: 219,
	root: {device: '/dev/mapper/centos-root', type: 'xfs', options: 'rw,seclabel,relatime,attr2,inode64,noquota'},
	swap: {device: '/dev/dm-1', sizeKiB: 2_097_148, names: ['/dev/mapper/centos-swap', '/dev/centos/swap']},
	units: [...redHatUnits, 'dbus.service'],
	basePackages: {
		NetworkManager: '1:1.18.8-1.el7',
		bash: '4.2.46-34.el7',
		'ca-certificates': '2020.2.41-70.0.el7_8',
		'centos-release': '7-9.2009.0.el7.centos',
		chrony: '3.4-1.el7',
		coreutils: '8.22-24.el7',
		cronie: '1.4.11-23.el7',
		curl: '7.29.0-59.el7',
		dbus: '1:1.10.24-15.el7',
		e2fsprogs: '1.42.9-19.el7',
		firewalld: '0.6.3-11.el7',
		gnupg2: '2.0.22-5.el7_5',
		iproute: '4.11.0-30.el7',
		iptables: '1.4.21-35.el7',
		kernel: '3.10.0-1160.el7',
		kmod: '20-28.el7',
		libnetfilter_conntrack: '1.0.6-1.el7_3',
		libseccomp: '2.3.1-4.el7',
		'openssh-server': '7.4p1-21.el7',
		openssl: '1:1.0.2k-19.el7',
		'procps-ng': '3.3.10-28.el7',
		rpm: '4.11.3-45.el7',
		'selinux-policy-targeted': '3.13.1-268.el7',
		systemd: '219-78.el7',
		tar: '2:1.26-35.el7',
		'util-linux': '2.23.2-65.el7',
		yum: '3.4.3-168.el7.centos',
	},
	sysctl: {
		...redHatSysctl,
		'kernel.pid_max': '32768',
		'net.core.somaxconn': '128',
		'net.ipv4.conf.all.rp_filter': '1',
		'net.ipv4.conf.default.rp_filter': '1',
		'net.ipv4.conf.eth0.rp_filter': '1',
		'fs.file-max': '382000',
		'fs.inotify.max_user_watches': '8192',
	},
	programs: {
		more: [...redHatPrograms, '/usr/bin/tar'],
		fewer: [...notRedHat, '/usr/sbin/nft'],
	},
	directories: [...redHatDirectories, '/etc/yum/vars', '/etc/yum/pluginconf.d', '/var/cache/yum'],
	files: (machine, address) => ({
		...redHatFamilyFiles(machine, address),
		'/etc/centos-release': 'CentOS Linux release 7.9.2009 (Core)\n',
		'/etc/fstab': redHatFstab('centos', 'xfs'),
		'/etc/chrony.conf': chronyConf('0.centos.pool.ntp.org'),
		'/etc/yum.conf':
			'[main]\ncachedir=/var/cache/yum/$basearch/$releasever\nkeepcache=0\ngpgcheck=1\nplugins=1\ninstallonly_limit=5\n',
		'/etc/yum/vars/infra': 'stock\n',
		'/etc/pki/rpm-gpg/RPM-GPG-KEY-CentOS-7':
			'-----BEGIN PGP PUBLIC KEY BLOCK-----\nCentOS\n-----END PGP PUBLIC KEY BLOCK-----\n',
		'/etc/yum.repos.d/CentOS-Base.repo':
			section('base', 'Base', 'os') +
			section('updates', 'Updates', 'updates') +
			section('extras', 'Extras', 'extras'),
	}),
	links: redHatLinks,
};
