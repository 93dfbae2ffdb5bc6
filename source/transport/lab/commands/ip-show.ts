import {said, type CommandResult, type Shell} from '../command.ts';
import {
	addressesOf,
	chosen,
	headOf,
	inetText,
	linkLine,
	type Inet,
	type Interface,
	type Style,
} from './ip-interfaces.ts';

export const showAddresses = (words: readonly string[], at: Shell, style: Style): CommandResult => {
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

const tail = (item: Interface): string => `${headOf(item)} mode DEFAULT group default qlen 1000`;

export const showLinks = (words: readonly string[], at: Shell, style: Style): CommandResult => {
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
