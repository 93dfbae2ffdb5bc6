// Units of a Debian host that are not Kubernetes.
import {applyRuleset} from '../firewall/nft-text.ts';
import {synchronise} from '../clock-service.ts';
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

export const osUnits: readonly UnitDeclaration[] = [
	plain('cron', 'Regular background program processing daemon', '/usr/sbin/cron -f'),
	plain('dbus', 'D-Bus System Message Bus', '/usr/bin/dbus-daemon --system --nofork', 'notify'),
	plain('getty@tty1', 'Getty on tty1', '/usr/sbin/agetty --noclear tty1 linux'),
	plain('networking', 'Raise network interfaces', '/usr/sbin/ifup -a', 'oneshot'),
	plain('ssh', 'OpenBSD Secure Shell server', '/usr/sbin/sshd -D', 'notify', {
		documentation: ['man:sshd(8)', 'man:sshd_config(5)'],
		listens: () => [
			{protocol: 'tcp', address: '0.0.0.0', port: 22},
			{protocol: 'tcp', address: '::', port: 22},
		],
	}),
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
	plain('chrony', 'chrony, an NTP client/server', '/usr/sbin/chronyd -F 1', 'forking', {
		documentation: ['man:chronyd(8)', 'man:chronyc(1)', 'man:chrony.conf(5)'],
		program: 'chronyd',
		start: at =>
			synchronise(
				at,
				'chronyd version 4.3 starting (+CMDMON +NTP +REFCLOCK +RTC +PRIVDROP +SCFILTER +SIGND +ASYNCDNS +NTS +SECHASH +IPV6 -DEBUG)',
			),
		listens: () => [
			{protocol: 'udp', address: '127.0.0.1', port: 323},
			{protocol: 'udp', address: '::1', port: 323},
		],
	}),
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
