// ip: addresses, links, routes and neighbours, in the shapes that scripts ask for.
import {failed, said, type LabCommand} from '../command.ts';
import {changeAddress, changeLink} from './ip-change.ts';
import type {Style} from './ip-interfaces.ts';
import {neighbours, route} from './ip-route.ts';
import {showAddresses, showLinks} from './ip-show.ts';

const ip: LabCommand = {
	names: ['ip'],
	changes: args => args.some(arg => ['add', 'del', 'delete', 'set', 'flush', 'replace'].includes(arg)),
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
