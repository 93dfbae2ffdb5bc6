// A machine's interfaces and their addresses, and ip's words for them.
import {failed, type CommandResult, type Shell} from '../command.ts';
import {hasUplink, uplink} from '../uplink.ts';
import type {Link, Machine} from '../world.ts';

export type Style = {
	readonly brief: boolean;
	readonly oneLine: boolean;
	readonly json: boolean;
	readonly family: 4 | 6 | 0;
	readonly detail: boolean;
};

export type Interface = {
	readonly index: number;
	readonly name: string;
	readonly flags: string;
	readonly mtu: number;
	readonly state: string;
	readonly mac: string;
	readonly loop: boolean;
	readonly qdisc: string;
	readonly link?: Link;
};

export const interfaces = (machine: Machine): readonly Interface[] => [
	{
		index: 1,
		name: 'lo',
		flags: 'LOOPBACK,UP,LOWER_UP',
		mtu: 65_536,
		state: 'UNKNOWN',
		mac: '00:00:00:00:00:00',
		loop: true,
		qdisc: 'noqueue',
	},
	{
		index: 2,
		name: 'eth0',
		flags: machine.cut ? 'NO-CARRIER,BROADCAST,MULTICAST,UP' : 'BROADCAST,MULTICAST,UP,LOWER_UP',
		mtu: 1500,
		state: machine.cut ? 'DOWN' : 'UP',
		mac: machine.mac,
		loop: false,
		qdisc: 'fq_codel',
	},
	...(hasUplink(machine)
		? [
				{
					index: 3,
					name: uplink.nic,
					flags: 'BROADCAST,MULTICAST,UP,LOWER_UP',
					mtu: 1500,
					state: 'UP',
					mac: machine.mac.replace(/^52:54:00/, '08:00:27'),
					loop: false,
					qdisc: 'fq_codel',
				},
			]
		: []),
	...(machine.links ?? []).map((link, index) => ({
		index: index + (hasUplink(machine) ? 4 : 3),
		name: link.name,
		flags: link.up ? 'BROADCAST,MULTICAST,UP,LOWER_UP' : 'BROADCAST,MULTICAST',
		mtu: link.mtu,
		state: link.up ? (link.kind === 'vxlan' ? 'UNKNOWN' : 'UP') : 'DOWN',
		mac: link.mac,
		loop: false,
		qdisc: 'noqueue',
		link,
	})),
];

export type Inet = {
	readonly family: 4 | 6;
	readonly address: string;
	readonly prefix: number;
	readonly scope: string;
	readonly secondary: boolean;
	readonly label: string;
};

const broadcast = (address: string, prefix: number): string => {
	const value = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
	const last = (value | (2 ** (32 - prefix) - 1)) >>> 0;
	return [24, 16, 8, 0].map(shift => (last >>> shift) & 255).join('.');
};

const group = (high: number, low: number): string => ((high << 8) | low).toString(16);

const linkLocal = (mac: string): string => {
	const [a, b, c, d, e, f] = mac.split(':').map(part => Number.parseInt(part, 16));
	return `fe80::${group(a! ^ 2, b!)}:${group(c!, 0xff)}:${group(0xfe, d!)}:${group(e!, f!)}`;
};

export const addressesOf = (machine: Machine, {name, mac, link}: Interface): readonly Inet[] => {
	if (name === 'lo')
		return [
			{family: 4, address: '127.0.0.1', prefix: 8, scope: 'host', secondary: false, label: 'lo'},
			{family: 6, address: '::1', prefix: 128, scope: 'host', secondary: false, label: ''},
		];
	const own = machine.addresses
		.filter(entry => entry.nic === name)
		.map((entry, index): Inet => ({
			family: entry.address.includes(':') ? 6 : 4,
			address: entry.address,
			prefix: entry.prefix,
			scope: 'global',
			secondary: index > 0 && entry.prefix !== 32,
			label: name,
		}));
	const extra: Inet[] =
		link?.address === undefined
			? []
			: [
					{
						family: 4,
						address: link.address,
						prefix: link.prefix ?? 32,
						scope: 'global',
						secondary: false,
						label: name,
					},
				];
	return [
		...own,
		...extra,
		{family: 6, address: linkLocal(mac), prefix: 64, scope: 'link', secondary: false, label: ''},
	];
};

export const headOf = (item: Interface): string =>
	`${item.index}: ${item.name}: <${item.flags}> mtu ${item.mtu} qdisc ${item.qdisc}${item.link?.master === undefined ? '' : ` master ${item.link.master}`} state ${item.state}`;

export const inetText = (inet: Inet): string => {
	const brd =
		inet.family === 4 && inet.prefix < 31 && !inet.secondary && inet.scope === 'global'
			? ` brd ${broadcast(inet.address, inet.prefix)}`
			: '';
	return `inet${inet.family === 6 ? '6' : ''} ${inet.address}/${inet.prefix}${brd} scope ${inet.scope}${inet.secondary ? ' secondary' : ''}${inet.label === '' ? '' : ` ${inet.label}`}`;
};

export const linkLine = (item: Interface): string =>
	`    link/${item.loop ? 'loopback' : 'ether'} ${item.mac} brd ${item.loop ? '00:00:00:00:00:00' : 'ff:ff:ff:ff:ff:ff'}`;

export const chosen = (at: Shell, words: readonly string[]): readonly Interface[] | CommandResult => {
	const all = interfaces(at.machine);
	let name: string | undefined;
	let kind: string | undefined;
	let up = false;
	for (let index = 0; index < words.length; index++) {
		const word = words[index]!;
		if (word === 'dev') name = words[++index];
		else if (word === 'type') kind = words[++index];
		else if (word === 'up') up = true;
		else if (['to', 'scope', 'master', 'label'].includes(word)) index++;
		else if (!['permanent', 'primary', 'secondary'].includes(word)) name = word;
	}
	if (name !== undefined && !all.some(item => item.name === name))
		return failed(`Device "${name}" does not exist.\n`);
	return all.filter(
		item =>
			(name === undefined || item.name === name) &&
			(kind === undefined || item.link?.kind === kind) &&
			(!up || item.flags.includes('UP')),
	);
};
