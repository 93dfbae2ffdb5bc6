// firewall-cmd: what firewalld has in force, and what it keeps for its next start.
import {failed, said, type CommandResult, type LabCommand, type Shell} from '../command.ts';
import {services} from '../firewall/firewalld-rules.ts';
import {listing, spelled} from '../firewall/firewalld-text.ts';
import {
	defaultZone,
	isRunning,
	keepZone,
	keptZones,
	setDefaultZone,
	versionOf,
	zonesInForce,
	type Zone,
	type Zones,
} from '../firewall/firewalld-zones.ts';

type List = 'services' | 'ports' | 'protocols' | 'sources' | 'interfaces' | 'rules';

const lists: Readonly<Record<string, List>> = {
	service: 'services',
	port: 'ports',
	protocol: 'protocols',
	source: 'sources',
	interface: 'interfaces',
	'rich-rule': 'rules',
};

const plurals: Readonly<Record<string, List>> = {
	services: 'services',
	ports: 'ports',
	protocols: 'protocols',
	sources: 'sources',
	interfaces: 'interfaces',
	'rich-rules': 'rules',
};

const ports = (value: string): {readonly low: number; readonly high: number; readonly kind: string} | undefined => {
	const [, low, high = low, kind = ''] = /^(\d+)(?:-(\d+))?\/(tcp|udp|sctp|dccp)$/.exec(value) ?? [];
	return low === undefined ? undefined : {low: Number(low), high: Number(high), kind};
};

/** A port within a range that is there already is there already. */
const has = (zone: Zone, list: List, value: string): boolean => {
	if (list !== 'ports') return zone[list].includes(value);
	const wanted = ports(value);
	return zone.ports
		.map(ports)
		.some(own => own && wanted && own.kind === wanted.kind && own.low <= wanted.low && own.high >= wanted.high);
};

const wrong = (kind: string, value: string): CommandResult | undefined => {
	if (kind === 'port' && ports(value) === undefined)
		return /^\d+(-\d+)?$/.test(value)
			? failed(
					`Error: INVALID_PORT: bad port (most likely missing protocol), correct syntax is portid[-portid]/protocol\n`,
					102,
				)
			: failed(`Error: INVALID_PORT: ${value}\n`, 102);
	if (kind === 'service' && services[value] === undefined) return failed(`Error: INVALID_SERVICE: ${value}\n`, 101);
	if (kind === 'rich-rule' && !/^rule .*\b(accept|reject|drop|mark|masquerade)\b/.test(value))
		return failed(
			`Error: INVALID_RULE: ${value.startsWith('rule ') ? 'no action, no log, no audit' : 'no rule'}\n`,
			122,
		);
	return undefined;
};

type Asked = {readonly at: Shell; readonly zones: Zones; readonly name: string; readonly keeps: boolean};

/** eth0 is in no zone by name as long as nobody says so: then it is in the default zone. */
const nicsOf = ({at, zones}: Pick<Asked, 'at' | 'zones'>, name: string): readonly string[] => {
	const named = Object.values(zones).some(zone => zone.interfaces.includes('eth0'));
	return named || name !== defaultZone(at.files)
		? (zones[name]?.interfaces ?? [])
		: ['eth0', ...zones[name]!.interfaces];
};

const change = (
	{at, zones, name, keeps}: Asked,
	verb: 'add' | 'remove',
	kind: string,
	given: string,
): CommandResult => {
	const list = lists[kind];
	if (list === undefined)
		return failed(
			`usage: see firewall-cmd man page\nfirewall-cmd: error: unrecognized arguments: --${verb}-${kind}=${given}\n`,
			2,
		);
	const value = kind === 'rich-rule' ? spelled(given) : given;
	const trouble = wrong(kind, value);
	if (trouble !== undefined) return trouble;
	const zone = zones[name]!;
	const taken = Object.entries(zones).find(([other, {sources}]) => other !== name && sources.includes(value));
	if (verb === 'add' && kind === 'source' && taken !== undefined)
		return failed(`Error: ZONE_CONFLICT: '${value}' already bound to '${taken[0]}'\n`, 36);
	if (has(zone, list, value) === (verb === 'add')) {
		const warning =
			verb === 'add'
				? `ALREADY_ENABLED: ${keeps ? value : `'${value}' already in '${name}'`}`
				: `NOT_ENABLED: ${value}`;
		return {stdout: '', stderr: `Warning: ${warning}\n`, exit: 0};
	}
	zone[list] = verb === 'add' ? [...zone[list], value] : zone[list].filter(other => other !== value);
	if (keeps) keepZone(at.files, name, zone);
	return said('');
};

