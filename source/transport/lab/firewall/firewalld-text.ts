// firewalld's own spelling of rich rules and zones.
import type {Zone} from './firewalld-zones.ts';

/** Its spelling of a rich rule: values in quotes, the family first. */
export const spelled = (rule: string): string => {
	const words = (rule.match(/[\w-]+=(?:"[^"]*"|'[^']*'|\S+)|\S+/g) ?? []).map(word =>
		word.replace(/=["']?([^"']*)["']?$/, '="$1"'),
	);
	return words.join(' ');
};

export const listing = (name: string, zone: Zone, active: boolean, nic: readonly string[], forwards: boolean): string =>
	[
		`${name}${active ? ' (active)' : ''}`,
		`  target: ${zone.target}`,
		'  icmp-block-inversion: no',
		`  interfaces: ${nic.join(' ')}`,
		`  sources: ${zone.sources.join(' ')}`,
		`  services: ${zone.services.join(' ')}`,
		`  ports: ${zone.ports.join(' ')}`,
		`  protocols: ${zone.protocols.join(' ')}`,
		...(forwards ? [`  forward: ${zone.forward ? 'yes' : 'no'}`] : []),
		`  masquerade: ${zone.masquerade ? 'yes' : 'no'}`,
		'  forward-ports: ',
		'  source-ports: ',
		'  icmp-blocks: ',
		'  rich rules: ',
		...zone.rules.map(rule => `\t${rule}`),
		'',
	].join('\n');
