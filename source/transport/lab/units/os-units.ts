// Units of a host that are not Kubernetes; the same programs have other names on Red Hat's family.
import {applyRuleset} from '../firewall/nft-text.ts';
import {synchronise} from '../clock-service.ts';
import {resolvedFiles} from '../machines/resolved.ts';
import type {Refusal, UnitAt, UnitDeclaration} from '../unit.ts';

const plain = (
	name: string,
	description: string,
	execStart: string,
	type: UnitDeclaration['type'] = 'simple',
	more: Partial<UnitDeclaration> = {},
): UnitDeclaration => ({
	name: `${name}.service`,
	description,
	execStart,
	type,
	program: execStart.split(' ', 1)[0]!.split('/').at(-1)!,
	...more,
});

const loadNftables = ({machine, files}: UnitAt): Refusal | undefined => {
	const text = files.read('/etc/nftables.conf');
	if (text === undefined)
		return {says: ['/etc/nftables.conf: Could not open file: No such file or directory'], status: 1};
	const problem = applyRuleset(machine, text);
	return problem === undefined ? undefined : {says: [`/etc/nftables.conf: Error: ${problem}`], status: 1};
};

const emptyNftables = ({machine}: UnitAt): void => {
	machine.firewall.tables = [];
};

/** The daemon reads its files when it starts: what was only in force is gone. */
const forgetZones = ({machine}: UnitAt): undefined => {
	delete machine.firewall.zones;
};

const sshd: Partial<UnitDeclaration> = {
	documentation: ['man:sshd(8)', 'man:sshd_config(5)'],
	listens: () => [
		{protocol: 'tcp', address: '0.0.0.0', port: 22},
		{protocol: 'tcp', address: '::', port: 22},
	],
};

const chronyd = (version: string): Partial<UnitDeclaration> => ({
	documentation: ['man:chronyd(8)', 'man:chrony.conf(5)'],
	program: 'chronyd',
	start: at =>
		synchronise(
			at,
			`chronyd version ${version} starting (+CMDMON +NTP +REFCLOCK +RTC +PRIVDROP +SCFILTER +SIGND +ASYNCDNS +NTS +SECHASH +IPV6 -DEBUG)`,
		),
	listens: () => [
		{protocol: 'udp', address: '127.0.0.1', port: 323},
		{protocol: 'udp', address: '::1', port: 323},
	],
});

/** What it learned from netplan or DHCP is in files that a boot throws away. */
const writeResolv = ({files}: UnitAt): undefined => {
	for (const [path, text] of Object.entries(resolvedFiles(['10.77.0.1']))) files.write(path, text);
};

const redHatUnits: readonly UnitDeclaration[] = [
	plain('crond', 'Command Scheduler', '/usr/sbin/crond -n'),
	plain('sshd', 'OpenSSH server daemon', '/usr/sbin/sshd -D', 'notify', sshd),
	plain('chronyd', 'NTP client/server', '/usr/sbin/chronyd', 'forking', chronyd('4.6.1')),
	plain('NetworkManager', 'Network Manager', '/usr/sbin/NetworkManager --no-daemon', 'notify', {
		reload: () => undefined,
	}),
	plain('auditd', 'Security Auditing Service', '/usr/sbin/auditd', 'forking'),
	plain('dbus-broker', 'D-Bus System Message Bus', '/usr/bin/dbus-broker-launch --scope system --audit', 'notify'),
	plain('firewalld', 'firewalld - dynamic firewall daemon', '/usr/sbin/firewalld --nofork --nopid', 'notify', {
		documentation: ['man:firewalld(1)'],
		start: forgetZones,
		reload: forgetZones,
		stopped: forgetZones,
	}),
];

const ubuntuUnits: readonly UnitDeclaration[] = [
	plain('systemd-networkd', 'Network Configuration', '/lib/systemd/systemd-networkd', 'notify'),
	plain('systemd-resolved', 'Network Name Resolution', '/lib/systemd/systemd-resolved', 'notify', {
		start: writeResolv,
		listens: () =>
			(['tcp', 'udp'] as const).flatMap(protocol =>
				['127.0.0.53', '127.0.0.54'].map(address => ({protocol, address, port: 53})),
			),
	}),
	plain(
		'unattended-upgrades',
		'Unattended Upgrades Shutdown',
		'/usr/share/unattended-upgrades/unattended-upgrade-shutdown --wait-for-signal',
	),
];

export const osUnits: readonly UnitDeclaration[] = [
	...redHatUnits,
	...ubuntuUnits,
	plain('rsyslog', 'System Logging Service', '/usr/sbin/rsyslogd -n -iNONE', 'notify'),
	plain('cron', 'Regular background program processing daemon', '/usr/sbin/cron -f'),
	plain('dbus', 'D-Bus System Message Bus', '/usr/bin/dbus-daemon --system --nofork', 'notify'),
	plain('getty@tty1', 'Getty on tty1', '/usr/sbin/agetty --noclear tty1 linux'),
	plain('networking', 'Raise network interfaces', '/usr/sbin/ifup -a', 'oneshot'),
	plain('ssh', 'OpenBSD Secure Shell server', '/usr/sbin/sshd -D', 'notify', sshd),
	plain('systemd-journald', 'Journal Service', '/lib/systemd/systemd-journald', 'notify'),
	plain('systemd-logind', 'User Login Management', '/lib/systemd/systemd-logind', 'notify'),
	plain('systemd-modules-load', 'Load Kernel Modules', '/lib/systemd/systemd-modules-load', 'oneshot'),
	plain('systemd-sysctl', 'Apply Kernel Variables', '/lib/systemd/systemd-sysctl', 'oneshot'),
	plain('systemd-udevd', 'Rule-based Manager for Device Events and Files', '/lib/systemd/systemd-udevd', 'notify'),
	plain('nftables', 'nftables', '/usr/sbin/nft -f /etc/nftables.conf', 'oneshot', {
		documentation: ['man:nft(8)', 'http://wiki.nftables.org'],
		start: loadNftables,
		reload: loadNftables,
		stopped: emptyNftables,
	}),
	plain('chrony', 'chrony, an NTP client/server', '/usr/sbin/chronyd -F 1', 'forking', chronyd('4.3')),
	plain('systemd-timesyncd', 'Network Time Synchronization', '/lib/systemd/systemd-timesyncd', 'notify', {
		documentation: ['man:systemd-timesyncd.service(8)'],
		start: at => synchronise(at, 'Contacted time server 94.130.35.4:123 (0.debian.pool.ntp.org).'),
	}),
	plain('ufw', 'Uncomplicated firewall', '/lib/ufw/ufw-init start quiet', 'oneshot', {documentation: ['man:ufw(8)']}),
	plain(
		'netfilter-persistent',
		'netfilter persistent configuration',
		'/usr/sbin/netfilter-persistent start',
		'oneshot',
	),
];
