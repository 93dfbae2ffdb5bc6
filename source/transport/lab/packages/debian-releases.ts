// What other releases of Debian's family have in other versions than Debian 12.
export type Suite = 'trixie' | 'jammy' | 'noble';

/** By package: Debian 13, Ubuntu 22.04, Ubuntu 24.04. What is not here has Debian 12's version without its mark. */
const versions: Readonly<Record<string, readonly [string, string, string]>> = {
	'bash-completion': ['1:2.16.0-7', '1:2.11-5ubuntu1', '1:2.11-8'],
	chrony: ['4.6.1-3', '4.2-2ubuntu2', '4.5-1ubuntu4.2'],
	conntrack: ['1:1.4.8-2', '1:1.4.6-2build2', '1:1.4.8-1ubuntu1'],
	containerd: ['1.7.24~ds1-6+b4', '1.7.28-0ubuntu1~22.04.1', '1.7.28-0ubuntu1~24.04.1'],
	curl: ['8.14.1-2', '7.81.0-1ubuntu1.21', '8.5.0-2ubuntu10.6'],
	'docker.io': ['26.1.5+dfsg1-9+b9', '28.2.2-0ubuntu1~22.04.1', '28.2.2-0ubuntu1~24.04.1'],
	ebtables: ['2.0.11-6+b1', '2.0.11-4build2', '2.0.11-6build1'],
	ethtool: ['1:6.14.2-1', '1:5.16-1ubuntu0.2', '1:6.7-1build1'],
	haproxy: ['3.0.11-1+deb13u1', '2.4.29-0ubuntu0.22.04.1', '2.8.5-1ubuntu3.4'],
	ipset: ['7.22-1+b1', '7.15-1build1', '7.19-1ubuntu2'],
	iptables: ['1.8.11-2', '1.8.7-1ubuntu5.2', '1.8.10-3ubuntu2'],
	ipvsadm: ['1:1.31-3', '1:1.31-1build2', '1:1.31-2ubuntu1'],
	keepalived: ['1:2.3.3-1', '1:2.2.4-0.2build1', '1:2.2.8-1build2'],
	'nfs-common': ['1:2.8.3-1', '1:2.6.1-1ubuntu1.2', '1:2.6.4-3ubuntu5.1'],
	nftables: ['1.1.3-1', '1.0.2-1ubuntu3', '1.0.9-1build1'],
	rpcbind: ['1.2.7-1', '1.2.6-2build1', '1.2.6-7ubuntu2'],
	runc: ['1.1.15+ds1-2+b4', '1.3.3-0ubuntu1~22.04.2', '1.3.3-0ubuntu1~24.04.2'],
	socat: ['1.8.0.3-1', '1.7.4.1-3ubuntu4', '1.8.0.0-4build3'],
	'systemd-timesyncd': ['257.8-1~deb13u2', '249.11-0ubuntu3.17', '255.4-1ubuntu8.11'],
	ufw: ['0.36.2-9', '0.36.1-4ubuntu0.1', '0.36.2-6'],
};

const column = {trixie: 0, jammy: 1, noble: 2} as const satisfies Readonly<Record<Suite, number>>;

export const versionIn = (suite: Suite, name: string, bookworm: string): string =>
	versions[name]?.[column[suite]] ?? bookworm.replace(/[+~-]?deb12u\d+$/, '');

/** How Docker marks what it has built for a release. */
export const dockerMarks: Readonly<Record<Suite, string>> = {
	trixie: 'debian.13~trixie',
	jammy: 'ubuntu.22.04~jammy',
	noble: 'ubuntu.24.04~noble',
};

export const archiveBySuite: Readonly<Record<Suite, string>> = {
	trixie: 'http://deb.debian.org/debian',
	jammy: 'http://archive.ubuntu.com/ubuntu',
	noble: 'http://archive.ubuntu.com/ubuntu',
};
