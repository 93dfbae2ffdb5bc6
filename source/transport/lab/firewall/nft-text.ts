// nftables' own language, as far as rules of a host's firewall need it: read a ruleset, print one.
import {firewalldTable} from './firewalld-rules.ts';
import type {Machine, NftChain, NftTable} from '../world.ts';

/** Comments out, statements separated by new lines or `;`, braces of blocks on their own; sets in braces stay in the line. */
const tokens = (text: string): string[] => {
	const lines: string[] = [];
	let line = '';
	let quoted = false;
	let inSet = 0;
	const end = (): void => {
		if (line.trim() !== '') lines.push(line.trim());
		line = '';
	};
	for (const raw of text.split('\n')) {
		const source = raw.replace(/(^|\s)#.*$/, '');
		for (const letter of source) {
			if (letter === '"') quoted = !quoted;
			if (quoted) line += letter;
			else if (letter === '{' && !/^\s*(table|chain|set|map)\b[^{]*$/.test(line)) {
				inSet++;
				line += letter;
			} else if (letter === '}' && inSet > 0) {
				inSet--;
				line += letter;
			} else if (letter === '{') {
				lines.push(`${line.trim()} {`);
				line = '';
			} else if (letter === '}') {
				end();
				lines.push('}');
			} else if (letter === ';') end();
			else line += letter;
		}
		if (inSet === 0) end();
		else line += ' ';
	}
	end();
	return lines;
};

const priorities: Readonly<Record<string, string>> = {
	'0': 'filter',
	'-100': 'dstnat',
	'100': 'srcnat',
	'-150': 'mangle',
};

const baseOf = (line: string): Omit<NonNullable<NftChain['base']>, 'policy'> | undefined => {
	const match = /^type (\S+) hook (\S+)(?: device \S+)? priority (\S+(?: [+-] \d+)?)$/.exec(line);
	return match ? {type: match[1]!, hook: match[2]!, priority: priorities[match[3]!] ?? match[3]!} : undefined;
};

export const nextHandle = (table: NftTable): number =>
	Math.max(
		table.handle,
		...table.chains.flatMap(chain => chain.rules.map(rule => rule.handle)),
		table.chains.length,
	) + 1;

/** Spacing and numbers as `nft list` gives them back. */
export const canonical = (rule: string): string =>
	rule
		.trim()
		.replaceAll(/\s+/g, ' ')
		.replaceAll(/\{\s*/g, '{ ')
		.replaceAll(/\s*\}/g, ' }')
		.replaceAll(/\s*,\s*(?=[^{]*\})/g, ', ')
		.replaceAll(/\b(?:ip )?protocol vrrp\b/g, 'ip protocol vrrp')
		.replaceAll(/\bip protocol 112\b/g, 'ip protocol vrrp')
		.replace(
			/\bct state established,related\b|\bct state \{ established, related \}/,
			'ct state established,related',
		)
		.replace(/\biif lo\b/, 'iif "lo"')
		.replace(/\biifname (?!")(\S+)/, 'iifname "$1"');

export const addTable = (machine: Machine, family: string, name: string): NftTable => {
	const tables = (machine.firewall.tables ??= []);
	const known = tables.find(table => table.family === family && table.name === name);
	if (known) return known;
	const table: NftTable = {family, name, handle: tables.length + 1, chains: []};
	tables.push(table);
	return table;
};

export const addChain = (table: NftTable, name: string): NftChain => {
	const known = table.chains.find(chain => chain.name === name);
	if (known) return known;
	const chain: NftChain = {name, rules: []};
	table.chains.push(chain);
	return chain;
};

/** One statement of a chain's block: its head, its policy, or a rule. */
export const addStatement = (table: NftTable, chain: NftChain, line: string): void => {
	const base = baseOf(line);
	const policy = /^policy (accept|drop)$/.exec(line)?.[1];
	if (base) chain.base = {...base, policy: chain.base?.policy ?? 'accept'};
	else if (policy)
		chain.base = {
			type: 'filter',
			hook: 'input',
			priority: 'filter',
			...chain.base,
			policy: policy as 'accept' | 'drop',
		};
	else chain.rules.push({handle: nextHandle(table), text: canonical(line)});
};

/** A file for `nft -f`: tables in blocks and `flush ruleset`. Answers what nft would complain about. */
export const applyRuleset = (machine: Machine, text: string): string | undefined => {
	let table: NftTable | undefined;
	let chain: NftChain | undefined;
	let skipped = 0;
	for (const line of tokens(text.replace(/^#!.*\n/, ''))) {
		if (line === 'flush ruleset') {
			machine.firewall.tables = [];
			continue;
		}
		const opens = line.endsWith('{');
		const [word, first, second] = line.replace(/\s*\{$/, '').split(/\s+/);
		if (skipped > 0) skipped += opens ? 1 : line === '}' ? -1 : 0;
		else if (opens && word === 'table')
			table = addTable(machine, second === undefined ? 'ip' : first!, second ?? first!);
		else if (opens && word === 'chain' && table) chain = addChain(table, first!);
		else if (opens && table) skipped = 1;
		else if (line === '}' && chain) chain = undefined;
		else if (line === '}') table = undefined;
		else if (table && chain) addStatement(table, chain, line);
		else if (word === 'delete' || word === 'add' || word === 'destroy') continue;
		else return `syntax error, unexpected string\n${line}`;
	}
	return undefined;
};

const chainText = (chain: NftChain, handles: boolean): string => {
	const {base} = chain;
	const head = base
		? [`\t\ttype ${base.type} hook ${base.hook} priority ${base.priority}; policy ${base.policy};`]
		: [];
	const rules = chain.rules.map(rule => `\t\t${rule.text}${handles ? ` # handle ${rule.handle}` : ''}`);
	return [`\tchain ${chain.name} {`, ...head, ...rules, '\t}'].join('\n');
};

export const tableText = (table: NftTable, handles = false): string =>
	`table ${table.family} ${table.name} {${handles ? ` # handle ${table.handle}` : ''}\n${table.chains.map(chain => chainText(chain, handles)).join('\n\n')}\n}\n`;

export const rulesetText = (machine: Machine, handles = false): string =>
	(machine.firewall.tables ?? []).map(table => tableText(table, handles)).join('') +
	firewalldTable(machine) +
	machine.firewall.nft;
