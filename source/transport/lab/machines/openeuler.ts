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

const release = `NAME="openEuler"
VERSION="24.03 (LTS-SP1)"
ID="openEuler"
VERSION_ID="24.03"
PRETTY_NAME="openEuler 24.03 (LTS-SP1)"
ANSI_COLOR="0;31"

`;

const base = 'http://repo.openeuler.org/openEuler-24.03-LTS-SP1';

const section = (id: string, path: string): string => `[${id}]
name=${id}
baseurl=${base}/${path}/$basearch/
metadata_expire=1h
enabled=1
gpgcheck=1
gpgkey=${base}/OS/$basearch/RPM-GPG-KEY-openEuler

`;

/** Its systemd is built with the legacy hierarchy as the default: version 2 has to be asked for on the kernel's command line. */
export const openEuler2403: Kind = {
	os: {id: 'openEuler', version: '24.03', codename: '', pretty: 'openEuler 24.03 (LTS-SP1)'},
	release,
	packages: 'dnf',
	kernel: {
		release: '6.6.0-72.0.0.76.oe2403sp1.x86_64',
		version: '#1 SMP Fri Dec 27 11:25:49 UTC 2024',
		builder:
			'(abuild@ecs-obsworker-209) (gcc_old (GCC) 12.3.1 (openEuler 12.3.1-62.oe2403sp1), GNU ld (GNU Binutils) 2.41)',
	},
	cgroup: 1,
	selinux: 'enforcing',
	firewall: 'firewalld',
	bash: '5.2.15(1)-release',
	systemd: 255,
	root: {device: '/dev/mapper/openeuler-root', type: 'ext4', options: 'rw,seclabel,relatime'},
	swap: {device: '/dev/dm-1', sizeKiB: 4_194_300, names: ['/dev/mapper/openeuler-swap', '/dev/openeuler/swap']},
	units: [...redHatUnits, 'dbus.service'],
	idleUnits: ['nftables.service'],
	basePackages: {
		NetworkManager: '1:1.44.2-3.oe2403sp1',
		bash: '5.2.15-12.oe2403sp1',
		'ca-certificates': '2023.2.64-1.oe2403sp1',
		chrony: '4.3-5.oe2403sp1',
		coreutils: '9.4-11.oe2403sp1',
		cronie: '1.6.1-4.oe2403sp1',
		curl: '8.4.0-13.oe2403sp1',
		dbus: '1:1.14.8-5.oe2403sp1',
		dnf: '4.16.2-6.oe2403sp1',
		e2fsprogs: '1.47.0-7.oe2403sp1',
		firewalld: '1.2.6-3.oe2403sp1',
		gnupg2: '2.4.3-5.oe2403sp1',
		iproute: '6.6.0-8.oe2403sp1',
		iptables: '1.8.9-7.oe2403sp1',
		kernel: '6.6.0-72.0.0.76.oe2403sp1',
		kmod: '30-6.oe2403sp1',
		libnetfilter_conntrack: '1.0.9-2.oe2403sp1',
		libseccomp: '2.5.4-3.oe2403sp1',
		nftables: '1:1.0.8-4.oe2403sp1',
		'openEuler-release': '24.03LTS_SP1-55.oe2403sp1',
		'openssh-server': '9.6p1-4.oe2403sp1',
		openssl: '1:3.0.12-15.oe2403sp1',
		'procps-ng': '4.0.4-7.oe2403sp1',
		rpm: '4.18.2-20.oe2403sp1',
		'selinux-policy-targeted': '40.7-7.oe2403sp1',
		systemd: '255-43.oe2403sp1',
		tar: '2:1.35-2.oe2403sp1',
		'util-linux': '2.39.1-15.oe2403sp1',
	},
	sysctl: redHatSysctl,
	programs: {
		more: [...redHatPrograms, '/usr/bin/dnf', '/usr/bin/dnf-3', '/usr/bin/tar'],
		fewer: notRedHat,
	},
	directories: [...redHatDirectories, '/etc/dnf/vars', '/etc/dnf/plugins', '/boot/loader/entries'],
	files: (machine, address) => ({
		...redHatFamilyFiles(machine, address),
		'/etc/openEuler-release': 'openEuler release 24.03 (LTS-SP1)\n',
		'/etc/fstab': redHatFstab('openeuler', 'ext4'),
		'/etc/chrony.conf': chronyConf('pool.ntp.org'),
		'/etc/dnf/dnf.conf':
			'[main]\ngpgcheck=1\ninstallonly_limit=3\nclean_requirements_on_remove=True\nbest=True\nskip_if_unavailable=False\n',
		'/etc/yum.repos.d/openEuler.repo':
			section('OS', 'OS') +
			section('everything', 'everything') +
			section('EPOL', 'EPOL/main') +
			section('update', 'update'),
	}),
	links: redHatLinks,
};
