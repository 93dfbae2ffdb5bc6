// Packages of Debian 12 that bring a service.
import type {DebianRows} from './debian-row.ts';

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

export const debianDaemons: DebianRows = {
	chrony: {
		version: '4.3-2+deb12u1',
		size: 294,
		installed: 688,
		summary: 'Versatile implementation of the Network Time Protocol',
		conflicts: ['systemd-timesyncd', 'ntpsec'],
		depends: ['libnss3'],
		programs: ['/usr/bin/chronyc', '/usr/sbin/chronyd'],
		files: () => ({
			'/etc/chrony/chrony.conf': chronyConf,
			'/etc/chrony/chrony.keys': '# This is an example chrony keys file.\n',
			'/etc/default/chrony': 'DAEMON_OPTS="-F 1"\n',
		}),
		units: ['chrony.service'],
	},
	containerd: {
		version: '1.6.20~ds1-1+deb12u1',
		size: 25900,
		installed: 96e3,
		summary: 'open and reliable container runtime',
		depends: ['runc'],
		recommends: ['criu'],
		conflicts: ['containerd.io'],
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
	'nfs-common': {
		version: '1:2.6.2-4+deb12u1',
		size: 299,
		installed: 1052,
		summary: 'NFS support files common to client and server',
		depends: ['keyutils', 'libnfsidmap1', 'rpcbind'],
		programs: ['/usr/sbin/mount.nfs', '/usr/sbin/mount.nfs4', '/usr/sbin/showmount'],
		files: () => ({'/etc/default/nfs-common': 'NEED_STATD=\nNEED_IDMAPD=\nNEED_GSSD=\n'}),
	},
	rpcbind: {
		version: '1.2.6-6+b1',
		size: 48,
		installed: 162,
		summary: 'converts RPC program numbers into universal addresses',
		programs: ['/usr/sbin/rpcbind', '/usr/sbin/rpcinfo'],
		files: () => ({'/etc/default/rpcbind': 'OPTIONS=""\n'}),
		users: ['_rpc'],
	},
	'docker.io': {
		version: '20.10.24+dfsg1-1+deb12u1',
		size: 36_200,
		installed: 150_000,
		summary: 'Linux container runtime',
		depends: ['containerd', 'runc', 'iptables'],
		conflicts: ['docker-ce', 'docker-ce-cli'],
		programs: ['/usr/bin/docker', '/usr/sbin/dockerd'],
		files: () => ({'/etc/default/docker': '# Docker SysVinit configuration file\n'}),
		units: ['docker.service'],
	},
	haproxy: {
		version: '2.6.12-1+deb12u1',
		size: 2043,
		installed: 4500,
		summary: 'fast and reliable load balancing reverse proxy',
		depends: ['liblua5.3-0', 'libopentracing-c-wrapper0'],
		section: 'net',
		programs: ['/usr/sbin/haproxy'],
		files: () => ({
			'/etc/haproxy/haproxy.cfg': haproxyConfig,
			...haproxyErrors,
			'/etc/default/haproxy': '# Defaults file for HAProxy\n',
		}),
		units: ['haproxy.service'],
		users: ['haproxy'],
	},
	keepalived: {
		version: '1:2.2.7-1+b2',
		size: 570,
		installed: 1600,
		summary: 'Failover and monitoring daemon for LVS clusters',
		depends: ['libglib2.0-0', 'libnl-3-200', 'libnl-genl-3-200', 'libsnmp40'],
		recommends: ['ipvsadm'],
		section: 'admin',
		programs: ['/usr/sbin/keepalived'],
		files: () => ({
			'/etc/keepalived/keepalived.conf.sample': '! Configuration File for keepalived\n',
			'/etc/default/keepalived': '# Options to pass to keepalived\nDAEMON_ARGS=""\n',
		}),
		units: ['keepalived.service'],
	},
	'systemd-timesyncd': {
		version: '252.31-1~deb12u1',
		size: 63,
		installed: 110,
		summary: 'minimalistic service to synchronize local time with NTP servers',
		conflicts: ['chrony', 'ntpsec'],
		programs: ['/lib/systemd/systemd-timesyncd'],
		units: ['systemd-timesyncd.service'],
	},
	ufw: {
		version: '0.36.2-1',
		size: 168,
		installed: 880,
		summary: 'program for managing a Netfilter firewall',
		architecture: 'all',
		depends: ['iptables'],
		programs: ['/usr/sbin/ufw', '/lib/ufw/ufw-init'],
		files: () => ({
			'/etc/ufw/ufw.conf': 'ENABLED=no\nLOGLEVEL=low\n',
			'/etc/default/ufw': 'IPV6=yes\nDEFAULT_INPUT_POLICY="DROP"\n',
		}),
		units: ['ufw.service'],
	},
};
