// firewalld's zones: what a fresh installation has, and the files in which changes are kept for the next start.
import type {Files} from '../files.ts';
import type {Machine} from '../world.ts';

/** Lists are as `firewall-cmd --list-…` prints them; rules are rich rules in firewalld's own spelling. */
export type Zone = {
	target: string;
	interfaces: string[];
	sources: string[];
	services: string[];
	ports: string[];
	protocols: string[];
	forward: boolean;
	masquerade: boolean;
	rules: string[];
};

export type Zones = Record<string, Zone>;

const folder = '/etc/firewalld/zones';
const settings = '/etc/firewalld/firewalld.conf';

export const versionOf = ({packages}: Machine): string =>
	/^(?:\d+:)?([\d.]+)/.exec(packages['firewalld']?.version ?? '')?.[1] ?? '1.3.4';

const zone = (more: Partial<Zone>): Zone => ({
	target: 'default',
	interfaces: [],
	sources: [],
	services: [],
	ports: [],
	protocols: [],
	forward: false,
	masquerade: false,
	rules: [],
	...more,
});

/** Cockpit is a service of RHEL's own zone; forwarding within a zone came with 1.0. */
const builtIn = (machine: Machine): Zones => {
	const forward = Number(versionOf(machine).split('.')[0]) >= 1;
	const services = [...(machine.os.id === 'rocky' ? ['cockpit'] : []), 'dhcpv6-client', 'ssh'];
	return {
		block: zone({target: '%%REJECT%%', forward}),
		drop: zone({target: 'DROP', forward}),
		public: zone({services, forward}),
		trusted: zone({target: 'ACCEPT', forward}),
	};
};

/** `rule family="ipv4" source address="A" accept` as the elements of the file. */
const ruleXml = (rule: string): string => {
	const [, family, rest = ''] = /^rule (?:family="(\w+)" )?(.*)$/.exec(rule) ?? [];
	const parts = [...rest.matchAll(/(\w+)((?: [\w-]+="[^"]*")*)/g)].map(
		([, name, given]) => `    <${name}${given}/>\n`,
	);
	return `  <rule${family ? ` family="${family}"` : ''}>\n${parts.join('')}  </rule>\n`;
};

const xmlOf = (name: string, own: Zone): string =>
	[
		'<?xml version="1.0" encoding="utf-8"?>\n',
		own.target === 'default' ? '<zone>\n' : `<zone target="${own.target}">\n`,
		`  <short>${name[0]!.toUpperCase()}${name.slice(1)}</short>\n`,
		...own.interfaces.map(value => `  <interface name="${value}"/>\n`),
		...own.sources.map(value => `  <source address="${value}"/>\n`),
		...own.services.map(value => `  <service name="${value}"/>\n`),
		...own.ports.map(value => `  <port port="${value.split('/')[0]}" protocol="${value.split('/')[1]}"/>\n`),
		...own.protocols.map(value => `  <protocol value="${value}"/>\n`),
		own.masquerade ? '  <masquerade/>\n' : '',
		...own.rules.map(ruleXml),
		own.forward ? '  <forward/>\n' : '',
		'</zone>\n',
	].join('');

const ruleOf = (xml: string): string => {
	const [head = '', ...parts] = [...xml.matchAll(/<(\w+)((?: [\w-]+="[^"]*")*)\s*\/?>/g)].map(
		([, name, given]) => `${name}${given}`,
	);
	return [head, ...parts].join(' ');
};

const zoneOf = (xml: string): Zone => {
	const rules = xml.match(/<rule[\s>][^]*?<\/rule>/g) ?? [];
	const plain = rules.reduce((rest, rule) => rest.replace(rule, ''), xml);
	const all = (pattern: RegExp): string[] => [...plain.matchAll(pattern)].map(match => match.slice(1).join('/'));
	return zone({
		target: /<zone target="([^"]+)"/.exec(plain)?.[1] ?? 'default',
		interfaces: all(/<interface name="([^"]+)"/g),
		sources: all(/<source address="([^"]+)"/g),
		services: all(/<service name="([^"]+)"/g),
		ports: all(/<port port="([^"]+)" protocol="([^"]+)"/g),
		protocols: all(/<protocol value="([^"]+)"/g),
		forward: plain.includes('<forward/>'),
		masquerade: plain.includes('<masquerade/>'),
		rules: rules.map(ruleOf),
	});
};

/** What the daemon reads when it starts. */
export const keptZones = (machine: Machine, files: Files): Zones => ({
	...builtIn(machine),
	...Object.fromEntries(
		files
			.list(folder)
			.filter(name => name.endsWith('.xml'))
			.map(name => [name.slice(0, -4), zoneOf(files.read(`${folder}/${name}`) ?? '')]),
	),
});

export const keepZone = (files: Files, name: string, own: Zone): void => {
	const path = `${folder}/${name}.xml`;
	if (files.exists(path)) files.write(`${path}.old`, files.read(path) ?? '', 0o644);
	files.write(path, xmlOf(name, own), 0o644);
};

export const defaultZone = (files: Files): string =>
	/^DefaultZone=(\S+)/m.exec(files.read(settings) ?? '')?.[1] ?? 'public';

export const setDefaultZone = (files: Files, name: string): void => {
	const text = files.read(settings) ?? '';
	files.write(
		settings,
		/^DefaultZone=/m.test(text)
			? text.replace(/^DefaultZone=.*$/m, `DefaultZone=${name}`)
			: `${text}DefaultZone=${name}\n`,
	);
};

export const isRunning = (machine: Machine): boolean => machine.units['firewalld.service']?.state === 'active';

/** The rules in force; a machine from the installer has what its files say. */
export const zonesInForce = (machine: Machine, files: Files): Zones =>
	(machine.firewall.zones ??= keptZones(machine, files));
