// Libraries that come along with what an installation asks for.
import type {DebianRow, DebianRows} from './debian-row.ts';

const library = (version: string, size: number, installed: number, summary: string): DebianRow => ({
	version,
	size,
	installed,
	summary,
	section: 'libs',
});

export const debianLibraries: DebianRows = {
	libnfsidmap1: library('1:2.6.2-4+deb12u1', 45, 170, 'NFS idmapping library'),
	libnss3: library('2:3.87.1-1+deb12u1', 1331, 4236, 'Network Security Service libraries'),
	'libnetfilter-conntrack3': {
		...library('1.0.9-3', 41, 168, 'Netfilter netlink-conntrack library'),
		depends: ['libnfnetlink0'],
	},
	libnfnetlink0: library('1.0.2-2', 15, 40, 'Netfilter netlink library'),
	libcurl4: library('7.88.1-10+deb12u8', 390, 840, 'easy-to-use client-side URL transfer library (OpenSSL flavour)'),
	'libnghttp2-14': library('1.52.0-1+deb12u1', 73, 200, 'library implementing HTTP/2 protocol (shared library)'),
	'liblua5.3-0': library('5.3.6-2', 123, 420, 'Shared library for the Lua interpreter version 5.3'),
	'libopentracing-c-wrapper0': {
		...library('1.1.3-3+b1', 30, 130, 'C wrapper for the OpenTracing C++ API'),
		depends: ['libopentracing1'],
	},
	libopentracing1: library('1.6.0-4', 53, 210, 'C++ implementation of the OpenTracing API'),
	libip6tc2: library('1.8.9-2', 19, 68, 'netfilter libip6tc library'),
	libcap2: library('1:2.66-4', 28, 100, 'POSIX 1003.1e capabilities (library)'),
	libjq1: {
		...library('1.6-2.1', 135, 370, 'lightweight and flexible command-line JSON processor - shared library'),
		depends: ['libonig5'],
	},
	libonig5: library('6.9.8-1', 188, 700, 'regular expressions library'),
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
	'libpcap0.8': library('1.10.3-1', 157, 400, 'system interface for user-level packet capture'),
};
