// Packages of Debian 12 that an installation or a curious learner asks for. Versions and sizes are bookworm's.
import type {LabPackage} from '../package.ts';

type Row = Omit<LabPackage, 'name'> & {readonly version: string};

const library = (version: string, size: number, installed: number, summary: string): Row => ({
	version,
	size,
	installed,
	summary,
	section: 'libs',
});

const haproxyConfig = `global
	log /dev/log	local0
	log /dev/log	local1 notice
	chroot /var/lib/haproxy
	stats socket /run/haproxy/admin.sock mode 660 level admin
	stats timeout 30s
	user haproxy
	group haproxy
	daemon

	# Default SSL material locations
	ca-base /etc/ssl/certs
	crt-base /etc/ssl/private

	# See: https://ssl-config.mozilla.org/#server=haproxy&server-version=2.0.3&config=intermediate
        ssl-default-bind-ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305:DHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES256-GCM-SHA384
        ssl-default-bind-ciphersuites TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256
        ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets

defaults
	log	global
	mode	http
	option	httplog
	option	dontlognull
        timeout connect 5000
        timeout client  50000
        timeout server  50000
	errorfile 400 /etc/haproxy/errors/400.http
	errorfile 403 /etc/haproxy/errors/403.http
	errorfile 408 /etc/haproxy/errors/408.http
	errorfile 500 /etc/haproxy/errors/500.http
	errorfile 502 /etc/haproxy/errors/502.http
	errorfile 503 /etc/haproxy/errors/503.http
	errorfile 504 /etc/haproxy/errors/504.http
`;

const haproxyErrors = Object.fromEntries(
	['400', '403', '408', '500', '502', '503', '504'].map(code => [
		`/etc/haproxy/errors/${code}.http`,
		`HTTP/1.0 ${code}\r\nCache-Control: no-cache\r\nConnection: close\r\nContent-Type: text/html\r\n\r\n<html><body><h1>${code}</h1></body></html>\r\n`,
	]),
);

const chronyConf = `# Welcome to the chrony configuration file. See chrony.conf(5) for more
# information about usable directives.
confdir /etc/chrony/conf.d
pool 2.debian.pool.ntp.org iburst
sourcedir /run/chrony-dhcp
sourcedir /etc/chrony/sources.d
keyfile /etc/chrony/chrony.keys
driftfile /var/lib/chrony/chrony.drift
ntsdumpdir /var/lib/chrony
logdir /var/log/chrony
maxupdateskew 100.0
rtcsync
makestep 1 3
leapsectz right/UTC
`;