const ask = (asked: Asked, word: string): CommandResult | undefined => {
	const {at, zones, name} = asked;
	const zone = zones[name]!;
	const [, kind = '', value = ''] = /^--query-([\w-]+)(?:=(.*))?$/.exec(word) ?? [];
	if (kind !== '') {
		const list = lists[kind];
		const yes =
			list === undefined
				? kind === 'masquerade'
					? zone.masquerade
					: kind === 'forward' && zone.forward
				: kind === 'interface'
					? nicsOf(asked, name).includes(value)
					: has(zone, list, kind === 'rich-rule' ? spelled(value) : value);
		return said(yes ? 'yes\n' : 'no\n', yes ? 0 : 1);
	}
	const plural = plurals[/^--list-([\w-]+)$/.exec(word)?.[1] ?? ''];
	if (plural !== undefined) return said(`${zone[plural].join(plural === 'rules' ? '\n' : ' ')}\n`);
	const nic = nicsOf(asked, name);
	const isActive = nic.length > 0 || zone.sources.length > 0;
	if (word === '--list-all') {
		const forwards = Number(versionOf(at.machine).split('.')[0]) >= 1;
		return said(listing(name, zone, isActive && !asked.keeps, asked.keeps ? zone.interfaces : nic, forwards));
	}
	if (word === '--get-target') return said(`${zone.target}\n`);
	return undefined;
};

const aboutZones = (at: Shell, zones: Zones, word: string): CommandResult | undefined => {
	if (word === '--get-default-zone') return said(`${defaultZone(at.files)}\n`);
	if (word === '--get-zones') return said(`${Object.keys(zones).toSorted().join(' ')}\n`);
	if (word.startsWith('--get-zone-of-interface=')) {
		const nic = word.split('=')[1]!;
		const found = Object.keys(zones).find(name => nicsOf({at, zones}, name).includes(nic));
		return found === undefined ? failed('no zone\n', 2) : said(`${found}\n`);
	}
	if (word !== '--get-active-zones') return undefined;
	return said(
		Object.keys(zones)
			.toSorted()
			.map(name => [name, nicsOf({at, zones}, name), zones[name]!.sources] as const)
			.filter(([, nic, sources]) => nic.length + sources.length > 0)
			.map(
				([name, nic, sources]) =>
					`${name}\n${nic.length > 0 ? `  interfaces: ${nic.join(' ')}\n` : ''}${sources.length > 0 ? `  sources: ${sources.join(' ')}\n` : ''}`,
			)
			.join(''),
	);
};

const whole = (at: Shell, word: string): CommandResult | undefined => {
	if (word === '--reload' || word === '--complete-reload') {
		delete at.machine.firewall.zones;
		return said('success\n');
	}
	if (word === '--runtime-to-permanent') {
		for (const [name, zone] of Object.entries(zonesInForce(at.machine, at.files))) keepZone(at.files, name, zone);
		return said('success\n');
	}
	if (word.startsWith('--set-default-zone=')) {
		setDefaultZone(at.files, word.split('=')[1]!);
		return said('success\n');
	}
	return undefined;
};

/** `--add-port 80/tcp` and `--add-port=80/tcp` are the same. */
const joined = (args: readonly string[]): readonly string[] =>
	args.flatMap((arg, index) => {
		const before = args[index - 1] ?? '';
		const takes =
			/^--(?:zone|(?:add|remove|query)-(?!masquerade|forward)[\w-]+|set-default-zone|get-zone-of-interface)$/;
		if (takes.test(before)) return [];
		return takes.test(arg) ? [`${arg}=${args[index + 1] ?? ''}`] : [arg];
	});

export const firewallCmd: LabCommand = {
	names: ['firewall-cmd'],
	changes: args => args.some(arg => /^--(add|remove|set|reload|complete|runtime)/.test(arg)),
	run: (args, at) => {
		const {machine, files} = at;
		const running = isRunning(machine);
		const quiet = args.includes('-q') || args.includes('--quiet');
		if (args.includes('--state'))
			return running ? said(quiet ? '' : 'running\n') : failed(quiet ? '' : 'not running\n', 252);
		if (!running) return failed(quiet ? '' : 'FirewallD is not running\n', 252);
		if (args.includes('--version') || args.includes('-V')) return said(`${versionOf(machine)}\n`);
		const keeps = args.includes('--permanent');
		const words = joined(args).filter(word => !['--permanent', '-q', '--quiet'].includes(word));
		const zones = keeps ? keptZones(machine, files) : zonesInForce(machine, files);
		const name = words.findLast(word => word.startsWith('--zone='))?.slice(7) ?? defaultZone(files);
		if (zones[name] === undefined) return failed(`Error: INVALID_ZONE: ${name}\n`, 112);
		const asked: Asked = {at, zones, name, keeps};
		const results: CommandResult[] = [];
		for (const word of words.filter(word => !word.startsWith('--zone='))) {
			const changes = /^--(add|remove)-([\w-]+)=(.*)$/.exec(word);
			const result = changes
				? change(asked, changes[1] as 'add' | 'remove', changes[2]!, changes[3]!)
				: (whole(at, word) ?? aboutZones(at, zones, word) ?? ask(asked, word));
			if (result === undefined)
				return failed(
					`usage: see firewall-cmd man page\nfirewall-cmd: error: unrecognized arguments: ${word}\n`,
					2,
				);
			results.push(result);
			if ((result.exit ?? 0) !== 0) break;
		}
		const exit = results.at(-1)?.exit ?? 0;
		const changed = words.some(word => /^--(add|remove)-/.test(word)) && exit === 0;
		return {
			stdout: quiet ? '' : `${results.map(({stdout = ''}) => stdout).join('')}${changed ? 'success\n' : ''}`,
			stderr: quiet ? '' : results.map(({stderr = ''}) => stderr).join(''),
			exit,
		};
	},
};
