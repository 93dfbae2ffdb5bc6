// ip: addresses, links, routes and neighbours, in the shapes that scripts ask for.
import {failed, said, type CommandResult, type LabCommand, type Shell} from '../command.ts';
import type {Link, Machine} from '../world.ts';
import {digest} from '../machine.ts';

type Style = {
	readonly brief: boolean;
	readonly oneLine: boolean;
	readonly json: boolean;
	readonly family: 4 | 6 | 0;
	readonly detail: boolean;
};

type Interface = {
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

const interfaces = (machine: Machine): readonly Interface[] => [
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
	...(machine.links ?? []).map((link, index) => ({
		index: index + 3,
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

type Inet = {
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

const linkLocal = (mac: string): string => {
	const [a, b, c, d, e, f] = mac.split(':').map(part => Number.parseInt(part, 16));
	const group = (high: number, low: number): string => ((high << 8) | low).toString(16);
	return `fe80::${group(a! ^ 2, b!)}:${group(c!, 0xff)}:${group(0xfe, d!)}:${group(e!, f!)}`;
};

const addressesOf = (machine: Machine, {name, mac, link}: Interface): readonly Inet[] => {
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

const headOf = (item: Interface): string =>
	`${item.index}: ${item.name}: <${item.flags}> mtu ${item.mtu} qdisc ${item.qdisc}${item.link?.master === undefined ? '' : ` master ${item.link.master}`} state ${item.state}`;

const inetText = (inet: Inet): string => {
	const brd =
		inet.family === 4 && inet.prefix < 31 && !inet.secondary && inet.scope === 'global'
			? ` brd ${broadcast(inet.address, inet.prefix)}`
			: '';
	return `inet${inet.family === 6 ? '6' : ''} ${inet.address}/${inet.prefix}${brd} scope ${inet.scope}${inet.secondary ? ' secondary' : ''}${inet.label === '' ? '' : ` ${inet.label}`}`;
};

const linkLine = (item: Interface): string =>
	`    link/${item.loop ? 'loopback' : 'ether'} ${item.mac} brd ${item.loop ? '00:00:00:00:00:00' : 'ff:ff:ff:ff:ff:ff'}`;

const chosen = (at: Shell, words: readonly string[]): readonly Interface[] | CommandResult => {
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

const showAddresses = (words: readonly string[], at: Shell, style: Style): CommandResult => {
	const items = chosen(at, words);
	if (!Array.isArray(items)) return items as CommandResult;
	const scope = words.includes('scope') ? words[words.indexOf('scope') + 1] : undefined;
	const to = words.includes('to') ? words[words.indexOf('to') + 1]?.split('/')[0] : undefined;
	const mine = (item: Interface): readonly Inet[] =>
		addressesOf(at.machine, item).filter(
			inet =>
				(style.family === 0 || inet.family === style.family) &&
				(scope === undefined || inet.scope === scope) &&
				(to === undefined || inet.address === to),
		);
	const listed = (items as readonly Interface[]).filter(
		item => (style.family === 0 && scope === undefined && to === undefined) || mine(item).length > 0,
	);
	if (style.json)
		return said(
			`${JSON.stringify(
				listed.map(item => ({
					ifindex: item.index,
					ifname: item.name,
					flags: item.flags.split(','),
					mtu: item.mtu,
					qdisc: item.qdisc,
					operstate: item.state,
					group: 'default',
					link_type: item.loop ? 'loopback' : 'ether',
					address: item.mac,
					addr_info: mine(item).map(inet => ({
						family: inet.family === 6 ? 'inet6' : 'inet',
						local: inet.address,
						prefixlen: inet.prefix,
						scope: inet.scope,
						...(inet.secondary && {secondary: true}),
						...(inet.label && {label: inet.label}),
					})),
				})),
			)}\n`,
		);
	if (style.brief)
		return said(
			listed
				.map(
					item =>
						`${item.name.padEnd(17)}${item.state.padEnd(15)}${mine(item)
							.map(inet => `${inet.address}/${inet.prefix} `)
							.join('')}\n`,
				)
				.join(''),
		);
	if (style.oneLine)
		return said(
			listed
				.flatMap(item =>
					mine(item).map(
						inet =>
							`${item.index}: ${item.name}    ${inetText(inet)}\\       valid_lft forever preferred_lft forever\n`,
					),
				)
				.join(''),
		);
	return said(
		listed
			.map(item =>
				[
					`${headOf(item)} group default qlen 1000`,
					...(style.family === 0 ? [linkLine(item)] : []),
					...mine(item).flatMap(inet => [
						`    ${inetText(inet)}`,
						'       valid_lft forever preferred_lft forever',
					]),
				]
					.map(line => `${line}\n`)
					.join(''),
			)
			.join(''),
	);
};

const showLinks = (words: readonly string[], at: Shell, style: Style): CommandResult => {
	const items = chosen(at, words);
	if (!Array.isArray(items)) return items as CommandResult;
	const list = items as readonly Interface[];
	if (style.json)
		return said(
			`${JSON.stringify(list.map(item => ({ifindex: item.index, ifname: item.name, flags: item.flags.split(','), mtu: item.mtu, qdisc: item.qdisc, operstate: item.state, linkmode: 'DEFAULT', link_type: item.loop ? 'loopback' : 'ether', address: item.mac})))}\n`,
		);
	if (style.brief)
		return said(
			list.map(item => `${item.name.padEnd(17)}${item.state.padEnd(15)}${item.mac} <${item.flags}> \n`).join(''),
		);
	const tail = (item: Interface): string => `${headOf(item)} mode DEFAULT group default qlen 1000`;
	if (style.oneLine) return said(list.map(item => `${tail(item)}\\${linkLine(item)}\n`).join(''));
	return said(
		list
			.map(
				item =>
					`${tail(item)}\n${linkLine(item)}\n${style.detail && item.link ? `    ${item.link.kind} ${item.link.detail ?? ''}\n` : ''}`,
			)
			.join(''),
	);
};

const changeLink = (verb: string, words: readonly string[], at: Shell): CommandResult => {
	const name = words.find(
		(word, index) =>
			!['dev', 'name'].includes(word) && (index === 0 || ['dev', 'name'].includes(words[index - 1]!)),
	);
	const {machine} = at;
	if (verb === 'add') {
		const kind = words[words.indexOf('type') + 1] ?? 'dummy';
		if (interfaces(machine).some(item => item.name === name)) return failed('RTNETLINK answers: File exists\n', 2);
		machine.links = [
			...(machine.links ?? []),
			{
				name: name!,
				kind,
				mac: `52:54:01:${digest(name!, at.machine.name)
					.slice(0, 6)
					.replace(/(..)(?!$)/g, '$1:')}`,
				mtu: 1500,
				up: false,
			},
		];
		return said('');
	}
	if (!interfaces(machine).some(item => item.name === name)) return failed(`Cannot find device "${name}"\n`);
	if (verb === 'delete' || verb === 'del') {
		if (name === 'eth0' || name === 'lo') return failed('RTNETLINK answers: Operation not supported\n', 2);
		machine.links = (machine.links ?? []).filter(link => link.name !== name);
		machine.routes = (machine.routes ?? []).filter(route => route.dev !== name);
		return said('');
	}
	const link = machine.links?.find(other => other.name === name);
	if (link) link.up = words.includes('up') || (link.up && !words.includes('down'));
	if (name === 'eth0' && words.includes('down')) machine.cut = true;
	if (name === 'eth0' && words.includes('up')) delete machine.cut;
	return said('');
};

const changeAddress = (verb: string, words: readonly string[], at: Shell): CommandResult => {
	const [address = '', prefix = '32'] = (words[0] ?? '').split('/');
	const nic = words[words.indexOf('dev') + 1] ?? '';
	const there = at.machine.addresses.some(entry => entry.address === address && entry.nic === nic);
	if (!interfaces(at.machine).some(item => item.name === nic)) return failed(`Cannot find device "${nic}"\n`);
	if (verb === 'add') {
		if (there) return failed('RTNETLINK answers: File exists\n', 2);
		at.machine.addresses.push({nic, address, prefix: Number(prefix), owner: 'ip'});
		return said('');
	}
	if (!there) return failed('RTNETLINK answers: Cannot assign requested address\n', 2);
	at.machine.addresses = at.machine.addresses.filter(entry => entry.address !== address || entry.nic !== nic);
	return said('');
};

const gateway = '10.77.0.1';

const routes = (machine: Machine): readonly string[] => {
	const own = machine.addresses[0]?.address ?? '';
	const made = [
		...(machine.routes ?? []).map(
			({to, via, dev, more}) =>
				`${to}${via === undefined ? '' : ` via ${via}`} dev ${dev}${more === undefined ? '' : ` ${more}`} `,
		),
	];
	return [
		`default via ${gateway} dev eth0 onlink `,
		`10.77.0.0/24 dev eth0 proto kernel scope link src ${own} `,
		...made,
	];
};

const within = (address: string, network: string): boolean => {
	const [base, bits] = network.split('/');
	const number = (text: string): number => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
	const size = 2 ** (32 - Number(bits));
	return Math.floor(number(address) / size) === Math.floor(number(base!) / size);
};

const route = (words: readonly string[], at: Shell, style: Style): CommandResult => {
	const [verb = 'show', ...rest] = words;
	const own = at.machine.addresses[0]?.address ?? '';
	if (style.family === 6) return said('fe80::/64 dev eth0 proto kernel metric 256 pref medium\n');
	if (verb === 'get') {
		const target = rest.find(word => /^\d/.test(word)) ?? '';
		if (at.machine.addresses.some(entry => entry.address === target) || target.startsWith('127.'))
			return said(`local ${target} dev lo src ${target} uid 0 \n    cache <local> \n`);
		const made = (at.machine.routes ?? []).find(({to}) => to.includes('/') && within(target, to));
		if (made)
			return said(
				`${target}${made.via ? ` via ${made.via}` : ''} dev ${made.dev} src ${own} uid 0 \n    cache \n`,
			);
		if (within(target, '10.77.0.0/24')) return said(`${target} dev eth0 src ${own} uid 0 \n    cache \n`);
		return said(`${target} via ${gateway} dev eth0 src ${own} uid 0 \n    cache \n`);
	}
	if (verb === 'flush') {
		const root = rest[rest.indexOf('root') + 1] ?? '';
		at.machine.routes = (at.machine.routes ?? []).filter(
			({to}) => !(root.includes('/') && to.includes('/') && within(to.split('/')[0]!, root)),
		);
		return said('');
	}
	if (verb === 'add' || verb === 'del' || verb === 'delete' || verb === 'replace') {
		const to = rest[0] ?? '';
		at.machine.routes = (at.machine.routes ?? []).filter(entry => entry.to !== to);
		const value = (name: string): string | undefined =>
			rest.includes(name) ? rest[rest.indexOf(name) + 1] : undefined;
		const via = value('via');
		if (verb === 'add' || verb === 'replace')
			at.machine.routes.push({to, dev: value('dev') ?? 'eth0', ...(via && {via})});
		return said('');
	}
	const lines = routes(at.machine).filter(line =>
		rest[0] === 'default'
			? line.startsWith('default')
			: rest[0] === 'dev'
				? line.includes(`dev ${rest[1]} `)
				: rest[0] === undefined || line.startsWith(`${rest[0]} `),
	);
	if (style.json)
		return said(
			`${JSON.stringify(lines.map(line => ({dst: line.split(' ')[0], ...(line.includes(' via ') && {gateway}), dev: /dev (\S+)/.exec(line)?.[1], ...(line.includes(' src ') && {prefsrc: own}), flags: []})))}\n`,
		);
	return said(lines.map(line => `${line}\n`).join(''));
};

const neighbours = (words: readonly string[], at: Shell): CommandResult => {
	const [verb = 'show', ...rest] = words;
	const known = Object.entries(at.machine.neighbours ?? {});
	if (verb === 'flush') {
		at.machine.neighbours = {};
		return said('');
	}
	const names = verb === 'show' || verb === 'list' ? rest : words;
	const wanted = names.find(word => /^[\d:]/.test(word));
	return said(
		known
			.filter(([address]) => wanted === undefined || address === wanted)
			.map(([address, mac]) => `${address} dev eth0 lladdr ${mac} REACHABLE\n`)
			.join(''),
	);
};

const ip: LabCommand = {
	names: ['ip'],
	run: (args, at) => {
		const flags = args.filter(arg => arg.startsWith('-') && !/^-\d+\./.test(arg));
		const words = args.filter(arg => !flags.includes(arg));
		const is = (...names: readonly string[]): boolean => flags.some(flag => names.includes(flag));
		const style: Style = {
			brief: is('-br', '-brief', '--brief'),
			oneLine: is('-o', '-oneline', '--oneline'),
			json: is('-j', '-json', '--json'),
			family: is('-4') ? 4 : is('-6') ? 6 : 0,
			detail: is('-d', '-details'),
		};
		const [object = '', verb = 'show', ...rest] = words;
		const begins = (name: string): boolean => object !== '' && name.startsWith(object);
		const showing = ['show', 'list', 'ls', 'lst', 'sh', 's', 'l'].includes(verb);
		if (begins('address'))
			return showing
				? showAddresses(rest, at, style)
				: ['add', 'del', 'delete', 'flush'].includes(verb)
					? changeAddress(verb, rest, at)
					: showAddresses([verb, ...rest], at, style);
		if (begins('link'))
			return showing
				? showLinks(rest, at, style)
				: ['set', 'delete', 'del', 'add'].includes(verb)
					? changeLink(verb, rest, at)
					: showLinks([verb, ...rest], at, style);
		if (begins('route') || object === 'r') return route(showing ? ['show', ...rest] : [verb, ...rest], at, style);
		if (begins('neighbour') || begins('neighbor')) return neighbours(words.slice(1), at);
		if (begins('rule'))
			return said('0:\tfrom all lookup local\n32766:\tfrom all lookup main\n32767:\tfrom all lookup default\n');
		if (begins('netns')) return said('');
		if (is('-V', '-Version')) return said('ip utility, iproute2-6.1.0, libbpf 1.1.0\n');
		return failed(
			object === ''
				? 'Usage: ip [ OPTIONS ] OBJECT { COMMAND | help }\n'
				: `Object "${object}" is unknown, try "ip help".\n`,
			255,
		);
	},
};

export const ipCommands: readonly LabCommand[] = [ip];