export const debianPackages: Readonly<Record<string, Row>> = {
	'apt-transport-https': {
		version: '2.6.1',
		size: 25,
		installed: 36,
		summary: 'transitional package for https support',
		architecture: 'all',
	},
	'bash-completion': {
		...{
			version: '1:2.11-6',
			size: 234,
			installed: 1431,
			summary: 'programmable completion for the bash shell',
			architecture: 'all',
		},
		files: () => ({
			'/usr/share/bash-completion/bash_completion': '# bash_completion\n',
			'/etc/profile.d/bash_completion.sh': '# check for interactive bash\n',
		}),
	},
	'bind9-dnsutils': {
		version: '1:9.18.28-1~deb12u2',
		size: 401,
		installed: 1200,
		summary: 'Clients provided with BIND 9',
		programs: ['/usr/bin/dig', '/usr/bin/nslookup'],
	},
	chrony: {
		...{
			version: '4.3-2+deb12u1',
			size: 294,
			installed: 688,
			summary: 'Versatile implementation of the Network Time Protocol',
			conflicts: ['systemd-timesyncd', 'ntpsec'],
			depends: ['libnss3'],
		},
		programs: ['/usr/bin/chronyc', '/usr/sbin/chronyd'],
		files: () => ({
			'/etc/chrony/chrony.conf': chronyConf,
			'/etc/chrony/chrony.keys': '# This is an example chrony keys file.\n',
			'/etc/default/chrony': 'DAEMON_OPTS="-F 1"\n',
		}),
		units: ['chrony.service'],
	},
	libnss3: library('2:3.87.1-1+deb12u1', 1331, 4236, 'Network Security Service libraries'),
	conntrack: {
		version: '1:1.4.7-1+b2',
		size: 35,
		installed: 104,
		summary: 'Program to modify the conntrack tables',
		depends: ['libnetfilter-conntrack3'],
		programs: ['/usr/sbin/conntrack'],
	},
	'libnetfilter-conntrack3': {
		...library('1.0.9-3', 41, 168, 'Netfilter netlink-conntrack library'),
		depends: ['libnfnetlink0'],
	},
	libnfnetlink0: library('1.0.2-2', 15, 40, 'Netfilter netlink library'),
	containerd: {
		...{
			version: '1.6.20~ds1-1+deb12u1',
			size: 25_900,
			installed: 96_000,
			summary: 'open and reliable container runtime',
			depends: ['runc'],
			recommends: ['criu'],
			conflicts: ['containerd.io'],
		},
		programs: ['/usr/bin/containerd', '/usr/bin/ctr', '/usr/bin/containerd-shim-runc-v2'],
		units: ['containerd.service'],
	},
	runc: {
		version: '1.1.5+ds1-1+deb12u1',
		size: 2710,
		installed: 9800,
		summary: 'Open Container Project - runtime',
		conflicts: ['containerd.io'],
		programs: ['/usr/sbin/runc'],
	},
	'containernetworking-plugins': {
		...{
			version: '1.1.1+ds1-3+b12',
			size: 7098,
			installed: 39_000,
			summary: 'standard networking plugins - binaries',
		},
		files: () =>
			Object.fromEntries(
				[
					'bandwidth',
					'bridge',
					'firewall',
					'host-local',
					'loopback',
					'portmap',
					'ptp',
					'static',
					'tuning',
					'vlan',
				].map(name => [`/usr/lib/cni/${name}`, '']),
			),
	},
	curl: {
		version: '7.88.1-10+deb12u8',
		size: 315,
		installed: 500,
		summary: 'command line tool for transferring data with URL syntax',
		depends: ['libcurl4', 'libnghttp2-14'],
		programs: ['/usr/bin/curl'],
	},
	libcurl4: library('7.88.1-10+deb12u8', 390, 840, 'easy-to-use client-side URL transfer library (OpenSSL flavour)'),
	'libnghttp2-14': library('1.52.0-1+deb12u1', 73, 200, 'library implementing HTTP/2 protocol (shared library)'),
	'docker.io': {
		version: '20.10.24+dfsg1-1+deb12u1',
		size: 36_200,
		installed: 150_000,
		summary: 'Linux container runtime',
		depends: ['containerd', 'runc', 'iptables'],
		programs: ['/usr/bin/docker', '/usr/sbin/dockerd'],
	},
	ebtables: {
		version: '2.0.11-5',
		size: 87,
		installed: 280,
		summary: 'Ethernet bridge frame table administration',
		programs: ['/usr/sbin/ebtables'],
		says: [
			'update-alternatives: using /usr/sbin/ebtables-legacy to provide /usr/sbin/ebtables (ebtables) in auto mode',
		],
	},
	ethtool: {
		version: '1:6.1-1',
		size: 197,
		installed: 640,
		summary: 'display or change Ethernet device settings',
		programs: ['/usr/sbin/ethtool'],
	},
	gnupg: {
		version: '2.2.40-1.1',
		size: 846,
		installed: 885,
		summary: 'GNU privacy guard - a free PGP replacement',
		architecture: 'all',
		depends: ['gpg'],
	},
	gpg: {
		version: '2.2.40-1.1',
		size: 949,
		installed: 1592,
		summary: 'GNU Privacy Guard -- minimalist public key operations',
		programs: ['/usr/bin/gpg'],
		depends: ['gpgconf'],
	},
	gpgconf: {
		version: '2.2.40-1.1',
		size: 564,
		installed: 820,
		summary: 'GNU privacy guard - core configuration utilities',
		programs: ['/usr/bin/gpgconf'],
	},
	haproxy: {
		...{
			version: '2.6.12-1+deb12u1',
			size: 2043,
			installed: 4500,
			summary: 'fast and reliable load balancing reverse proxy',
			depends: ['liblua5.3-0', 'libopentracing-c-wrapper0'],
			section: 'net',
		},
		programs: ['/usr/sbin/haproxy'],
		files: () => ({
			'/etc/haproxy/haproxy.cfg': haproxyConfig,
			...haproxyErrors,
			'/etc/default/haproxy': '# Defaults file for HAProxy\n',
		}),
		units: ['haproxy.service'],
		users: ['haproxy'],
	},
	'liblua5.3-0': library('5.3.6-2', 123, 420, 'Shared library for the Lua interpreter version 5.3'),
	'libopentracing-c-wrapper0': {
		...library('1.1.3-3+b1', 30, 130, 'C wrapper for the OpenTracing C++ API'),
		depends: ['libopentracing1'],
	},
	libopentracing1: library('1.6.0-4', 53, 210, 'C++ implementation of the OpenTracing API'),
	ipset: {
		version: '7.17-1',
		size: 47,
		installed: 120,
		summary: 'administration tool for kernel IP sets',
		programs: ['/usr/sbin/ipset'],
	},
	iptables: {
		...{
			version: '1.8.9-2',
			size: 360,
			installed: 2520,
			summary: 'administration tools for packet filtering and NAT',
			depends: ['libip6tc2'],
		},
		programs: [
			'iptables',
			'ip6tables',
			'iptables-save',
			'ip6tables-save',
			'iptables-restore',
			'ip6tables-restore',
			'iptables-nft',
			'ip6tables-nft',
			'iptables-legacy',
		].map(name => `/usr/sbin/${name}`),
		says: [
			'update-alternatives: using /usr/sbin/iptables-legacy to provide /usr/sbin/iptables (iptables) in auto mode',
			'update-alternatives: using /usr/sbin/ip6tables-legacy to provide /usr/sbin/ip6tables (ip6tables) in auto mode',
			'update-alternatives: using /usr/sbin/iptables-nft to provide /usr/sbin/iptables (iptables) in auto mode',
			'update-alternatives: using /usr/sbin/ip6tables-nft to provide /usr/sbin/ip6tables (ip6tables) in auto mode',
			'update-alternatives: using /usr/sbin/arptables-nft to provide /usr/sbin/arptables (arptables) in auto mode',
			'update-alternatives: using /usr/sbin/ebtables-nft to provide /usr/sbin/ebtables (ebtables) in auto mode',
		],
	},
	libip6tc2: library('1.8.9-2', 19, 68, 'netfilter libip6tc library'),
	'iputils-arping': {
		version: '3:20221126-1',
		size: 21,
		installed: 60,
		summary: 'Tool to send ICMP echo requests to an ARP address',
		programs: ['/usr/bin/arping'],
		depends: ['libcap2'],
	},
	libcap2: library('1:2.66-4', 28, 100, 'POSIX 1003.1e capabilities (library)'),
	ipvsadm: {
		version: '1:1.31-1+b1',
		size: 41,
		installed: 140,
		summary: 'Linux Virtual Server support programs',
		programs: ['/usr/sbin/ipvsadm'],
	},
	jq: {
		version: '1.6-2.1',
		size: 65,
		installed: 105,
		summary: 'lightweight and flexible command-line JSON processor',
		depends: ['libjq1'],
		programs: ['/usr/bin/jq'],
	},
	libjq1: {
		...library('1.6-2.1', 135, 370, 'lightweight and flexible command-line JSON processor - shared library'),
		depends: ['libonig5'],
	},
	libonig5: library('6.9.8-1', 188, 700, 'regular expressions library'),
	keepalived: {
		...{
			version: '1:2.2.7-1+b2',
			size: 570,
			installed: 1600,
			summary: 'Failover and monitoring daemon for LVS clusters',
			depends: ['libglib2.0-0', 'libnl-3-200', 'libnl-genl-3-200', 'libsnmp40'],
			recommends: ['ipvsadm'],
			section: 'admin',
		},
		programs: ['/usr/sbin/keepalived'],
		files: () => ({
			'/etc/keepalived/keepalived.conf.sample': '! Configuration File for keepalived\n',
			'/etc/default/keepalived': '# Options to pass to keepalived\nDAEMON_ARGS=""\n',
		}),
		units: ['keepalived.service'],
	},
	'libglib2.0-0': {
		...library('2.74.6-2+deb12u4', 1403, 4600, 'GLib library of C routines'),
		says: ['No schema files found: doing nothing.'],
	},
	'libnl-3-200': library('3.7.0-0.2+b1', 63, 180, 'library for dealing with netlink sockets'),
	'libnl-genl-3-200': library('3.7.0-0.2+b1', 22, 55, 'library for dealing with netlink sockets - generic netlink'),
	libsnmp40: {
		...library('5.9.3+dfsg-2+deb12u1', 2557, 5400, 'SNMP (Simple Network Management Protocol) library'),
		depends: ['libsnmp-base', 'libsensors5'],
	},
	'libsnmp-base': {
		...library('5.9.3+dfsg-2+deb12u1', 1753, 3900, 'SNMP configuration script, MIBs and documentation'),
		architecture: 'all',
	},
	libsensors5: library('1:3.6.0-7.1', 34, 110, 'library to read temperature/voltage/fan sensors'),
	'netcat-openbsd': {
		version: '1.219-1',
		size: 42,
		installed: 111,
		summary: 'TCP/IP swiss army knife',
		programs: ['/usr/bin/nc'],
	},
	psmisc: {
		version: '23.6-1',
		size: 259,
		installed: 920,
		summary: 'utilities that use the proc file system',
		programs: ['/usr/bin/killall', '/usr/bin/pstree', '/usr/bin/fuser'],
	},
	socat: {
		version: '1.7.4.4-2',
		size: 375,
		installed: 1770,
		summary: 'multipurpose relay for bidirectional data transfer',
		programs: ['/usr/bin/socat'],
	},
	sudo: {
		version: '1.9.13p3-1+deb12u1',
		size: 1890,
		installed: 6300,
		summary: 'Provide limited super user privileges to specific users',
		programs: ['/usr/bin/sudo'],
	},
	'systemd-timesyncd': {
		...{
			version: '252.31-1~deb12u1',
			size: 63,
			installed: 110,
			summary: 'minimalistic service to synchronize local time with NTP servers',
			conflicts: ['chrony', 'ntpsec'],
		},
		programs: ['/lib/systemd/systemd-timesyncd'],
		units: ['systemd-timesyncd.service'],
	},
	tcpdump: {
		version: '4.99.3-1',
		size: 471,
		installed: 1350,
		summary: 'command-line network traffic analyzer',
		depends: ['libpcap0.8'],
		programs: ['/usr/bin/tcpdump'],
	},
	'libpcap0.8': library('1.10.3-1', 157, 400, 'system interface for user-level packet capture'),
	ufw: {
		...{
			version: '0.36.2-1',
			size: 168,
			installed: 880,
			summary: 'program for managing a Netfilter firewall',
			architecture: 'all',
			depends: ['iptables'],
		},
		programs: ['/usr/sbin/ufw', '/lib/ufw/ufw-init'],
		files: () => ({
			'/etc/ufw/ufw.conf': 'ENABLED=no\nLOGLEVEL=low\n',
			'/etc/default/ufw': 'IPV6=yes\nDEFAULT_INPUT_POLICY="DROP"\n',
		}),
		units: ['ufw.service'],
	},
};
